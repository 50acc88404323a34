import { describe, expect, test } from "vitest";

import { describeUserModel } from "../../app/models/describe-user-model.ts";
import { UnsuitableModelError } from "../../app/models/errors.ts";
import { modelSchema } from "../../app/models/manifest.ts";
import type { NamedShape } from "../../app/models/tensor-shape.ts";

const face: NamedShape = { name: "data", dims: [null, 3, 112, 112] };
const vector: NamedShape = { name: "fc1", dims: [1, 256] };
const yunetOutputs = ["cls", "obj", "bbox", "kps"].flatMap((part) =>
  [8, 16, 32].map((stride): NamedShape => ({ name: `${part}_${stride}`, dims: [1, null, 1] })),
);

function fileWith(inputs: readonly NamedShape[], outputs: readonly NamedShape[]) {
  const facts = { id: "mine", path: "/tmp/mine.onnx", sizeBytes: 5, sha256: "0".repeat(64) };
  return { ...facts, shapes: { inputs, outputs } };
}

test("a recognition model is described by its file: names, dimensions, ArcFace's input", () => {
  const model = describeUserModel(fileWith([face], [vector]), "embedding");
  expect(modelSchema.parse(model)).toEqual(model);
  expect(model).toMatchObject({
    id: "mine",
    task: "embedding",
    fileName: "mine.onnx",
    dimensions: 256,
    input: { name: "data", width: 112, height: 112, channels: "rgb" },
    outputs: ["fc1"],
    source: { type: "file" },
  });
});

test("its provisional calibration says one half at its provisional threshold", () => {
  const model = describeUserModel(fileWith([face], [vector]), "embedding");
  if (model.task !== "embedding") throw new Error("described as something else");
  const { verification, calibration } = model;
  expect(calibration.slope * (1 - verification.cosine) + calibration.intercept).toBeCloseTo(0, 12);
  expect(verification.euclidean_l2 ** 2).toBeCloseTo(2 * verification.cosine, 12);
});

test.each([
  [null, null],
  [640, 320],
])("a detector with YuNet's outputs, in any order, %s wide and %s high", (width, height) => {
  const input = { name: "input", dims: [1, 3, height, width] };
  const model = describeUserModel(fileWith([input], yunetOutputs.toReversed()), "yunet");
  expect(modelSchema.parse(model)).toEqual(model);
  expect(model).toMatchObject({ task: "detector", kind: "yunet", input: { width, height, channels: "bgr" } });
});

describe("what does not fit is refused with its shapes", () => {
  test.each<[string, "embedding" | "yunet", NamedShape[], NamedShape[], string]>([
    [
      "a small face",
      "embedding",
      [{ name: "x", dims: [1, 3, 96, 96] }],
      [vector],
      "x 1x3x96x96 -> fc1 1x256",
    ],
    [
      "a batch of eight",
      "embedding",
      [{ name: "x", dims: [8, 3, 112, 112] }],
      [vector],
      "x 8x3x112x112 -> fc1 1x256",
    ],
    [
      "channels last",
      "embedding",
      [{ name: "x", dims: [1, 112, 112, 3] }],
      [vector],
      "x 1x112x112x3 -> fc1 1x256",
    ],
    ["an open length", "embedding", [face], [{ name: "y", dims: [1, null] }], "data ?x3x112x112 -> y 1x?"],
    [
      "two inputs",
      "embedding",
      [face, { name: "mask", dims: [] }],
      [vector],
      "data ?x3x112x112, mask a single number -> fc1 1x256",
    ],
    ["no YuNet", "yunet", [{ name: "x", dims: [1, 3, 640, 640] }], [vector], "x 1x3x640x640 -> fc1 1x256"],
    [
      "a side off the grid",
      "yunet",
      [{ name: "x", dims: [1, 3, 100, 640] }],
      yunetOutputs.slice(0, 12),
      "x 1x3x100x640 -> ",
    ],
    [
      "an output missing",
      "yunet",
      [{ name: "x", dims: [1, 3, null, null] }],
      yunetOutputs.slice(1),
      "x 1x3x?x? -> ",
    ],
  ])("%s", (_case, kind, inputs, outputs, shapes) => {
    const attempt = (): unknown => describeUserModel(fileWith(inputs, outputs), kind);
    expect(attempt).toThrow(UnsuitableModelError);
    expect(attempt).toThrow(shapes);
  });
});
