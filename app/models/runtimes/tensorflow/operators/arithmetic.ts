import { numbers, sizeOf, UnusableGraphError, type Numbers } from "../onnx-graph.ts";
import { need, type Operator } from "../operator.ts";
import {
  checkDims,
  dimsOf,
  type Tensor,
  type TensorFlow,
  type TensorValue,
  type Value,
  type Workspace,
} from "../value.ts";

type OneToOne = (tf: TensorFlow, tensor: Tensor) => Tensor;

function withTensor(value: Value, workspace: Workspace, compute: (tensor: Tensor) => Tensor): TensorValue {
  const isLast = value.kind === "tensor" && value.layout === "channels-last";
  const layout = isLast ? "channels-last" : "written";
  return { kind: "tensor", tensor: compute(isLast ? value.tensor : workspace.written(value)), layout };
}

/** An operator that computes every number for itself. */
const each =
  (compute: OneToOne): Operator =>
  ({ workspace }) =>
  (values) => [withTensor(need(values, 0), workspace, (tensor) => compute(workspace.tf, tensor))];

/** As `each`, with one or two numbers as attributes. */
const eachBy =
  (
    attributes: Readonly<Record<string, number>>,
    compute: (tf: TensorFlow, tensor: Tensor, parameters: number[]) => Tensor,
  ): Operator =>
  (preparation) => {
    const parameters = Object.entries(attributes).map(([name, otherwise]) =>
      preparation.attributes.number(name, otherwise),
    );
    return each((tf, tensor) => compute(tf, tensor, parameters))(preparation);
  };

/** Rounds sizes without a tensor, pictures with one. */
const rounding =
  (round: (value: number) => number, compute: OneToOne): Operator =>
  (preparation) => {
    const kernel = each(compute)(preparation);
    return (values) => {
      const value = need(values, 0);
      return value.kind === "numbers"
        ? [numbers(value.dims, value.data.map(round), value.isWhole)]
        : kernel(values);
    };
  };

const clip: Operator = (preparation) => {
  const { attributes, workspace, node } = preparation;
  const { tf } = workspace;
  const bound = (name: string, index: number, otherwise: number): number => {
    if (attributes.has(name)) return attributes.number(name, otherwise);
    const given = preparation.constantAt(index)?.data[0];
    if (given === undefined && (node.inputs[index] ?? "") !== "") {
      throw new UnusableGraphError("it clips at bounds that are not fixed.");
    }
    return given ?? otherwise;
  };
  const [low, high] = [bound("min", 1, -3.4e38), bound("max", 2, 3.4e38)];
  const isRelu6 = low === 0 && high === 6;
  return (values) => [
    withTensor(need(values, 0), workspace, (tensor) =>
      isRelu6 ? tf.relu6(tensor) : tf.clipByValue(tensor, low, high),
    ),
  ];
};

/** The shape of two tensors that are broadcast together, as numpy does it. */
export function broadcastDims(left: readonly number[], right: readonly number[]): number[] {
  const rank = Math.max(left.length, right.length);
  return Array.from({ length: rank }, (_unused, index) => {
    const a = left[index - rank + left.length] ?? 1;
    const b = right[index - rank + right.length] ?? 1;
    if (a !== b && a !== 1 && b !== 1) {
      throw new UnusableGraphError(`it combines ${left.join("x")} with ${right.join("x")}.`);
    }
    return a === 1 ? b : a;
  });
}

type Arithmetic = (left: number, right: number) => number;

/** Arithmetic on sizes: single numbers and short rows. */
function computeNumbers(left: Numbers, right: Numbers, compute: Arithmetic): Numbers {
  const dims = broadcastDims(left.dims, right.dims);
  const isWhole = left.isWhole && right.isWhole;
  const indexIn = ({ dims: own }: Numbers, flat: number): number => {
    let index = 0;
    let step = 1;
    let rest = flat;
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      const size = dims[axis] ?? 1;
      const ownSize = own[axis - dims.length + own.length] ?? 1;
      if (ownSize !== 1) index += (rest % size) * step;
      step *= ownSize;
      rest = Math.floor(rest / size);
    }
    return index;
  };
  const data = new Float64Array(sizeOf(checkDims(dims))).map((_unused, flat) => {
    const value = compute(left.data[indexIn(left, flat)] ?? 0, right.data[indexIn(right, flat)] ?? 0);
    return isWhole ? Math.trunc(value) : value;
  });
  return numbers(dims, data, isWhole);
}

