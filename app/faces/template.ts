import { normalise } from "./embed.ts";

/** The looks of one face in several pictures, added up. */
export interface Template {
  /** Of the vectors, each by its quality; what is older counts less. */
  readonly sum: Float32Array;
  readonly weight: number;
  /** How many looks went into it. */
  readonly looks: number;
  /** Their mean quality, 0 to 1; the last ones count most. */
  readonly quality: number;
}

/** As many looks of the best quality as count: a face that turns or gets other light is known by how it looks now. */
const mostWeight = 10;

/** Of no look yet. */
export function newTemplate(dimensions: number): Template {
  return { sum: new Float32Array(dimensions), weight: 0, looks: 0, quality: 0 };
}

/** With one more look: a vector of length 1, and its quality (above 0, at most 1). */
export function addToTemplate(template: Template, vector: Float32Array, quality: number): Template {
  const kept = Math.min(1, Math.max(0, mostWeight - quality) / Math.max(template.weight, Number.EPSILON));
  const looks = template.looks + 1;
  return {
    sum: template.sum.map((value, at) => value * kept + (vector[at] ?? 0) * quality),
    weight: template.weight * kept + quality,
    looks,
    quality: template.quality + (quality - template.quality) / Math.min(looks, mostWeight),
  };
}

/** The mean of the looks, of length 1. Throws RangeError when there is none. */
export function templateVector({ sum }: Template): Float32Array {
  return normalise(sum).vector;
}
