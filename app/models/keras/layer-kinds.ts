import { layer, type ActivationName, type Layer, type Padding, type Shape } from "./layer.ts";

// Layers with the arguments, and the defaults, that Keras gives them.

export function input(shape: Shape): Layer {
  return layer("input", { kind: "input", shape });
}

/** What a convolution may be told besides its filters and its window. */
export interface ConvolutionOptions {
  readonly stride?: number;
  readonly padding?: Padding;
  readonly hasOffset?: boolean;
  readonly activation?: ActivationName;
}

export function convolution(
  from: Layer,
  name: string,
  filters: number,
  window: number | readonly [number, number],
  options: ConvolutionOptions = {},
): Layer {
  const { stride = 1, padding = "valid", hasOffset = true, activation = "linear" } = options;
  const sides = typeof window === "number" ? ([window, window] as const) : window;
  return layer(
    name,
    { kind: "convolution", filters, window: sides, stride, padding, hasOffset, activation },
    from,
  );
}

export function localConvolution(
  from: Layer,
  name: string,
  filters: number,
  size: number,
  stride = 1,
): Layer {
  return layer(name, { kind: "local-convolution", filters, size, stride, activation: "relu" }, from);
}

export function dense(
  from: Layer,
  name: string,
  units: number,
  { hasOffset = true, activation = "linear" }: Pick<ConvolutionOptions, "hasOffset" | "activation"> = {},
): Layer {
  return layer(name, { kind: "dense", units, hasOffset, activation }, from);
}

export function batchNormalization(from: Layer, name: string, epsilon: number, hasScale = true): Layer {
  return layer(name, { kind: "batch-normalization", epsilon, hasScale }, from);
}

export function relu(from: Layer): Layer {
  return layer(`${from.name} relu`, { kind: "activation", activation: "relu" }, from);
}

export function prelu(from: Layer, name: string): Layer {
  return layer(name, { kind: "prelu" }, from);
}

export function maxPooling(from: Layer, size: number, stride: number, padding: Padding = "valid"): Layer {
  return layer(`${from.name} maxima`, { kind: "max-pooling", size, stride, padding }, from);
}

export function averagePooling(from: Layer, size: number, stride: number): Layer {
  return layer(`${from.name} means`, { kind: "average-pooling", size, stride, padding: "valid" }, from);
}

/** Zeros around a picture, as many on each side, or `after` below and on the right. */
export function zeroPadding(from: Layer, before: number, after = before): Layer {
  return layer(`${from.name} padded`, { kind: "zero-padding", sides: [before, after] }, from);
}

export function dropout(from: Layer): Layer {
  return layer(`${from.name} dropout`, { kind: "dropout" }, from);
}

export function flatten(from: Layer): Layer {
  return layer(`${from.name} flat`, { kind: "flatten" }, from);
}

/** Keras's Permute((2, 1, 3)): columns become rows. */
export function turn(from: Layer): Layer {
  return layer(`${from.name} turned`, { kind: "turn" }, from);
}

export function globalAverage(from: Layer): Layer {
  return layer(`${from.name} mean`, { kind: "global-average" }, from);
}

export function localResponse(from: Layer): Layer {
  return layer(`${from.name} response`, { kind: "local-response", alpha: 1e-4, beta: 0.75 }, from);
}

export function scale(from: Layer, factor: number): Layer {
  return layer(`${from.name} scaled`, { kind: "scale", factor }, from);
}

export function square(from: Layer): Layer {
  return layer(`${from.name} squares`, { kind: "square" }, from);
}

export function squareRoot(from: Layer): Layer {
  return layer(`${from.name} roots`, { kind: "square-root" }, from);
}

export function unitLength(from: Layer): Layer {
  return layer(`${from.name} of length 1`, { kind: "unit-length" }, from);
}

export function add(name: string, ...from: readonly Layer[]): Layer {
  return layer(name, { kind: "add" }, ...from);
}

export function concatenation(name: string, ...from: readonly Layer[]): Layer {
  return layer(name, { kind: "concatenation" }, ...from);
}
