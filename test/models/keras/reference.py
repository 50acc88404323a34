"""VGG-Face by Keras itself, with random weights: writes them as Keras 2 did, a picture, and what comes out.

    python reference.py FOLDER
"""

import os
import sys

os.environ.setdefault("KERAS_BACKEND", "jax")

import h5py
import keras
import numpy

layers = keras.layers
folder = sys.argv[1]
keras.utils.set_random_seed(1)

# The article's own lines (Deep Face Recognition with Keras), without what only training uses.
model = keras.Sequential([keras.Input((224, 224, 3))])
for filters, convolutions in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
    for _ in range(convolutions):
        model.add(layers.ZeroPadding2D((1, 1)))
        model.add(layers.Convolution2D(filters, (3, 3), activation="relu", kernel_initializer="he_normal", bias_initializer="random_normal"))
    model.add(layers.MaxPooling2D((2, 2), strides=(2, 2)))
model.add(layers.Convolution2D(4096, (7, 7), activation="relu", kernel_initializer="he_normal", bias_initializer="random_normal"))
model.add(layers.Convolution2D(4096, (1, 1), activation="relu", kernel_initializer="he_normal", bias_initializer="random_normal"))
model.add(layers.Convolution2D(2622, (1, 1), bias_initializer="random_normal"))
model.add(layers.Flatten())

with h5py.File(f"{folder}/weights.h5", "w") as file:
    from keras.src.legacy.saving import legacy_h5_format

    legacy_h5_format.save_weights_to_hdf5_group(file, model)
picture = numpy.random.default_rng(2).uniform(-1, 1, (1, 224, 224, 3)).astype("float32")
picture.tofile(f"{folder}/picture.f32")
numpy.asarray(model(picture)).astype("float32").tofile(f"{folder}/output.f32")
print(model.count_params())
