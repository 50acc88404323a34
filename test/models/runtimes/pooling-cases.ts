import { whole, weights, positive, one, several, type OperatorCase } from "./operator-graphs.ts";

export const poolings: readonly OperatorCase[] = [
  one("2 x 2", "MaxPool", { kernel_shape: [2, 2], strides: [2, 2] }),
  one("padded", "MaxPool", { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] }),
  one("rounded up", "MaxPool", { kernel_shape: [2, 2], strides: [2, 2], ceil_mode: 1 }),
  one("2 x 2", "AveragePool", { kernel_shape: [2, 2], strides: [2, 2] }),
  one("padded, counting what is inside", "AveragePool", {
    kernel_shape: [3, 3],
    strides: [1, 1],
    pads: [1, 1, 1, 1],
  }),
  one("padded, counting all", "AveragePool", {
    kernel_shape: [3, 3],
    strides: [1, 1],
    pads: [1, 1, 1, 1],
    count_include_pad: 1,
  }),
  one("the mean", "GlobalAveragePool"),
  one("the largest", "GlobalMaxPool"),
  one(
    "nearest, twice as large",
    "Upsample",
    { mode: "nearest" },
    { version: 9, weights: { s: { dims: [4], data: [1, 1, 2, 2] } } },
  ),
  ...[
    ["nearest", "asymmetric", "floor", [1, 1, 2, 3]],
    ["nearest", "asymmetric", "floor", [1, 1, 1.5, 0.5]],
    ["nearest", "half_pixel", "round_prefer_floor", [1, 1, 2, 2]],
    ["linear", "half_pixel", "floor", [1, 1, 2, 2]],
    ["linear", "align_corners", "floor", [1, 1, 2, 2]],
    ["linear", "asymmetric", "floor", [1, 1, 2, 2]],
  ].map(([mode, way, rounding, scales]) => {
    const attributes = {
      mode: String(mode),
      coordinate_transformation_mode: String(way),
      nearest_mode: String(rounding),
    };
    const node = { operator: "Resize", inputs: ["x", "", "s"], outputs: ["y"], attributes };
    return several(`Resize: ${String(mode)}, ${String(way)}, by ${String(scales)}`, [node], {
      s: { dims: [4], data: scales as number[] },
    });
  }),
  several(
    "Resize: to a size",
    [{ operator: "Resize", inputs: ["x", "", "", "s"], outputs: ["y"], attributes: { mode: "linear" } }],
    { s: whole(2, 4, 14, 5) },
  ),
];

export const eachNumber: readonly OperatorCase[] = [
  ...[
    "Relu",
    "Sigmoid",
    "Tanh",
    "Exp",
    "Abs",
    "Neg",
    "Reciprocal",
    "Softplus",
    "Floor",
    "Ceil",
    "Elu",
    "HardSigmoid",
    "LeakyRelu",
    "Identity",
  ].map((name) => one("of a picture", name)),
  one("of a picture", "HardSwish", {}, { version: 14 }),
  several("Sqrt and Log of what is above 0", [
    { operator: "Exp", inputs: ["x"], outputs: ["e"] },
    { operator: "Sqrt", inputs: ["e"], outputs: ["s"] },
    { operator: "Log", inputs: ["s"], outputs: ["y"] },
  ]),
  one("old file", "Clip", { min: { float: -0.5 }, max: { float: 0.25 } }, { version: 6 }),
  one("old file", "Dropout", {}, { version: 9 }),
  ...["Add", "Sub", "Mul", "Div"].flatMap((name) => [
    one("by channel", name, {}, { weights: { w: positive(4, 1, 1) } }),
    one("by one number", name, {}, { weights: { w: positive(1) } }),
    one("by a whole picture", name, {}, { weights: { w: positive(2, 4, 7, 9) } }),
    one("by column", name, {}, { weights: { w: positive(9) } }),
  ]),
  one("by one number", "Pow", {}, { weights: { w: { dims: [], data: [2] } } }),
  one("by channel", "Max", {}, { weights: { w: weights(4, 1, 1) } }),
  one("by channel", "Min", {}, { weights: { w: weights(4, 1, 1) } }),
];
