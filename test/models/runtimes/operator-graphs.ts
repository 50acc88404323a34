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

export function weights(...dims: number[]): Weights {
  const size = dims.reduce((product, side) => product * side, 1);
  return { dims, data: Float32Array.from({ length: size }, random) };
}

/** Numbers above 0, as variances are. */
export function positive(...dims: number[]): Weights {
  const { data } = weights(...dims);
  return { dims, data: Float32Array.from(data, (value) => Math.abs(value) + 0.1) };
}

export function whole(...data: number[]): Weights {
  return { dims: [data.length], data, isWhole: true };
}

export type Attributes = NonNullable<OnnxModelNode["attributes"]>;
export interface More {
  readonly dims?: readonly (number | string)[];
  readonly weights?: Readonly<Record<string, Weights>>;
  readonly version?: number;
  readonly outputs?: readonly string[];
}

export const pictureDims = [2, 4, 7, 9];

/** One operator; its inputs are the picture "x" and the weights, in their order. */
export function one(
  title: string,
  operator: string,
  attributes: Attributes = {},
  more: More = {},
): OperatorCase {
  const { dims = pictureDims, weights: given = {}, version = 13, outputs = ["y"] } = more;
  const node = { operator, inputs: ["x", ...Object.keys(given)], outputs, attributes };
  return {
    title: `${operator}: ${title}`,
    model: { version, nodes: [node], inputs: { x: dims }, outputs, weights: given },
  };
}

export function several(
  title: string,
  nodes: readonly OnnxModelNode[],
  given: Readonly<Record<string, Weights>> = {},
  more: More = {},
): OperatorCase {
  const { dims = pictureDims, version = 13, outputs = ["y"] } = more;
  return { title, model: { version, nodes, inputs: { x: dims }, outputs, weights: given } };
}

/** The picture after a pooling, so that it lies in memory with channels last. */
export function afterPool(
  title: string,
  nodes: readonly OnnxModelNode[],
  given: Readonly<Record<string, Weights>> = {},
  more: More = {},
): OperatorCase {
  const attributes = { kernel_shape: [2, 2], strides: [1, 1] };
  const pool = { operator: "MaxPool", inputs: ["x"], outputs: ["p"], attributes };
  return several(`${title}, after a pooling`, [pool, ...nodes], given, more);
}

/** Numbers from -2 to 2 for a tensor of this shape. */
export function randomInput(dims: readonly (number | string)[]): { dims: number[]; data: Float32Array } {
  const sizes = dims.map(Number);
  const data = Float32Array.from(
    { length: sizes.reduce((product, size) => product * size, 1) },
    () => random() * 2,
  );
  return { dims: sizes, data };
}
