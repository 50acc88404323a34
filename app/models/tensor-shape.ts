/** A named input or output of a model; null stands for a size that the file leaves open. */
export interface NamedShape {
  readonly name: string;
  readonly dims: readonly (number | null)[];
}

export interface ModelShapes {
  readonly inputs: readonly NamedShape[];
  readonly outputs: readonly NamedShape[];
}

/** Writes a shape as people do: [1, 3, null, 640] is "1x3x?x640". */
export function describeDims(dims: readonly (number | null)[]): string {
  return dims.length === 0 ? "a single number" : dims.map((size) => size ?? "?").join("x");
}

/** Writes a whole model: "input 1x3x112x112 -> output 1x512". */
export function describeShapes(shapes: ModelShapes): string {
  const side = (values: readonly NamedShape[]): string =>
    values.map((value) => `${value.name} ${describeDims(value.dims)}`).join(", ");
  return `${side(shapes.inputs)} -> ${side(shapes.outputs)}`;
}
