/** Numbers that a file holds, or that arithmetic on shapes gives: they stay in JavaScript until a tensor is needed. */
export interface Numbers {
  readonly kind: "numbers";
  readonly dims: readonly number[];
  /** Row-major; whole numbers come as doubles, exact up to 2^53. */
  readonly data: Float32Array | Float64Array;
  readonly isWhole: boolean;
}

export type AttributeValue =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "integer"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "numbers"; readonly value: readonly number[] }
  | { readonly kind: "integers"; readonly value: readonly number[] }
  | { readonly kind: "tensor"; readonly value: Numbers };

/** One operator of a graph; an input that is left out has the name "". */
export interface OnnxNode {
  readonly name: string;
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, AttributeValue>;
  /** An activation that is computed with this convolution (see `fuse.ts`). */
  readonly activation?: OnnxNode;
}

/** An input or output as the file declares it; null is a size left open. */
export interface OnnxPort {
  readonly name: string;
  readonly dims: readonly (number | null)[];
}

export interface OnnxGraph {
  /** Version of the standard operators that the file was written for. */
  readonly version: number;
  readonly nodes: readonly OnnxNode[];
  readonly constants: ReadonlyMap<string, Numbers>;
  readonly inputs: readonly OnnxPort[];
  readonly outputs: readonly OnnxPort[];
}

/** Why a file cannot be used, in words that end a sentence about the file; without its path. */
export class UnusableGraphError extends Error {
  override readonly name = "UnusableGraphError";
}

export function numbers(
  dims: readonly number[],
  data: Float32Array | Float64Array,
  isWhole: boolean,
): Numbers {
  return { kind: "numbers", dims, data, isWhole };
}

/** Whole numbers in one row, as shapes are. */
export function wholeNumbers(values: readonly number[]): Numbers {
  return numbers([values.length], Float64Array.from(values), true);
}

export function sizeOf(dims: readonly number[]): number {
  return dims.reduce((product, size) => product * size, 1);
}
