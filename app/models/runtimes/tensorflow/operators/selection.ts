import { numbers, UnusableGraphError } from "../onnx-graph.ts";
import { need, type Operator, type Preparation } from "../operator.ts";
import {
  axisFrom,
  axisInChannelsLast,
  channelsLast,
  checkDims,
  dimsOf,
  knownNumbers,
  toChannelsLastOrder,
  written,
  type Value,
} from "../value.ts";

const concat: Operator = ({ attributes, workspace }) => {
  const axis = attributes.integer("axis", 0);
  return (values) => {
    const parts = values.filter((value) => value !== undefined);
    const [first] = parts;
    if (first === undefined) throw new UnusableGraphError("it joins nothing.");
    if (parts.every((part) => part.kind === "numbers" && part.dims.length === 1)) {
      const data = parts.flatMap((part) => (part.kind === "numbers" ? [...part.data] : []));
      const isWhole = parts.every((part) => part.kind === "numbers" && part.isWhole);
      return [numbers([data.length], Float64Array.from(data), isWhole)];
    }
    const at = axisFrom(axis, dimsOf(first).length);
    const joined = parts.reduce((sum, part) => sum + (dimsOf(part)[at] ?? 0), 0);
    checkDims(dimsOf(first).map((size, index) => (index === at ? joined : size)));
    const isLast = parts.some((part) => part.kind === "tensor" && part.layout === "channels-last");
    if (!isLast)
      return [
        written(
          workspace.tf.concat(
            parts.map((part) => workspace.written(part)),
            at,
          ),
        ),
      ];
    const tensors = parts.map((part) => workspace.channelsLast(part));
    return [channelsLast(workspace.tf.concat(tensors, axisInChannelsLast[at] ?? 0))];
  };
};

