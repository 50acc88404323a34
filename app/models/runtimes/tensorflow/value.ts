import type * as tensorflowCore from "@tensorflow/tfjs-core";

import { numbers, UnusableGraphError, type Numbers } from "./onnx-graph.ts";

/** The functions of TensorFlow.js, whichever backend computes. */
export type TensorFlow = typeof tensorflowCore;
export type Tensor = tensorflowCore.Tensor;

/** A tensor, and the order of its axes in memory: as ONNX writes it, or (rank 4 only) with channels last. */
export interface TensorValue {
  readonly kind: "tensor";
  readonly tensor: Tensor;
  readonly layout: "written" | "channels-last";
}

export type Value = Numbers | TensorValue;

export function written(tensor: Tensor): TensorValue {
  return { kind: "tensor", tensor, layout: "written" };
}

export function channelsLast(tensor: Tensor): TensorValue {
  return { kind: "tensor", tensor, layout: "channels-last" };
}

/** Where each axis of ONNX (batch, channels, height, width) lies in a tensor with channels last. */
export const axisInChannelsLast = [0, 3, 1, 2] as const;

/** The other way round, as an argument of `transpose`. */
const toWrittenOrder = [0, 3, 1, 2];
export const toChannelsLastOrder = [0, 2, 3, 1];

/** The shape that ONNX gives a value. */
export function dimsOf(value: Value): readonly number[] {
  if (value.kind === "numbers") return value.dims;
  const { shape } = value.tensor;
  return value.layout === "written" ? shape : toWrittenOrder.map((axis) => shape[axis] ?? 1);
}

/** The most numbers that one tensor may have: 1 GiB of float32. No photo needs it; a hostile file could ask for more. */
const maximumSize = 2 ** 28;

/** Throws UnusableGraphError for a shape that is none, or whose tensor would be larger than any photo's. */
export function checkDims(dims: readonly number[]): number[] {
  let size = 1;
  for (const side of dims) {
    if (!Number.isSafeInteger(side) || side < 0)
      throw new UnusableGraphError("it computes a size that is none.");
    size *= side;
  }
  if (size > maximumSize) throw new UnusableGraphError(`it asks for a tensor of ${dims.join("x")} numbers.`);
  return [...dims];
}

/** An axis of ONNX, which may count from the end. */
export function axisFrom(axis: number, rank: number): number {
  const counted = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(counted) || counted < 0 || counted >= Math.max(1, rank)) {
    throw new UnusableGraphError(`it names axis ${axis} of a tensor that has ${rank}.`);
  }
  return counted;
}

/**
 * Turns values into the tensors that operators work on. Constants are uploaded, and put in order, once, and held until
 * `close`.
 */
export class Workspace {
  readonly tf: TensorFlow;
  readonly #held = new Map<Numbers, Map<string, Tensor>>();
  readonly #constants: ReadonlySet<Numbers>;

  constructor(tf: TensorFlow, constants: Iterable<Numbers>) {
    this.tf = tf;
    this.#constants = new Set(constants);
  }

  isConstant(value: Value | undefined): value is Numbers {
    return value?.kind === "numbers" && this.#constants.has(value);
  }

  /** The tensor with its axes as ONNX writes them. */
  written(value: Value): Tensor {
    if (value.kind === "numbers") return this.hold(value, "written", (tensor) => tensor);
    return value.layout === "written" ? value.tensor : this.#toWritten(value.tensor);
  }

  /** The tensor with channels last; one of lower rank gets axes of length 1 in front first, as for broadcasting. */
  channelsLast(value: Value): Tensor {
    if (value.kind === "numbers")
      return this.hold(value, "channels-last", (tensor) => this.#toChannelsLast(tensor));
    return value.layout === "channels-last" ? value.tensor : this.#toChannelsLast(value.tensor);
  }

  /**
   * A tensor made of numbers; made once if they are a constant's. `use` names what is made of it.
   */
  hold(value: Numbers, use: string, make: (tensor: Tensor) => Tensor): Tensor {
    const { tf } = this;
    const create = () =>
      tf.tidy(() => make(tf.tensor(Float32Array.from(value.data), checkDims(value.dims), "float32")));
    if (!this.#constants.has(value)) return create();
    const uses = this.#held.get(value) ?? new Map<string, Tensor>();
    this.#held.set(value, uses);
    const held = uses.get(use) ?? tf.keep(create());
    uses.set(use, held);
    return held;
  }

  /** Gives the memory of all constants back. */
  close(): void {
    for (const uses of this.#held.values()) for (const tensor of uses.values()) tensor.dispose();
    this.#held.clear();
  }

  #toWritten(tensor: Tensor): Tensor {
    const [batch = 1, height = 1, width = 1, channels = 1] = tensor.shape;
    // Where one of both is a single number, the order in memory is the same.
    if (channels === 1 || height * width === 1)
      return this.tf.reshape(tensor, [batch, channels, height, width]);
    return this.tf.transpose(tensor, toWrittenOrder);
  }

  #toChannelsLast(tensor: Tensor): Tensor {
    if (tensor.rank > 4)
      throw new UnusableGraphError(`it mixes pictures with a tensor of ${tensor.rank} axes.`);
    const [batch = 1, channels = 1, height = 1, width = 1] = [
      ...Array<number>(4 - tensor.rank).fill(1),
      ...tensor.shape,
    ];
    if (channels === 1 || height * width === 1)
      return this.tf.reshape(tensor, [batch, height, width, channels]);
    const four = tensor.rank === 4 ? tensor : this.tf.reshape(tensor, [batch, channels, height, width]);
    return this.tf.transpose(four, toChannelsLastOrder);
  }
}

/** The numbers of a value that must be known without computing a tensor: shapes, axes, bounds. */
export function knownNumbers(value: Value | undefined, what: string): Numbers {
  if (value?.kind === "numbers") return value;
  throw new UnusableGraphError(`${what} depends on the picture, which is not supported.`);
}

/** Numbers in other dimensions. */
export function withDims(value: Numbers, dims: readonly number[]): Numbers {
  return numbers(dims, value.data, value.isWhole);
}