type TwoToOne = (tf: TensorFlow, left: Tensor, right: Tensor) => Tensor;

/** Below this, constants are combined without a tensor. */
const fewNumbers = 64;

const both =
  (compute: TwoToOne, computeNumber?: Arithmetic): Operator =>
  ({ workspace }) =>
  (values) => {
    const [left, right] = [need(values, 0), need(values, 1)];
    if (left.kind === "numbers" && right.kind === "numbers" && computeNumber !== undefined) {
      if (left.data.length <= fewNumbers && right.data.length <= fewNumbers) {
        return [computeNumbers(left, right, computeNumber)];
      }
    }
    checkDims(broadcastDims(dimsOf(left), dimsOf(right)));
    const isLast = (value: Value) => value.kind === "tensor" && value.layout === "channels-last";
    const layout = isLast(left) || isLast(right) ? "channels-last" : "written";
    const tensorOf = (value: Value) =>
      layout === "written" ? workspace.written(value) : workspace.channelsLast(value);
    return [{ kind: "tensor", tensor: compute(workspace.tf, tensorOf(left), tensorOf(right)), layout }];
  };

const hardSigmoid = (tf: TensorFlow, tensor: Tensor, alpha: number, beta: number): Tensor =>
  tf.clipByValue(tf.add(tf.mul(tensor, alpha), beta), 0, 1);

/** Operators that compute number by number. */
export const arithmetic: Readonly<Record<string, Operator>> = {
  Relu: each((tf, tensor) => tf.relu(tensor)),
  Sigmoid: each((tf, tensor) => tf.sigmoid(tensor)),
  Tanh: each((tf, tensor) => tf.tanh(tensor)),
  Exp: each((tf, tensor) => tf.exp(tensor)),
  Log: each((tf, tensor) => tf.log(tensor)),
  Sqrt: each((tf, tensor) => tf.sqrt(tensor)),
  Abs: each((tf, tensor) => tf.abs(tensor)),
  Neg: each((tf, tensor) => tf.neg(tensor)),
  Reciprocal: each((tf, tensor) => tf.reciprocal(tensor)),
  Softplus: each((tf, tensor) => tf.softplus(tensor)),
  HardSwish: each((tf, tensor) => tf.mul(tensor, hardSigmoid(tf, tensor, 1 / 6, 0.5))),
  Floor: rounding(Math.floor, (tf, tensor) => tf.floor(tensor)),
  Ceil: rounding(Math.ceil, (tf, tensor) => tf.ceil(tensor)),
  LeakyRelu: eachBy({ alpha: 0.01 }, (tf, tensor, [alpha = 0]) => tf.leakyRelu(tensor, alpha)),
  Elu: eachBy({ alpha: 1 }, (tf, tensor, [alpha = 1]) =>
    tf.sub(tf.relu(tensor), tf.mul(alpha, tf.sub(1, tf.exp(tf.minimum(tensor, 0))))),
  ),
  HardSigmoid: eachBy({ alpha: 0.2, beta: 0.5 }, (tf, tensor, [alpha = 0, beta = 0]) =>
    hardSigmoid(tf, tensor, alpha, beta),
  ),
  Clip: clip,
  Add: both(
    (tf, left, right) => tf.add(left, right),
    (left, right) => left + right,
  ),
  Sub: both(
    (tf, left, right) => tf.sub(left, right),
    (left, right) => left - right,
  ),
  Mul: both(
    (tf, left, right) => tf.mul(left, right),
    (left, right) => left * right,
  ),
  Div: both(
    (tf, left, right) => tf.div(left, right),
    (left, right) => left / right,
  ),
  Pow: both((tf, left, right) => tf.pow(left, right)),
  Max: both((tf, left, right) => tf.maximum(left, right)),
  Min: both((tf, left, right) => tf.minimum(left, right)),
  // As x below zero times the slope: TensorFlow's own takes slopes of some shapes only.
  PRelu: both((tf, left, right) => tf.add(tf.relu(left), tf.mul(right, tf.minimum(left, 0)))),
};
