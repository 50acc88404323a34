import type { Operation } from "./layer.ts";

/** What a batch normalisation comes to once it was trained: `value * factor + offset` for each channel. */
export interface Normalisation {
  readonly factors: Float32Array;
  readonly offsets: Float32Array;
}

/** Joins scale (where there is one), offset, mean and variance, as they lie in the weights file. */
export function joinNormalisation(
  { epsilon, hasScale }: Extract<Operation, { readonly kind: "batch-normalization" }>,
  weights: readonly Float32Array[],
): Normalisation {
  const [scale, offset, mean, variance] = hasScale ? weights : [undefined, ...weights];
  const channels = mean?.length ?? 0;
  const factors = new Float32Array(channels);
  const offsets = new Float32Array(channels);
  for (let channel = 0; channel < channels; channel++) {
    const factor = (scale?.[channel] ?? 1) / Math.sqrt((variance?.[channel] ?? 1) + epsilon);
    factors[channel] = factor;
    offsets[channel] = (offset?.[channel] ?? 0) - (mean?.[channel] ?? 0) * factor;
  }
  return { factors, offsets };
}

/**
 * Multiplies a normalisation into a kernel, whose last axis are the channels, in place; gives the offsets of both
 * together.
 */
export function multiplyInto(
  kernel: Float32Array,
  offset: Float32Array | undefined,
  { factors, offsets }: Normalisation,
): Float32Array {
  const channels = factors.length;
  for (let at = 0; at < kernel.length; at += channels) {
    for (let channel = 0; channel < channels; channel++) {
      kernel[at + channel] = (kernel[at + channel] ?? 0) * (factors[channel] ?? 1);
    }
  }
  return offsets.map((value, channel) => value + (offset?.[channel] ?? 0) * (factors[channel] ?? 1));
}
