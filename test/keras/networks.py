"""One network of the Keras zoo by Keras itself, with random weights.

    python3 networks.py NETWORK FOLDER

writes FOLDER/NETWORK.h5 (as Keras 2 wrote weights), NETWORK-whole.h5 for a small one (as it wrote whole models),
NETWORK.picture.f32 and NETWORK.output.f32, and prints the parameters of every layer as JSON.
"""

import json
import os
import sys

os.environ.setdefault("KERAS_BACKEND", "jax")

import h5py
import keras
import numpy
from keras import layers, ops
from keras.src.legacy.saving import legacy_h5_format


class LocallyConnected(layers.Layer):
    """LocallyConnected2D, which Keras 3 has no more: every place of the output has weights of its own."""

    def __init__(self, filters, size, stride=1, **options):
        super().__init__(**options)
        self.filters, self.size, self.stride = filters, size, stride

    def places(self, side):
        return (side - self.size) // self.stride + 1

    def build(self, shape):
        _, height, width, channels = shape
        self.sides = (self.places(height), self.places(width))
        places = self.sides[0] * self.sides[1]
        self.kernel = self.add_weight(name="kernel", shape=(places, self.size**2 * channels, self.filters))
        self.bias = self.add_weight(name="bias", shape=(*self.sides, self.filters))

    def compute_output_shape(self, shape):
        return (shape[0], self.places(shape[1]), self.places(shape[2]), self.filters)

    def call(self, picture):
        # By NumPy, one place after the other: a loop of this many steps takes JAX minutes to prepare.
        values, kernel = numpy.asarray(picture), numpy.asarray(self.kernel)
        out = numpy.empty((values.shape[0], *self.sides, self.filters), "float32")
        for row in range(self.sides[0]):
            for column in range(self.sides[1]):
                top, left = row * self.stride, column * self.stride
                window = values[:, top : top + self.size, left : left + self.size, :]
                out[:, row, column] = window.reshape(len(values), -1) @ kernel[row * self.sides[1] + column]
        return ops.relu(ops.convert_to_tensor(out) + self.bias)


class LocalResponse(layers.Layer):
    """tf.nn.lrn with its defaults: a radius of 5 channels and a bias of 1."""

    def call(self, picture):
        squares = ops.pad(ops.square(picture), ((0, 0), (0, 0), (0, 0), (5, 5)))
        channels = picture.shape[-1]
        energy = sum(squares[..., shift : shift + channels] for shift in range(11))
        return picture / ops.power(1 + 1e-4 * energy, 0.75)


def vgg_face():
    # The article's own lines (Deep Face Recognition with Keras), without what only training uses.
    model = keras.Sequential([keras.Input((224, 224, 3))])
    for filters, convolutions in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
        for _ in range(convolutions):
            model.add(layers.ZeroPadding2D((1, 1)))
            model.add(layers.Convolution2D(filters, (3, 3), activation="relu"))
        model.add(layers.MaxPooling2D((2, 2), strides=(2, 2)))
    model.add(layers.Convolution2D(4096, (7, 7), activation="relu"))
    model.add(layers.Dropout(0.5))
    model.add(layers.Convolution2D(4096, (1, 1), activation="relu"))
    model.add(layers.Dropout(0.5))
    model.add(layers.Convolution2D(2622, (1, 1)))
    model.add(layers.Flatten())
    return model, [model.layers[-1].output, layers.Flatten()(model.layers[-4].output)]


def deepface():
    model = keras.Sequential([keras.Input((152, 152, 3))])
    model.add(layers.Convolution2D(32, (11, 11), activation="relu", name="C1"))
    model.add(layers.MaxPooling2D(pool_size=3, strides=2, padding="same", name="M2"))
    model.add(layers.Convolution2D(16, (9, 9), activation="relu", name="C3"))
    model.add(LocallyConnected(16, 9, name="L4"))
    model.add(LocallyConnected(16, 7, 2, name="L5"))
    model.add(LocallyConnected(16, 5, name="L6"))
    model.add(layers.Flatten(name="F0"))
    model.add(layers.Dense(4096, activation="relu", name="F7"))
    model.add(layers.Dropout(0.5, name="D0"))
    model.add(layers.Dense(8631, activation="softmax", name="F8"))
    return model, [model.get_layer("F7").output]


