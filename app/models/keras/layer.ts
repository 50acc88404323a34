/** Channels last, without the batch: height, width, channels, or one length. */
export type Shape = readonly number[];

/** How far a window may reach over the edge: not at all, or so far that a stride of 1 keeps the sides. */
export type Padding = "valid" | "same";

export type ActivationName = "linear" | "relu" | "softmax";

/** What a layer computes, in Keras's terms. */
export type Operation =
  | { readonly kind: "input"; readonly shape: Shape }
  | {
      readonly kind: "convolution";
      readonly filters: number;
      /** Height and width of the window. */
      readonly window: readonly [number, number];
      readonly stride: number;
      readonly padding: Padding;
      readonly hasOffset: boolean;
      readonly activation: ActivationName;
    }
  /** A convolution with other weights at every place (LocallyConnected2D): a square window without padding. */
  | {
      readonly kind: "local-convolution";
      readonly filters: number;
      readonly size: number;
      readonly stride: number;
      readonly activation: ActivationName;
    }
  | {
      readonly kind: "dense";
      readonly units: number;
      readonly hasOffset: boolean;
      readonly activation: ActivationName;
    }
  | { readonly kind: "batch-normalization"; readonly epsilon: number; readonly hasScale: boolean }
  /** One slope a channel for what is below zero. */
  | { readonly kind: "prelu" }
  | { readonly kind: "activation"; readonly activation: ActivationName }
  | {
      readonly kind: "max-pooling" | "average-pooling";
      readonly size: number;
      readonly stride: number;
      readonly padding: Padding;
    }
  | { readonly kind: "global-average" }
  | {
      readonly kind: "zero-padding";
      /** Before and after, of both height and width. */
      readonly sides: readonly [number, number];
    }
  /** Divides by the energy of the channels nearby (Krizhevsky et al., 2012), with TensorFlow's radius 5 and bias 1. */
  | { readonly kind: "local-response"; readonly alpha: number; readonly beta: number }
  | { readonly kind: "scale"; readonly factor: number }
  | { readonly kind: "square" | "square-root" }
  | { readonly kind: "add" | "concatenation" }
  | { readonly kind: "flatten" }
  /** Columns become rows: width, height, channels. */
  | { readonly kind: "turn" }
  /** Does nothing but in training; it counts where Keras orders layers. */
  | { readonly kind: "dropout" }
  | { readonly kind: "unit-length" };

/** One layer of a network: what it computes, from what, and which weights it needs. */
export interface Layer {
  /** As the published weights file calls it, where that is known. */
  readonly name: string;
  readonly operation: Operation;
  readonly inputs: readonly Layer[];
  readonly output: Shape;
  /** Shapes of what the weights file has for it, in the file's order. */
  readonly weights: readonly Shape[];
  /** Numbers in all of them. */
  readonly parameters: number;
}

export function sizeOf(shape: Shape): number {
  return shape.reduce((product, side) => product * side, 1);
}

function windowed(side: number, window: number, stride: number, padding: Padding): number {
  return padding === "same" ? Math.ceil(side / stride) : Math.floor((side - window) / stride) + 1;
}

/** The shape that comes out. Throws RangeError where an operation does not fit what goes in. */
function outputOf(operation: Operation, inputs: readonly Shape[]): Shape {
  const [first = []] = inputs;
  const [height = 1, width = 1, channels = 1] = first;
  switch (operation.kind) {
    case "input":
      return operation.shape;
    case "convolution": {
      const { window, stride, padding, filters } = operation;
      const sides = [
        windowed(height, window[0], stride, padding),
        windowed(width, window[1], stride, padding),
      ];
      return [...sides, filters];
    }
    case "local-convolution": {
      const { size, stride, filters } = operation;
      return [windowed(height, size, stride, "valid"), windowed(width, size, stride, "valid"), filters];
    }
    case "dense":
      return [operation.units];
    case "max-pooling":
    case "average-pooling": {
      const { size, stride, padding } = operation;
      return [windowed(height, size, stride, padding), windowed(width, size, stride, padding), channels];
    }
    case "global-average":
      return [channels];
    case "zero-padding": {
      const more = operation.sides[0] + operation.sides[1];
      return [height + more, width + more, channels];
    }
    case "concatenation":
      requireSame(inputs.map((shape) => shape.slice(0, -1)));
      return [...first.slice(0, -1), inputs.reduce((sum, shape) => sum + (shape.at(-1) ?? 1), 0)];
    case "add":
      requireSame(inputs);
      return first;
    case "flatten":
      return [sizeOf(first)];
    case "turn":
      return [width, height, channels];
    case "batch-normalization":
    case "prelu":
    case "activation":
    case "local-response":
    case "scale":
    case "square":
    case "square-root":
    case "dropout":
    case "unit-length":
      return first;
  }
}

function requireSame(shapes: readonly Shape[]): void {
  const [first, ...others] = shapes.map((shape) => shape.join("x"));
  if (others.some((other) => other !== first)) {
    throw new RangeError(`Shapes ${[first, ...others].join(" and ")} do not go together`);
  }
}

function weightsOf(operation: Operation, input: Shape, output: Shape): Shape[] {
  const channels = input.at(-1) ?? 1;
  switch (operation.kind) {
    case "convolution": {
      const kernel = [...operation.window, channels, operation.filters];
      return operation.hasOffset ? [kernel, [operation.filters]] : [kernel];
    }
    case "local-convolution": {
      const [rows = 1, columns = 1] = output;
      const { size, filters } = operation;
      return [[rows * columns, size * size * channels, filters], output];
    }
    case "dense":
      return operation.hasOffset
        ? [[channels, operation.units], [operation.units]]
        : [[channels, operation.units]];
    case "batch-normalization": {
      // Scale, offset, mean, variance.
      const each = [channels];
      return operation.hasScale ? [each, each, each, each] : [each, each, each];
    }
    case "prelu":
      return input.length === 1 ? [[channels]] : [[1, 1, channels]];
    case "input":
    case "activation":
    case "max-pooling":
    case "average-pooling":
    case "global-average":
    case "zero-padding":
    case "local-response":
    case "scale":
    case "square":
    case "square-root":
    case "add":
    case "concatenation":
    case "flatten":
    case "turn":
    case "dropout":
    case "unit-length":
      return [];
  }
}

/** Adds a layer behind others. Throws RangeError where it does not fit them. */
export function layer(name: string, operation: Operation, ...inputs: readonly Layer[]): Layer {
  const output = outputOf(
    operation,
    inputs.map((input) => input.output),
  );
  if (output.length === 0 || output.some((side) => side < 1)) {
    throw new RangeError(`The layer ${name} gets a picture smaller than what looks at it`);
  }
  const weights = weightsOf(operation, inputs[0]?.output ?? [], output);
  const parameters = weights.reduce((sum, shape) => sum + sizeOf(shape), 0);
  return { name, operation, inputs, output, weights, parameters };
}
