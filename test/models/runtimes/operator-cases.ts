import type { OnnxModel, OnnxModelNode, Weights } from "../../../app/models/write-onnx.ts";
import { randomNumbers } from "../../support/random-numbers.ts";

// Small graphs of every operator, with the settings that change what they compute. What must come out is what the ONNX
// Runtime computes.

export interface OperatorCase {
  readonly title: string;
  readonly model: OnnxModel;
}

const nextNumber = randomNumbers(1);

/** Numbers from -1 to 1. */
const random = (): number => nextNumber() * 2 - 1;

function weights(...dims: number[]): Weights {
  const size = dims.reduce((product, side) => product * side, 1);
  return { dims, data: Float32Array.from({ length: size }, random) };
}

/** Numbers above 0, as variances are. */
function positive(...dims: number[]): Weights {
  const { data } = weights(...dims);
  return { dims, data: Float32Array.from(data, (value) => Math.abs(value) + 0.1) };
}

function whole(...data: number[]): Weights {
  return { dims: [data.length], data, isWhole: true };
}

type Attributes = NonNullable<OnnxModelNode["attributes"]>;
interface More {
  readonly dims?: readonly (number | string)[];
  readonly weights?: Readonly<Record<string, Weights>>;
  readonly version?: number;
  readonly outputs?: readonly string[];
}

const pictureDims = [2, 4, 7, 9];

/** One operator; its inputs are the picture "x" and the weights, in their order. */
function one(title: string, operator: string, attributes: Attributes = {}, more: More = {}): OperatorCase {
  const { dims = pictureDims, weights: given = {}, version = 13, outputs = ["y"] } = more;
  const node = { operator, inputs: ["x", ...Object.keys(given)], outputs, attributes };
  return {
    title: `${operator}: ${title}`,
    model: { version, nodes: [node], inputs: { x: dims }, outputs, weights: given },
  };
}

function several(
  title: string,
  nodes: readonly OnnxModelNode[],
  given: Readonly<Record<string, Weights>> = {},
  more: More = {},
): OperatorCase {
  const { dims = pictureDims, version = 13, outputs = ["y"] } = more;
  return { title, model: { version, nodes, inputs: { x: dims }, outputs, weights: given } };
}

const convolutions: OperatorCase[] = [
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

const fused: OperatorCase[] = [
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

const poolings: OperatorCase[] = [
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

const eachNumber: OperatorCase[] = [
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

/** The picture after a pooling, so that it lies in memory with channels last. */
const afterPool = (
  title: string,
  nodes: readonly OnnxModelNode[],
  given: Readonly<Record<string, Weights>> = {},
  more: More = {},
) =>
  several(
    `${title}, after a pooling`,
    [
      {
        operator: "MaxPool",
        inputs: ["x"],
        outputs: ["p"],
        attributes: { kernel_shape: [2, 2], strides: [1, 1] },
      },
      ...nodes,
    ],
    given,
    more,
  );

const moved: OperatorCase[] = [
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

const summed: OperatorCase[] = [
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

export const operatorCases: readonly OperatorCase[] = [
  ...[convolutions, fused, poolings, eachNumber, moved, summed].flat(),
];

/** Numbers from -2 to 2 for a tensor of this shape. */
export function randomInput(dims: readonly (number | string)[]): { dims: number[]; data: Float32Array } {
  const sizes = dims.map(Number);
  const data = Float32Array.from(
    { length: sizes.reduce((product, size) => product * size, 1) },
    () => random() * 2,
  );
  return { dims: sizes, data };
}