def deepid():
    picture = keras.Input((55, 47, 3))
    x = picture
    for at, (filters, size) in enumerate(((20, 4), (40, 3), (60, 3)), 1):
        x = layers.Conv2D(filters, size, activation="relu", name=f"Conv{at}")(x)
        x = layers.MaxPooling2D(2, 2, name=f"Pool{at}")(x)
        x = layers.Dropout(0.99, name=f"D{at}")(x)
    first = layers.Dense(160, name="fc11")(layers.Flatten()(x))
    deeper = layers.Conv2D(80, 2, activation="relu", name="Conv4")(x)
    second = layers.Dense(160, name="fc12")(layers.Flatten()(deeper))
    out = layers.Activation("relu", name="deepid")(layers.Add()([first, second]))
    return keras.Model(picture, out), [out]


def residual_block(x, filters, stride, changes):
    def normal(y):
        return layers.BatchNormalization(axis=3, epsilon=2e-5)(y)

    def convolve(y, size, step):
        return layers.Conv2D(filters, size, strides=step, use_bias=False)(y)

    past = normal(convolve(x, 1, stride)) if changes else x
    y = normal(convolve(layers.ZeroPadding2D(1)(normal(x)), 3, 1))
    y = layers.PReLU(shared_axes=[1, 2])(y)
    y = normal(convolve(layers.ZeroPadding2D(1)(y), 3, stride))
    return layers.Add()([past, y])


def arcface():
    picture = keras.Input((112, 112, 3))
    x = layers.Conv2D(64, 3, use_bias=False)(layers.ZeroPadding2D(1)(picture))
    x = layers.PReLU(shared_axes=[1, 2])(layers.BatchNormalization(axis=3, epsilon=2e-5)(x))
    for filters, blocks in ((64, 3), (128, 4), (256, 6), (512, 3)):
        x = residual_block(x, filters, 2, True)
        for _ in range(blocks - 1):
            x = residual_block(x, filters, 1, False)
    x = layers.Flatten()(layers.Dropout(0.4)(layers.BatchNormalization(epsilon=2e-5)(x)))
    out = layers.BatchNormalization(epsilon=2e-5)(layers.Dense(512)(x))
    return keras.Model(picture, out), [out]


