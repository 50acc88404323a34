import { numbers, sizeOf, UnusableGraphError, wholeNumbers } from "../onnx-graph.ts";
import { need, type Operator, type Preparation } from "../operator.ts";
import {
  axisFrom,
  axisInChannelsLast,
  channelsLast,
  checkDims,
  dimsOf,
  knownNumbers,
  toChannelsLastOrder,
  withDims,
  written,
  type Value,
} from "../value.ts";

const constant: Operator = ({ attributes, node }) => {
  const names = ["value", "value_float", "value_floats", "value_int", "value_ints"];
  const value = names.map((name) => attributes.numbers(name)).find((found) => found !== undefined);
  if (value === undefined)
    throw new UnusableGraphError(`its constant "${node.outputs[0] ?? ""}" has no numbers.`);
  return () => [value];
};

const shape: Operator = ({ attributes }) => {
  const start = attributes.integer("start", 0);
  const end = attributes.has("end") ? attributes.integer("end", 0) : undefined;
  return (values) => [wholeNumbers(dimsOf(need(values, 0)).slice(start, end))];
};

/** The same numbers in other dimensions. */
function reshape({ workspace }: Preparation, value: Value, dims: readonly number[]): Value {
  if (sizeOf(checkDims(dims)) !== sizeOf(dimsOf(value))) {
    throw new UnusableGraphError(`it makes ${dims.join("x")} of ${dimsOf(value).join("x")}.`);
  }
  if (value.kind === "numbers") return withDims(value, dims);
  return written(workspace.tf.reshape(workspace.written(value), [...dims]));
}

const reshapeTo: Operator = (preparation) => {
  const keepsZero = preparation.attributes.integer("allowzero", 0) === 1;
  return (values) => {
    const value = need(values, 0);
    const dims = dimsOf(value);
    const wanted = [...knownNumbers(values[1], "A shape").data].map((size, axis) =>
      size === 0 && !keepsZero ? (dims[axis] ?? 0) : size,
    );
    const rest = sizeOf(dims) / sizeOf(wanted.filter((size) => size !== -1));
    return [
      reshape(
        preparation,
        value,
        wanted.map((size) => (size === -1 ? rest : size)),
      ),
    ];
  };
};

const flatten: Operator = (preparation) => {
  const axis = preparation.attributes.integer("axis", 1);
  return (values) => {
    const value = need(values, 0);
    const dims = dimsOf(value);
    const at = axis < 0 ? axis + dims.length : axis;
    return [reshape(preparation, value, [sizeOf(dims.slice(0, at)), sizeOf(dims.slice(at))])];
  };
};

/** Axes are an attribute in old files and an input in newer ones. */
function readAxes({ attributes }: Preparation, values: readonly (Value | undefined)[]): number[] | undefined {
  const attribute = attributes.integers("axes");
  if (attribute !== undefined) return [...attribute];
  return values[1] === undefined ? undefined : [...knownNumbers(values[1], "An axis").data];
}

const squeeze: Operator = (preparation) => (values) => {
  const value = need(values, 0);
  const dims = dimsOf(value);
  const axes = readAxes(preparation, values)?.map((axis) => axisFrom(axis, dims.length));
  const isGone = (size: number, axis: number) => (axes === undefined ? size === 1 : axes.includes(axis));
  return [
    reshape(
      preparation,
      value,
      dims.filter((size, axis) => !isGone(size, axis)),
    ),
  ];
};

const unsqueeze: Operator = (preparation) => (values) => {
  const value = need(values, 0);
  const axes = readAxes(preparation, values) ?? [];
  const rank = dimsOf(value).length + axes.length;
  const places = new Set(axes.map((axis) => axisFrom(axis, rank)));
  const left = [...dimsOf(value)];
  const dims = Array.from({ length: rank }, (_unused, axis) => (places.has(axis) ? 1 : (left.shift() ?? 1)));
  return [reshape(preparation, value, dims)];
};

const isOrder = (order: readonly number[], wanted: readonly number[]): boolean =>
  order.length === wanted.length && order.every((axis, index) => axis === wanted[index]);

const transpose: Operator = ({ attributes, workspace }) => {
  const { tf } = workspace;
  const given = attributes.integers("perm");
  return (values) => {
    const value = need(values, 0);
    const rank = dimsOf(value).length;
    const order = [...(given ?? Array.from({ length: rank }, (_unused, axis) => rank - 1 - axis))];
    const isPermutation =
      order.length === rank && new Set(order.map((axis) => axisFrom(axis, rank))).size === rank;
    if (!isPermutation) throw new UnusableGraphError("it transposes axes that are not there.");
    if (value.kind === "tensor" && value.layout === "channels-last") {
      // What these networks ask for at their end is how the picture lies in memory already.
      if (isOrder(order, toChannelsLastOrder)) return [written(value.tensor)];
      const inMemory = order.map((axis) => axisInChannelsLast[axis] ?? 0);
      return [written(tf.transpose(value.tensor, inMemory))];
    }
    if (value.kind === "tensor" && isOrder(order, axisInChannelsLast)) return [channelsLast(value.tensor)];
    return [written(tf.transpose(workspace.written(value), order))];
  };
};

/** TensorProto.DataType of float32, float64 and the whole numbers. */
const floatTypes = [1, 11];
const wholeTypes = [6, 7];

const cast: Operator = ({ attributes }) => {
  const to = attributes.integer("to", 0);
  const isFloat = floatTypes.includes(to);
  if (!isFloat && !wholeTypes.includes(to)) {
    throw new UnusableGraphError(`it casts numbers to a type that is not supported (${to}).`);
  }
  return (values) => {
    const value = need(values, 0);
    if (value.kind === "numbers") {
      const data = isFloat ? value.data : Float64Array.from(value.data, Math.trunc);
      return [numbers(value.dims, data, !isFloat)];
    }
    if (!isFloat)
      throw new UnusableGraphError("it rounds a picture to whole numbers, which is not supported.");
    return [value];
  };
};

const same: Operator = () => (values) => [need(values, 0)];

const filled: Operator = ({ attributes }) => {
  const value = attributes.numbers("value") ?? numbers([1], Float32Array.of(0), false);
  return (values) => {
    const dims = checkDims([...knownNumbers(values[0], "A shape").data]);
    const data = new Float64Array(sizeOf(dims)).fill(value.data[0] ?? 0);
    return [numbers(dims, value.isWhole ? data : Float32Array.from(data), value.isWhole)];
  };
};

/** Operators that look at shapes, or give numbers another. */
export const shapes: Readonly<Record<string, Operator>> = {
  Constant: constant,
  ConstantOfShape: filled,
  Shape: shape,
  Reshape: reshapeTo,
  Flatten: flatten,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  Transpose: transpose,
  Cast: cast,
  Identity: same,
  Dropout: same,
};
