/** One layer of a network as Keras writes it, channels last. Names are those of the weights file. */
export type Layer =
  | { readonly kind: "zero-padding"; readonly sides: number }
  | {
      readonly kind: "convolution";
      readonly name: string;
      readonly filters: number;
      /** Side of the square window. */
      readonly size: number;
      readonly activation: "relu" | "linear";
    }
  | { readonly kind: "max-pooling"; readonly size: number; readonly stride: number }
  | { readonly kind: "flatten" };

/** What a layer gives, and what of it comes from the weights file. */
export interface LayerShape {
  readonly layer: Layer;
  /** Without the batch. */
  readonly output: readonly number[];
  /** Shapes of kernel and offset; none for a layer without weights. */
  readonly weights: readonly (readonly number[])[];
  readonly parameters: number;
}

/** Follows a picture (height, width, channels) through the layers. Throws RangeError where one does not fit. */
export function followShapes(
  layers: readonly Layer[],
  input: readonly [number, number, number],
): LayerShape[] {
  let shape: readonly number[] = input;
  return layers.map((layer) => {
    const [height = 1, width = 1, channels = 1] = shape;
    const weights: number[][] = [];
    switch (layer.kind) {
      case "zero-padding":
        shape = [height + 2 * layer.sides, width + 2 * layer.sides, channels];
        break;
      case "convolution":
        weights.push([layer.size, layer.size, channels, layer.filters], [layer.filters]);
        shape = [height - layer.size + 1, width - layer.size + 1, layer.filters];
        break;
      case "max-pooling":
        shape = [
          Math.floor((height - layer.size) / layer.stride) + 1,
          Math.floor((width - layer.size) / layer.stride) + 1,
          channels,
        ];
        break;
      case "flatten":
        shape = [height * width * channels];
    }
    if (shape.some((side) => side < 1)) throw new RangeError("A picture is smaller than what looks at it");
    const parameters = weights.reduce(
      (sum, dims) => sum + dims.reduce((product, side) => product * side, 1),
      0,
    );
    return { layer, output: shape, weights, parameters };
  });
}
