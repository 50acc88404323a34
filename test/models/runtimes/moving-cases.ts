import { afterPool, whole, weights, positive, one, several, type OperatorCase } from "./operator-graphs.ts";

export const moved: readonly OperatorCase[] = [
  ...[
    [0, 2, 3, 1],
    [0, 3, 1, 2],
    [3, 2, 1, 0],
  ].flatMap((perm) => [
    one(perm.join(" "), "Transpose", { perm }),
    afterPool(`Transpose ${perm.join(" ")}`, [
      { operator: "Transpose", inputs: ["p"], outputs: ["y"], attributes: { perm } },
    ]),
  ]),
  one("without an order", "Transpose"),
  one("to a shape with 0 and -1", "Reshape", {}, { weights: { s: whole(0, -1, 9) } }),
  afterPool("Reshape", [{ operator: "Reshape", inputs: ["p", "s"], outputs: ["y"] }], { s: whole(2, -1) }),
  afterPool("Flatten", [{ operator: "Flatten", inputs: ["p"], outputs: ["y"], attributes: { axis: 2 } }]),
  afterPool("Add of a row", [{ operator: "Add", inputs: ["p", "w"], outputs: ["y"] }], { w: weights(6, 1) }),
  afterPool("PRelu", [{ operator: "PRelu", inputs: ["p", "w"], outputs: ["y"] }], { w: weights(4, 1, 1) }),
  afterPool("Add of the picture written otherwise", [
    { operator: "Transpose", inputs: ["x"], outputs: ["t"], attributes: { perm: [0, 1, 3, 2] } },
    {
      operator: "MaxPool",
      inputs: ["t"],
      outputs: ["q"],
      attributes: { kernel_shape: [2, 2], strides: [1, 1] },
    },
    { operator: "Transpose", inputs: ["q"], outputs: ["r"], attributes: { perm: [0, 1, 3, 2] } },
    { operator: "Add", inputs: ["p", "r"], outputs: ["y"] },
  ]),
  one("old file", "Squeeze", { axes: [0, 2] }, { version: 11, dims: [1, 4, 1, 3] }),
  one("all of length 1", "Squeeze", {}, { dims: [1, 4, 1, 3] }),
  one("before and behind", "Unsqueeze", {}, { weights: { axes: whole(0, -1) }, dims: [4, 3] }),
  ...[1, 2, -1].flatMap((axis) => [
    several(
      `Concat along ${axis}`,
      [{ operator: "Concat", inputs: ["x", "w", "x"], outputs: ["y"], attributes: { axis } }],
      { w: weights(2, 4, 7, 9) },
    ),
    afterPool(
      `Concat along ${axis}`,
      [{ operator: "Concat", inputs: ["p", "w"], outputs: ["y"], attributes: { axis } }],
      { w: weights(2, 4, 6, 8) },
    ),
    afterPool(
      `Split along ${axis}`,
      [{ operator: "Split", inputs: ["p"], outputs: ["y", "z"], attributes: { axis } }],
      {},
      { outputs: ["y", "z"] },
    ),
  ]),
  one("into parts", "Split", { axis: 1 }, { weights: { s: whole(1, 3) }, outputs: ["y", "z"] }),
  one(
    "of two axes, from the end",
    "Slice",
    {},
    { weights: { from: whole(1, -5), to: whole(3, 9e15), axes: whole(1, 3) } },
  ),
  one(
    "every second",
    "Slice",
    {},
    { weights: { from: whole(0), to: whole(7), axes: whole(2), steps: whole(2) } },
  ),
  one("old file", "Slice", { starts: [1], ends: [3], axes: [1] }, { version: 9 }),
  afterPool("Slice", [{ operator: "Slice", inputs: ["p", "from", "to", "axes"], outputs: ["y"] }], {
    from: whole(1, 2),
    to: whole(3, 5),
    axes: whole(1, 2),
  }),
  one("one", "Gather", { axis: 1 }, { weights: { at: { dims: [], data: [-1], isWhole: true } } }),
  one("two", "Gather", { axis: 2 }, { weights: { at: whole(3, 0) } }),
  one("by zeros", "Pad", {}, { weights: { pads: whole(0, 0, 1, 2, 0, 1, 0, 3) } }),
  afterPool("Pad by a number", [{ operator: "Pad", inputs: ["p", "pads", "fill"], outputs: ["y"] }], {
    pads: whole(0, 0, 1, 2, 0, 0, 3, 0),
    fill: { dims: [], data: [0.5] },
  }),
  one("in front", "Expand", {}, { weights: { s: whole(2, 3, 4) }, dims: [3, 1] }),
  several(
    "Shape, Gather, Unsqueeze, Concat, Reshape: how exporters write a view",
    [
      { operator: "Shape", inputs: ["x"], outputs: ["shape"] },
      { operator: "Gather", inputs: ["shape", "first"], outputs: ["batch"], attributes: { axis: 0 } },
      { operator: "Unsqueeze", inputs: ["batch", "zero"], outputs: ["row"] },
      { operator: "Concat", inputs: ["row", "rest"], outputs: ["wanted"], attributes: { axis: 0 } },
      { operator: "Reshape", inputs: ["x", "wanted"], outputs: ["y"] },
    ],
    { first: { dims: [], data: [0], isWhole: true }, zero: whole(0), rest: whole(-1, 3) },
  ),
  several(
    "sizes computed from the picture's",
    [
      { operator: "Shape", inputs: ["x"], outputs: ["shape"] },
      { operator: "Slice", inputs: ["shape", "two", "four", "zero"], outputs: ["sides"] },
      { operator: "Cast", inputs: ["sides"], outputs: ["asFloat"], attributes: { to: 1 } },
      { operator: "Mul", inputs: ["asFloat", "factor"], outputs: ["larger"] },
      { operator: "Floor", inputs: ["larger"], outputs: ["down"] },
      { operator: "Cast", inputs: ["down"], outputs: ["asWhole"], attributes: { to: 7 } },
      { operator: "Concat", inputs: ["front", "asWhole"], outputs: ["size"], attributes: { axis: 0 } },
      { operator: "Resize", inputs: ["x", "", "", "size"], outputs: ["y"], attributes: { mode: "linear" } },
    ],
    { two: whole(2), four: whole(4), zero: whole(0), front: whole(2, 4), factor: { dims: [1], data: [1.5] } },
  ),
  several(
    "constants in the graph",
    [
      {
        operator: "Constant",
        inputs: [],
        outputs: ["a"],
        attributes: { value: { tensor: weights(4, 7, 9) } },
      },
      {
        operator: "ConstantOfShape",
        inputs: ["s"],
        outputs: ["z"],
        attributes: { value: { tensor: { dims: [1], data: [0.5] } } },
      },
      { operator: "Mul", inputs: ["a", "z"], outputs: ["m"] },
      { operator: "Exp", inputs: ["m"], outputs: ["e"] },
      { operator: "Add", inputs: ["x", "e"], outputs: ["y"] },
    ],
    { s: whole(4, 7, 9) },
  ),
];

