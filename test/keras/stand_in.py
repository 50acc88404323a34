"""What the package mtcnn 1.0.0 needs of TensorFlow, by Keras and NumPy: TensorFlow itself takes 1.6 GB of disk.

`install()` puts it in TensorFlow's place. Networks are Keras's own; the two ways to scale pictures are written out after
TensorFlow's documentation (tf.image.resize with the method AREA, tf.image.crop_and_resize).
"""

import contextlib
import sys
import types

import jax
import keras
import numpy


class Tensor(numpy.ndarray):
    """An array that can be asked for itself, as TensorFlow's can."""

    def numpy(self):
        return numpy.asarray(self)


def as_tensor(values):
    return numpy.asarray(values).view(Tensor)


def shares(length, shrunken):
    """A row for each new pixel: the part of each old one that it covers, of one in all."""
    edges = numpy.arange(shrunken + 1) * (length / shrunken)
    old = numpy.arange(length)
    covered = numpy.minimum(edges[1:, None], old + 1) - numpy.maximum(edges[:-1, None], old)
    return numpy.maximum(covered, 0) * (shrunken / length)


def resize(images, size, method):
    assert method == "area"
    height, width = (int(side) for side in size)
    rows, columns = shares(images.shape[1], height), shares(images.shape[2], width)
    return as_tensor(numpy.einsum("yr,brcd,xc->byxd", rows, images, columns, optimize=True).astype("float32"))


def places(start, end, length, count):
    """Where `count` pixels from start to end (shares of the picture) lie, and which of these are in it."""
    at = (start + (end - start) * numpy.arange(count) / (count - 1)) * (length - 1)
    return at, (at >= 0) & (at <= length - 1)


def crop(image, box, size):
    patch = numpy.zeros((*size, image.shape[2]), "float32")
    (y, is_row), (x, is_column) = (
        places(box[side], box[side + 2], image.shape[side], size[side]) for side in (0, 1)
    )
    y, x = y[is_row], x[is_column]
    top, left = numpy.floor(y).astype(int), numpy.floor(x).astype(int)
    bottom, right = numpy.ceil(y).astype(int), numpy.ceil(x).astype(int)
    down, across = (y - top)[:, None, None], (x - left)[None, :, None]
    upper = image[top][:, left] * (1 - across) + image[top][:, right] * across
    lower = image[bottom][:, left] * (1 - across) + image[bottom][:, right] * across
    patch[numpy.ix_(is_row, is_column)] = upper * (1 - down) + lower * down
    return patch


def crop_and_resize(images, boxes, indices, size):
    return as_tensor(numpy.stack([crop(images[index], box, size) for box, index in zip(boxes, indices)]))


class KerasModel(keras.Model):
    """Gives arrays that can be asked for themselves."""

    def __call__(self, pictures):
        # Compiled as a whole: layer by layer JAX takes ten times as long for every new size of picture.
        compiled = vars(self).setdefault("compiled_call", jax.jit(lambda values: self.call(values)))
        return [as_tensor(output) for output in compiled(numpy.asarray(pictures, "float32"))]


def install():
    def module(name, **contents):
        made = types.ModuleType(name)
        vars(made).update(contents)
        sys.modules[name] = made
        return made

    class InvalidArgumentError(Exception):
        pass

    errors = module(
        "tensorflow.python.framework.errors_impl", NotFoundError=FileNotFoundError, InvalidArgumentError=InvalidArgumentError
    )
    module("tensorflow.python.framework", errors_impl=errors)
    module("tensorflow.python")
    module(
        "tensorflow",
        keras=types.SimpleNamespace(layers=keras.layers, Model=KerasModel),
        image=types.SimpleNamespace(
            resize=resize, crop_and_resize=crop_and_resize, ResizeMethod=types.SimpleNamespace(AREA="area")
        ),
        errors=errors,
        device=lambda name: contextlib.nullcontext(),
        is_tensor=lambda value: False,
        float32="float32",
        float16="float16",
    )