def facenet(dimensions, is_named):
    def name(text):
        return text if is_named else None

    def unit(x, text, filters, size, stride=1, padding="same"):
        x = layers.Conv2D(filters, size, strides=stride, padding=padding, use_bias=False, name=name(text))(x)
        x = layers.BatchNormalization(epsilon=0.001, scale=False, name=name(f"{text}_BatchNorm"))(x)
        return layers.Activation("relu")(x)

    def add_branches(x, text, branches, factor, is_last=False):
        up = layers.Conv2D(x.shape[-1], 1, padding="same", name=name(f"{text}_Conv2d_1x1"))(
            layers.Concatenate(axis=3)(branches)
        )
        x = layers.Add()([x, layers.Rescaling(factor)(up)])
        return x if is_last else layers.Activation("relu")(x)

    def cross(x, text, branch, filters, side, factor, is_last=False):
        one = unit(x, f"{text}_Branch_0_Conv2d_1x1", filters, 1)
        two = unit(x, f"{text}_Branch_{branch}_Conv2d_0a_1x1", filters, 1)
        two = unit(two, f"{text}_Branch_{branch}_Conv2d_0b_1x{side}", filters, (1, side))
        two = unit(two, f"{text}_Branch_{branch}_Conv2d_0c_{side}x1", filters, (side, 1))
        return add_branches(x, text, [one, two], factor, is_last)

    picture = keras.Input((160, 160, 3))
    x = unit(picture, "Conv2d_1a_3x3", 32, 3, 2, "valid")
    x = unit(x, "Conv2d_2a_3x3", 32, 3, 1, "valid")
    x = layers.MaxPooling2D(3, strides=2)(unit(x, "Conv2d_2b_3x3", 64, 3))
    x = unit(x, "Conv2d_3b_1x1", 80, 1, 1, "valid")
    x = unit(x, "Conv2d_4a_3x3", 192, 3, 1, "valid")
    x = unit(x, "Conv2d_4b_3x3", 256, 3, 2, "valid")
    for at in range(1, 6):
        text = f"Block35_{at}"
        one = unit(x, f"{text}_Branch_0_Conv2d_1x1", 32, 1)
        two = unit(x, f"{text}_Branch_1_Conv2d_0a_1x1", 32, 1)
        two = unit(two, f"{text}_Branch_1_Conv2d_0b_3x3", 32, 3)
        three = unit(x, f"{text}_Branch_2_Conv2d_0a_1x1", 32, 1)
        three = unit(three, f"{text}_Branch_2_Conv2d_0b_3x3", 32, 3)
        three = unit(three, f"{text}_Branch_2_Conv2d_0c_3x3", 32, 3)
        x = add_branches(x, text, [one, two, three], 0.17)
    one = unit(x, "Mixed_6a_Branch_0_Conv2d_1a_3x3", 384, 3, 2, "valid")
    two = unit(x, "Mixed_6a_Branch_1_Conv2d_0a_1x1", 192, 1)
    two = unit(two, "Mixed_6a_Branch_1_Conv2d_0b_3x3", 192, 3)
    two = unit(two, "Mixed_6a_Branch_1_Conv2d_1a_3x3", 256, 3, 2, "valid")
    x = layers.Concatenate(axis=3)([one, two, layers.MaxPooling2D(3, strides=2)(x)])
    for at in range(1, 11):
        x = cross(x, f"Block17_{at}", at, 128, 7, 0.1)
    one = unit(x, "Mixed_7a_Branch_0_Conv2d_0a_1x1", 256, 1)
    one = unit(one, "Mixed_7a_Branch_0_Conv2d_1a_3x3", 384, 3, 2, "valid")
    two = unit(x, "Mixed_7a_Branch_1_Conv2d_0a_1x1", 256, 1)
    two = unit(two, "Mixed_7a_Branch_1_Conv2d_1a_3x3", 256, 3, 2, "valid")
    three = unit(x, "Mixed_7a_Branch_2_Conv2d_0a_1x1", 256, 1)
    three = unit(three, "Mixed_7a_Branch_2_Conv2d_0b_3x3", 256, 3)
    three = unit(three, "Mixed_7a_Branch_2_Conv2d_1a_3x3", 256, 3, 2, "valid")
    x = layers.Concatenate(axis=3)([one, two, three, layers.MaxPooling2D(3, strides=2)(x)])
    for at in range(1, 6):
        x = cross(x, f"Block8_{at}", at, 192, 3, 0.2)
    x = cross(x, "Block8_6", 1, 192, 3, 1, is_last=True)
    x = layers.Dropout(0.2)(layers.GlobalAveragePooling2D()(x))
    x = layers.Dense(dimensions, use_bias=False, name=name("Bottleneck"))(x)
    out = layers.BatchNormalization(epsilon=0.001, scale=False, name=name("Bottleneck_BatchNorm"))(x)
    return keras.Model(picture, out), [out]


