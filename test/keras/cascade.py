"""What the Python package mtcnn makes of pictures, with its own weights, to compare with.

    python3 cascade.py FOLDER

reads FOLDER/pictures.json (a list of {name, width, height}) and FOLDER/NAME.rgb (three bytes a pixel); writes
FOLDER/NETWORK.input.f32 (random pictures), FOLDER/NETWORK.output.f32 (the rows of all outputs side by side) for each of
proposal, refinement and output, and prints as JSON the parameters of their layers and the faces of each picture.
"""

import json
import os
import sys

os.environ.setdefault("KERAS_BACKEND", "jax")

import numpy

try:
    # Not installed by install.ts, but as good where it is there.
    import tensorflow
except ImportError:
    import stand_in

    stand_in.install()

from mtcnn import MTCNN
from mtcnn.stages import StageONet, StagePNet, StageRNet

SHAPES = {"proposal": (1, 61, 83, 3), "refinement": (5, 24, 24, 3), "output": (5, 48, 48, 3)}


def compute(folder, name, model, random):
    pictures = random.uniform(-1, 1, SHAPES[name]).astype("float32")
    pictures.tofile(f"{folder}/{name}.input.f32")
    outputs = [numpy.asarray(one) for one in model(pictures)]
    numpy.concatenate(outputs, axis=-1).astype("float32").tofile(f"{folder}/{name}.output.f32")
    counts = [int(numpy.prod(weight.shape)) for weight in model.weights]
    return {"weights": counts, "total": int(model.count_params())}


def main(folder):
    random = numpy.random.default_rng(1)
    stages = {"proposal": StagePNet(), "refinement": StageRNet(), "output": StageONet()}
    networks = {name: compute(folder, name, stage.model, random) for name, stage in stages.items()}
    detector = MTCNN(stages=list(stages.values()))
    faces = {}
    with open(f"{folder}/pictures.json") as file:
        pictures = json.load(file)
    for picture in pictures:
        shape = (picture["height"], picture["width"], 3)
        pixels = numpy.fromfile(f"{folder}/{picture['name']}.rgb", dtype="uint8").reshape(shape)
        found = detector.detect_faces(pixels, fit_to_image=False, output_type="numpy", box_format="xyxy")
        faces[picture["name"]] = numpy.asarray(found).tolist()
    print(json.dumps({"networks": networks, "faces": faces}))


main(*sys.argv[1:])
