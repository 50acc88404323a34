import { numbers, UnusableGraphError, type Numbers, type OnnxNode } from "./onnx-graph.ts";
import type { Value, Workspace } from "./value.ts";

/** Computes an operator's outputs. An input that the graph leaves out is undefined. */
export type Kernel = (inputs: readonly (Value | undefined)[]) => Value[];

/** What an operator knows while the model is loaded. */
export interface Preparation {
  readonly node: OnnxNode;
  /** Version of the standard operators. */
  readonly version: number;
  readonly workspace: Workspace;
  readonly attributes: Attributes;
  /** The constant at an input, undefined where it is computed or left out. */
  constantAt(index: number): Numbers | undefined;
}

/** Makes the kernel of one node, once. Throws UnusableGraphError for what the operator can, but Familiar cannot. */
export type Operator = (preparation: Preparation) => Kernel;

/** Attributes of a node by name and type, with the defaults that ONNX gives them. */
export class Attributes {
  readonly #node: OnnxNode;

  constructor(node: OnnxNode) {
    this.#node = node;
  }

  has(name: string): boolean {
    return this.#node.attributes.has(name);
  }

  number(name: string, otherwise: number): number {
    const attribute = this.#node.attributes.get(name);
    if (attribute === undefined) return otherwise;
    return attribute.kind === "number" || attribute.kind === "integer" ? attribute.value : this.#refuse(name);
  }

  integer(name: string, otherwise: number): number {
    const attribute = this.#node.attributes.get(name);
    if (attribute === undefined) return otherwise;
    return attribute.kind === "integer" ? attribute.value : this.#refuse(name);
  }

  integers(name: string): readonly number[] | undefined {
    const attribute = this.#node.attributes.get(name);
    if (attribute === undefined) return undefined;
    return attribute.kind === "integers" ? attribute.value : this.#refuse(name);
  }

  /** Two sizes, of height and width. */
  pair(name: string, otherwise: readonly [number, number]): [number, number] {
    const [height, width, ...more] = this.integers(name) ?? otherwise;
    const isPair = height !== undefined && width !== undefined && more.length === 0;
    if (!isPair || height < 1 || width < 1 || height > 4096 || width > 4096) return this.#refuse(name);
    return [height, width];
  }

  text(name: string, otherwise: string): string {
    const attribute = this.#node.attributes.get(name);
    if (attribute === undefined) return otherwise;
    return attribute.kind === "text" ? attribute.value : this.#refuse(name);
  }

  /** Numbers, whatever their type in the file. */
  numbers(name: string): Numbers | undefined {
    const attribute = this.#node.attributes.get(name);
    switch (attribute?.kind) {
      case undefined:
        return undefined;
      case "tensor":
        return attribute.value;
      case "numbers":
        return numbers([attribute.value.length], Float32Array.from(attribute.value), false);
      case "integers":
        return numbers([attribute.value.length], Float64Array.from(attribute.value), true);
      case "number":
        return numbers([], Float32Array.of(attribute.value), false);
      case "integer":
        return numbers([], Float64Array.of(attribute.value), true);
      case "text":
        return this.#refuse(name);
    }
  }

  #refuse(name: string): never {
    throw new UnusableGraphError(`the ${name} of its operator ${this.#node.operator} makes no sense.`);
  }
}

/** An input that the operator cannot do without. */
export function need(inputs: readonly (Value | undefined)[], index: number): Value {
  const value = inputs[index];
  if (value === undefined) throw new UnusableGraphError("an operator lacks an input.");
  return value;
}