def openface():
    def unit(x, text, bn, filters, size, stride=1):
        x = layers.Conv2D(filters, size, strides=stride, name=text)(x)
        return layers.Activation("relu")(layers.BatchNormalization(axis=3, epsilon=0.00001, name=bn)(x))

    def wide(x, text, size, filters, stride=1):
        x = unit(x, f"{text}_conv1", f"{text}_bn1", filters[0], 1)
        x = layers.ZeroPadding2D(size // 2)(x)
        return unit(x, f"{text}_conv2", f"{text}_bn2", filters[1], size, stride)

    def point(x, text, filters):
        return unit(x, f"{text}_conv", f"{text}_bn", filters, 1)

    def energy(x):
        x = layers.AveragePooling2D(3, 3)(layers.Lambda(ops.square)(x))
        return layers.Lambda(ops.sqrt)(layers.Rescaling(9)(x))

    def joined(*branches):
        return layers.Concatenate(axis=3)(list(branches))

    def maximum(x):
        return layers.MaxPooling2D(3, strides=2)(x)

    def padded(x, *sides):
        return layers.ZeroPadding2D((sides, sides) if len(sides) == 2 else sides[0])(x)

    picture = keras.Input((96, 96, 3))
    x = maximum(padded(unit(padded(picture, 3), "conv1", "bn1", 64, 7, 2), 1))
    x = unit(LocalResponse()(x), "conv2", "bn2", 64, 1)
    x = LocalResponse()(unit(padded(x, 1), "conv3", "bn3", 192, 3))
    x = maximum(padded(x, 1))
    n = "inception_3a"
    x = joined(
        wide(x, f"{n}_3x3", 3, (96, 128)),
        wide(x, f"{n}_5x5", 5, (16, 32)),
        padded(point(maximum(x), f"{n}_pool", 32), 3, 4),
        point(x, f"{n}_1x1", 64),
    )
    n = "inception_3b"
    x = joined(
        wide(x, f"{n}_3x3", 3, (96, 128)),
        wide(x, f"{n}_5x5", 5, (32, 64)),
        padded(point(energy(x), f"{n}_pool", 64), 4),
        point(x, f"{n}_1x1", 64),
    )
    n = "inception_3c"
    x = joined(wide(x, f"{n}_3x3", 3, (128, 256), 2), wide(x, f"{n}_5x5", 5, (32, 64), 2), padded(maximum(x), 0, 1))
    n = "inception_4a"
    x = joined(
        wide(x, f"{n}_3x3", 3, (96, 192)),
        wide(x, f"{n}_5x5", 5, (32, 64)),
        padded(point(energy(x), f"{n}_pool", 128), 2),
        point(x, f"{n}_1x1", 256),
    )
    n = "inception_4e"
    x = joined(wide(x, f"{n}_3x3", 3, (160, 256), 2), wide(x, f"{n}_5x5", 5, (64, 128), 2), padded(maximum(x), 0, 1))
    n = "inception_5a"
    x = joined(
        wide(x, f"{n}_3x3", 3, (96, 384)), padded(point(energy(x), f"{n}_pool", 96), 1), point(x, f"{n}_1x1", 256)
    )
    n = "inception_5b"
    x = joined(
        wide(x, f"{n}_3x3", 3, (96, 384)), padded(point(maximum(x), f"{n}_pool", 96), 1), point(x, f"{n}_1x1", 256)
    )
    x = layers.Dense(128, name="dense_layer")(layers.Flatten()(layers.AveragePooling2D(3, strides=1)(x)))
    out = layers.UnitNormalization(name="norm_layer")(x)
    return keras.Model(picture, out), [out]


NETWORKS = {
    "vgg-face": vgg_face,
    # Without names, so that layers are found by their order.
    "facenet-128": lambda: facenet(128, False),
    "facenet-512": lambda: facenet(512, True),
    "openface": openface,
    "deepface": deepface,
    "deepid": deepid,
    "arcface": arcface,
}


def fill(model, random):
    """Weights that keep signals about as strong as they come, none of them 0 or 1."""
    for weight in model.weights:
        name, shape = weight.path.split("/")[-1], weight.shape
        if name == "kernel":
            inputs = numpy.prod(shape[:-1]) if len(shape) != 3 else shape[1]
            value = random.standard_normal(shape, dtype="float32")
            value *= numpy.float32(numpy.sqrt(2 / inputs))
        elif name in ("gamma", "moving_variance"):
            value = random.uniform(0.5, 1.5, shape)
        elif name == "alpha":
            value = random.uniform(0, 0.3, shape)
        else:
            value = random.normal(0, 0.1, shape)
        weight.assign(value.astype("float32"))


def main(network, folder):
    random = numpy.random.default_rng(1)
    model, outputs = NETWORKS[network]()
    fill(model, random)
    with h5py.File(f"{folder}/{network}.h5", "w") as file:
        legacy_h5_format.save_weights_to_hdf5_group(file, model)
    if model.count_params() < 1_000_000:
        with h5py.File(f"{folder}/{network}-whole.h5", "w") as file:
            legacy_h5_format.save_weights_to_hdf5_group(file.create_group("model_weights"), model)
    picture = random.uniform(-1, 1, (1, *model.input_shape[1:])).astype("float32")
    picture.tofile(f"{folder}/{network}.picture.f32")
    descriptors = keras.Model(model.inputs, outputs)
    # Compiled as a whole, except what is written in NumPy: layer by layer JAX takes minutes to compile Facenet.
    descriptors.compile(run_eagerly=any(isinstance(layer, LocallyConnected) for layer in model.layers))
    found = descriptors.predict(picture, verbose=0)
    found = found if isinstance(found, (list, tuple)) else [found]
    numpy.concatenate([numpy.asarray(one).ravel() for one in found]).astype("float32").tofile(
        f"{folder}/{network}.output.f32"
    )
    counted = [layer.count_params() for layer in model.layers if layer.weights]
    print(json.dumps({"total": model.count_params(), "layers": counted}))


main(*sys.argv[1:])
