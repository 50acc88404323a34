import type { OnnxModelNode } from "../../../app/models/write-onnx.ts";
import { weights, positive, one, several, type OperatorCase } from "./operator-graphs.ts";

export const convolutions: readonly OperatorCase[] = [
  one(
    "3 x 3 with an offset",
    "Conv",
    { pads: [1, 1, 1, 1] },
    { weights: { w: weights(5, 4, 3, 3), b: weights(5) } },
  ),
  one(
    "strides of 2 on odd and even sides",
    "Conv",
    { pads: [1, 1, 1, 1], strides: [2, 2] },
    { weights: { w: weights(5, 4, 3, 3) }, dims: [1, 4, 8, 9] },
  ),
  one("other padding on each side", "Conv", { pads: [0, 1, 2, 3] }, { weights: { w: weights(3, 4, 3, 2) } }),
  one("no padding, one pixel", "Conv", {}, { weights: { w: weights(6, 4, 1, 1), b: weights(6) } }),
  one(
    "dilations",
    "Conv",
    { pads: [2, 2, 2, 2], dilations: [2, 2] },
    { weights: { w: weights(3, 4, 3, 3) } },
  ),
  one(
    "each channel for itself",
    "Conv",
    { group: 4, pads: [1, 1, 1, 1] },
    { weights: { w: weights(4, 1, 3, 3), b: weights(4) } },
  ),
  one(
    "each channel for itself, strides of 2",
    "Conv",
    { group: 4, pads: [1, 1, 1, 1], strides: [2, 2] },
    { weights: { w: weights(4, 1, 3, 3) }, dims: [1, 4, 8, 8] },
  ),
  one(
    "each channel for itself, padded on one side",
    "Conv",
    { group: 4, pads: [0, 0, 1, 1], strides: [2, 2] },
    { weights: { w: weights(4, 1, 3, 3) }, dims: [1, 4, 8, 9] },
  ),
  one(
    "each channel for itself, the whole picture",
    "Conv",
    { group: 4 },
    { weights: { w: weights(4, 1, 7, 9) } },
  ),
  one(
    "two results for each channel",
    "Conv",
    { group: 4, pads: [1, 1, 1, 1] },
    { weights: { w: weights(8, 1, 3, 3) } },
  ),
  one(
    "two groups",
    "Conv",
    { group: 2, pads: [1, 1, 1, 1] },
    { weights: { w: weights(6, 2, 3, 3), b: weights(6) } },
  ),
  one(
    "padded as TensorFlow does",
    "Conv",
    { auto_pad: "SAME_UPPER", strides: [2, 2] },
    { weights: { w: weights(3, 4, 3, 3) }, dims: [1, 4, 8, 9] },
  ),
  one(
    "padded before",
    "Conv",
    { auto_pad: "SAME_LOWER", strides: [2, 2] },
    { weights: { w: weights(3, 4, 3, 3) }, dims: [1, 4, 8, 9] },
  ),
];

const afterConvolution = (title: string, ...nodes: OnnxModelNode[]): OperatorCase =>
  several(
    `Conv and ${title}`,
    [
      { operator: "Conv", inputs: ["x", "w", "b"], outputs: ["c"], attributes: { pads: [1, 1, 1, 1] } },
      ...nodes,
    ],
    {
      ...{ w: weights(6, 4, 3, 3), b: weights(6), slope: weights(6, 1, 1), one: weights(1) },
      ...{ scale: weights(6), shift: weights(6), mean: weights(6), variance: positive(6) },
      ...{ zero: { dims: [], data: [0] }, six: { dims: [], data: [6] }, half: { dims: [], data: [0.5] } },
    },
  );
const normalisation: OnnxModelNode = {
  operator: "BatchNormalization",
  inputs: ["c", "scale", "shift", "mean", "variance"],
  outputs: ["n"],
};

export const fused: readonly OperatorCase[] = [
  afterConvolution("Relu", { operator: "Relu", inputs: ["c"], outputs: ["y"] }),
  afterConvolution("PRelu by channel", { operator: "PRelu", inputs: ["c", "slope"], outputs: ["y"] }),
  afterConvolution("PRelu by one number", { operator: "PRelu", inputs: ["c", "one"], outputs: ["y"] }),
  afterConvolution("LeakyRelu", {
    operator: "LeakyRelu",
    inputs: ["c"],
    outputs: ["y"],
    attributes: { alpha: { float: 0.3 } },
  }),
  afterConvolution("Sigmoid", { operator: "Sigmoid", inputs: ["c"], outputs: ["y"] }),
  afterConvolution("Clip from 0 to 6", { operator: "Clip", inputs: ["c", "zero", "six"], outputs: ["y"] }),
  afterConvolution("Clip from 0 to 0.5", { operator: "Clip", inputs: ["c", "zero", "half"], outputs: ["y"] }),
  afterConvolution("BatchNormalization and Relu", normalisation, {
    operator: "Relu",
    inputs: ["n"],
    outputs: ["y"],
  }),
  // The convolution's own numbers are needed too, so nothing may be multiplied into it.
  afterConvolution("BatchNormalization, added to what came before", normalisation, {
    operator: "Add",
    inputs: ["n", "c"],
    outputs: ["y"],
  }),
  several(
    "Gemm and BatchNormalization",
    [
      { operator: "Flatten", inputs: ["x"], outputs: ["f"] },
      { operator: "Gemm", inputs: ["f", "w", "b"], outputs: ["c"], attributes: { transB: 1 } },
      { ...normalisation, outputs: ["y"] },
    ],
    {
      w: weights(6, 36),
      b: weights(6),
      scale: weights(6),
      shift: weights(6),
      mean: weights(6),
      variance: positive(6),
    },
    { dims: [2, 4, 3, 3] },
  ),
  several(
    "Conv in two groups and Relu",
    [
      { operator: "Conv", inputs: ["x", "w"], outputs: ["c"], attributes: { group: 2 } },
      { operator: "Relu", inputs: ["c"], outputs: ["y"] },
    ],
    { w: weights(6, 2, 3, 3) },
  ),
];