interface Cut {
  readonly axis: number;
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

function readCuts({ attributes }: Preparation, values: readonly (Value | undefined)[], rank: number): Cut[] {
  const list = (name: string, index: number): number[] | undefined => {
    const attribute = attributes.integers(name);
    if (attribute !== undefined) return [...attribute];
    return values[index] === undefined ? undefined : [...knownNumbers(values[index], "A bound").data];
  };
  const starts = list("starts", 1) ?? [];
  const ends = list("ends", 2) ?? [];
  const axes = list("axes", 3) ?? starts.map((_unused, index) => index);
  const steps = list("steps", 4) ?? [];
  return starts.map((start, index) => {
    const step = steps[index] ?? 1;
    if (step < 1) throw new UnusableGraphError("it reads a tensor backwards, which is not supported.");
    return { axis: axisFrom(axes[index] ?? 0, rank), start, end: ends[index] ?? 0, step };
  });
}

/** Bounds may count from the end, or lie outside. */
function bound(value: number, size: number): number {
  return Math.min(size, Math.max(0, value < 0 ? value + size : value));
}

const slice: Operator = (preparation) => (values) => {
  const { workspace } = preparation;
  const value = need(values, 0);
  const dims = dimsOf(value);
  const cuts = readCuts(preparation, values, dims.length);
  const [only] = cuts;
  if (value.kind === "numbers" && dims.length === 1 && only?.step === 1) {
    const data = value.data.slice(bound(only.start, value.data.length), bound(only.end, value.data.length));
    return [numbers([data.length], data, value.isWhole)];
  }
  const isLast = value.kind === "tensor" && value.layout === "channels-last";
  const tensor = isLast ? value.tensor : workspace.written(value);
  const begin = tensor.shape.map(() => 0);
  const end = [...tensor.shape];
  const steps = tensor.shape.map(() => 1);
  for (const cut of cuts) {
    const axis = isLast ? (axisInChannelsLast[cut.axis] ?? 0) : cut.axis;
    const size = tensor.shape[axis] ?? 0;
    begin[axis] = bound(cut.start, size);
    end[axis] = Math.max(bound(cut.start, size), bound(cut.end, size));
    steps[axis] = cut.step;
  }
  const isPlain = steps.every((step) => step === 1);
  const result = isPlain
    ? workspace.tf.slice(
        tensor,
        begin,
        end.map((last, axis) => last - (begin[axis] ?? 0)),
      )
    : workspace.tf.stridedSlice(tensor, begin, end, steps);
  return [isLast ? channelsLast(result) : written(result)];
};

const gather: Operator = ({ attributes, workspace }) => {
  const axis = attributes.integer("axis", 0);
  return (values) => {
    const value = need(values, 0);
    const indices = knownNumbers(values[1], "An index");
    const at = axisFrom(axis, dimsOf(value).length);
    const size = dimsOf(value)[at] ?? 0;
    const places = [...indices.data].map((index) => (index < 0 ? index + size : index));
    if (places.some((index) => !(index >= 0 && index < size))) {
      throw new UnusableGraphError("it takes a number from beyond the end of a tensor.");
    }
    if (value.kind === "numbers" && value.dims.length === 1) {
      return [
        numbers(
          indices.dims,
          Float64Array.from(places, (index) => value.data[index] ?? 0),
          value.isWhole,
        ),
      ];
    }
    const where = workspace.tf.tensor(Int32Array.from(places), [...indices.dims], "int32");
    return [written(workspace.tf.gather(workspace.written(value), where, at))];
  };
};

const expand: Operator = ({ workspace }) => {
  const { tf } = workspace;
  return (values) => {
    const value = need(values, 0);
    const wanted = [...knownNumbers(values[1], "A shape").data];
    const dims = dimsOf(value);
    const rank = Math.max(wanted.length, dims.length);
    const target = checkDims(
      Array.from({ length: rank }, (_unused, index) => {
        const size = wanted[index - rank + wanted.length] ?? 1;
        return size === 1 ? (dims[index - rank + dims.length] ?? 1) : size;
      }),
    );
    return [written(tf.broadcastTo(workspace.written(value), target))];
  };
};

const pad: Operator = ({ attributes, workspace }) => {
  const { tf } = workspace;
  const mode = attributes.text("mode", "constant");
  if (mode !== "constant") throw new UnusableGraphError(`it pads by "${mode}", which is not supported.`);
  return (values) => {
    const value = need(values, 0);
    const pads = [...(attributes.integers("pads") ?? knownNumbers(values[1], "Padding").data)];
    const fill = values[2]?.kind === "numbers" ? (values[2].data[0] ?? 0) : attributes.number("value", 0);
    const dims = dimsOf(value);
    const rank = dims.length;
    if (pads.length !== rank * 2 || pads.some((side) => side < 0) || values[3] !== undefined) {
      throw new UnusableGraphError("it pads a tensor in a way that is not supported.");
    }
    const sides = dims.map((_unused, axis): [number, number] => [pads[axis] ?? 0, pads[axis + rank] ?? 0]);
    checkDims(dims.map((size, axis) => size + (sides[axis]?.[0] ?? 0) + (sides[axis]?.[1] ?? 0)));
    if (value.kind === "tensor" && value.layout === "channels-last") {
      const inMemory = toChannelsLastOrder.map((axis): [number, number] => sides[axis] ?? [0, 0]);
      return [channelsLast(tf.pad(value.tensor, inMemory, fill))];
    }
    return [written(tf.pad(workspace.written(value), sides, fill))];
  };
};

const split: Operator = ({ node, attributes, workspace }) => {
  const axis = attributes.integer("axis", 0);
  return (values) => {
    const value = need(values, 0);
    const at = axisFrom(axis, dimsOf(value).length);
    const size = dimsOf(value)[at] ?? 0;
    const count = node.outputs.length;
    const even = Array.from({ length: count }, () => size / count);
    const listed =
      values[1] === undefined ? attributes.integers("split") : knownNumbers(values[1], "A part").data;
    const sizes = [...(listed ?? even)];
    const isRight =
      sizes.length === count && sizes.every(Number.isInteger) && sizes.reduce((a, b) => a + b, 0) === size;
    if (!isRight) throw new UnusableGraphError("it splits a tensor into parts that do not fit.");
    const isLast = value.kind === "tensor" && value.layout === "channels-last";
    const tensor = isLast ? value.tensor : workspace.written(value);
    const parts = workspace.tf.split(tensor, sizes, isLast ? (axisInChannelsLast[at] ?? 0) : at);
    return parts.map((part) => (isLast ? channelsLast(part) : written(part)));
  };
};

/** Operators that take parts of tensors, or put tensors together. */
export const selections: Readonly<Record<string, Operator>> = {
  Concat: concat,
  Slice: slice,
  Split: split,
  Gather: gather,
  Expand: expand,
  Pad: pad,
};