export const summed: readonly OperatorCase[] = [
  one("plain", "Gemm", {}, { weights: { w: weights(5, 3), b: weights(3) }, dims: [2, 5] }),
  one(
    "turned, with factors",
    "Gemm",
    { transA: 1, transB: 1, alpha: { float: 0.5 }, beta: { float: 2 } },
    { weights: { w: weights(3, 5), b: weights(3) }, dims: [5, 2] },
  ),
  one("of matrices", "MatMul", {}, { weights: { w: weights(9, 3) } }),
  one("last axis", "Softmax", { axis: -1 }),
  one("channels", "Softmax", { axis: 1 }),
  one("old file, all axes from the second on", "Softmax", { axis: 1 }, { version: 11 }),
  one(
    "of a picture",
    "BatchNormalization",
    {},
    { weights: { s: weights(4), b: weights(4), m: weights(4), v: positive(4) } },
  ),
  one(
    "of rows",
    "BatchNormalization",
    {},
    { weights: { s: weights(4), b: weights(4), m: weights(4), v: positive(4) }, dims: [3, 4] },
  ),
  one("rows", "LpNormalization", { axis: 1, p: 2 }, { dims: [3, 4] }),
  ...["ReduceMean", "ReduceMax", "ReduceMin", "ReduceL2"].flatMap((name) => [
    one("height and width", name, { axes: [2, 3], keepdims: 0 }),
    one("all", name),
    afterPool(`${name} of channels`, [
      { operator: name, inputs: ["p"], outputs: ["y"], attributes: { axes: [1] } },
    ]),
  ]),
  one("height and width", "ReduceSum", { keepdims: 0 }, { weights: { axes: whole(2, 3) } }),
];
