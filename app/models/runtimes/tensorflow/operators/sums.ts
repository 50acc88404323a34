import { UnusableGraphError } from "../onnx-graph.ts";
import { need, type Operator } from "../operator.ts";
import {
  axisFrom,
  axisInChannelsLast,
  channelsLast,
  checkDims,
  dimsOf,
  knownNumbers,
  written,
  type Tensor,
  type TensorFlow,
} from "../value.ts";

/** A matrix by a matrix, plus an offset. */
const gemm: Operator = ({ attributes, workspace }) => {
  const { tf } = workspace;
  const alpha = attributes.number("alpha", 1);
  const beta = attributes.number("beta", 1);
  const isFirstTurned = attributes.integer("transA", 0) === 1;
  const isSecondTurned = attributes.integer("transB", 0) === 1;
  return (values) => {
    const [first, second, offset] = [need(values, 0), need(values, 1), values[2]];
    if (dimsOf(first).length !== 2 || dimsOf(second).length !== 2) {
      throw new UnusableGraphError("it multiplies what are no matrices.");
    }
    const product = tf.matMul(
      workspace.written(first),
      workspace.written(second),
      isFirstTurned,
      isSecondTurned,
    );
    const scaled = alpha === 1 ? product : tf.mul(product, alpha);
    if (offset === undefined) return [written(scaled)];
    const added = workspace.written(offset);
    return [written(tf.add(scaled, beta === 1 ? added : tf.mul(added, beta)))];
  };
};

const matrixProduct: Operator =
  ({ workspace }) =>
  (values) => {
    const [first, second] = [need(values, 0), need(values, 1)];
    if (dimsOf(first).length < 2 || dimsOf(second).length < 2) {
      throw new UnusableGraphError("it multiplies what are no matrices.");
    }
    checkDims([...dimsOf(first).slice(0, -1), dimsOf(second).at(-1) ?? 1]);
    return [written(workspace.tf.matMul(workspace.written(first), workspace.written(second)))];
  };

/** Up to version 12 all axes from the named one on are taken together. */
const softmax: Operator = ({ attributes, version, workspace }) => {
  const { tf } = workspace;
  const isJoint = version < 13;
  const axis = attributes.integer("axis", isJoint ? 1 : -1);
  return (values) => {
    const value = need(values, 0);
    const dims = [...dimsOf(value)];
    const at = axisFrom(axis, dims.length);
    const tensor = workspace.written(value);
    if (at === dims.length - 1) return [written(tf.softmax(tensor))];
    if (isJoint) {
      const rows = dims.slice(0, at).reduce((product, size) => product * size, 1);
      return [written(tf.reshape(tf.softmax(tf.reshape(tensor, [rows, -1])), dims))];
    }
    const order = dims.map((_unused, index) => index).filter((index) => index !== at);
    const turned = tf.softmax(tf.transpose(tensor, [...order, at]));
    const back = dims.map((_unused, index) => (index === at ? dims.length - 1 : order.indexOf(index)));
    return [written(tf.transpose(turned, back))];
  };
};

type Reduction = (tf: TensorFlow, tensor: Tensor, axes: number[], keepsAxes: boolean) => Tensor;

const reduce =
  (compute: Reduction): Operator =>
  ({ attributes, workspace }) => {
    const keepsAxes = attributes.integer("keepdims", 1) === 1;
    return (values) => {
      const value = need(values, 0);
      const rank = dimsOf(value).length;
      const listed = attributes.integers("axes") ?? (values[1] && knownNumbers(values[1], "An axis").data);
      const all = Array.from({ length: rank }, (_unused, axis) => axis);
      const axes = [...(listed === undefined || listed.length === 0 ? all : listed)].map((axis) =>
        axisFrom(axis, rank),
      );
      if (keepsAxes && value.kind === "tensor" && value.layout === "channels-last") {
        const inMemory = axes.map((axis) => axisInChannelsLast[axis] ?? 0);
        return [channelsLast(compute(workspace.tf, value.tensor, inMemory, true))];
      }
      return [written(compute(workspace.tf, workspace.written(value), axes, keepsAxes))];
    };
  };

const length: Reduction = (tf, tensor, axes, keepsAxes) =>
  tf.sqrt(tf.sum(tf.square(tensor), axes, keepsAxes));

/** Divides by the Euclidean length along an axis. */
const normalise: Operator = ({ attributes, workspace }) => {
  const { tf } = workspace;
  const axis = attributes.integer("axis", -1);
  if (attributes.integer("p", 2) !== 2)
    throw new UnusableGraphError("it normalises by sums, which is not supported.");
  return (values) => {
    const value = need(values, 0);
    const tensor = workspace.written(value);
    const at = axisFrom(axis, tensor.rank);
    return [written(tf.div(tensor, length(tf, tensor, [at], true)))];
  };
};

/** With constants for mean and variance: a factor and an offset for each channel. Convolutions take theirs in at load. */
const batchNormalisation: Operator = (preparation) => {
  const { node, attributes, workspace } = preparation;
  const { tf } = workspace;
  const epsilon = attributes.number("epsilon", 1e-5);
  const [scale, offset, mean, variance] = [1, 2, 3, 4].map((index) => preparation.constantAt(index));
  const channels = scale?.data.length ?? 0;
  if (
    !scale ||
    !offset ||
    !mean ||
    !variance ||
    [offset, mean, variance].some(({ data }) => data.length !== channels)
  ) {
    throw new UnusableGraphError("it normalises by numbers that are not fixed.");
  }
  const factors = scale.data.map((value, index) => value / Math.sqrt((variance.data[index] ?? 0) + epsilon));
  const offsets = offset.data.map((value, index) => value - (mean.data[index] ?? 0) * (factors[index] ?? 0));
  const factor = workspace.hold(scale, `factor of ${node.outputs[0] ?? ""}`, () =>
    tf.tensor1d(Float32Array.from(factors)),
  );
  const added = workspace.hold(offset, `offset of ${node.outputs[0] ?? ""}`, () =>
    tf.tensor1d(Float32Array.from(offsets)),
  );
  return (values) => {
    const value = need(values, 0);
    const dims = dimsOf(value);
    if (dims[1] !== channels)
      throw new UnusableGraphError(`it normalises ${dims.join("x")} by ${channels} channels.`);
    if (dims.length === 4) {
      return [channelsLast(tf.add(tf.mul(workspace.channelsLast(value), factor), added))];
    }
    const row = (tensor: Tensor) => tf.reshape(tensor, [channels, ...dims.slice(2).map(() => 1)]);
    return [written(tf.add(tf.mul(workspace.written(value), row(factor)), row(added)))];
  };
};

/** Operators that add up. */
export const sums: Readonly<Record<string, Operator>> = {
  Gemm: gemm,
  MatMul: matrixProduct,
  Softmax: softmax,
  BatchNormalization: batchNormalisation,
  LpNormalization: normalise,
  ReduceMean: reduce((tf, tensor, axes, keepsAxes) => tf.mean(tensor, axes, keepsAxes)),
  ReduceSum: reduce((tf, tensor, axes, keepsAxes) => tf.sum(tensor, axes, keepsAxes)),
  ReduceMax: reduce((tf, tensor, axes, keepsAxes) => tf.max(tensor, axes, keepsAxes)),
  ReduceMin: reduce((tf, tensor, axes, keepsAxes) => tf.min(tensor, axes, keepsAxes)),
  ReduceL2: reduce(length),
};
