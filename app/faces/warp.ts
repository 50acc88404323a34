import type { Pixels } from "../photo/pixels.ts";
import { invertSimilarity, scaleOf, type SimilarityTransform } from "./similarity-transform.ts";

/** More samples a side than this change nothing one can see, and a face 8 times the template is a close-up. */
const maximumSamplesPerSide = 8;

/**
 * Draws the part of `pixels` that `transform` (from picture to output) maps onto a `size` x `size` square.
 *
 * Bilinear; when the picture is shrunk by a factor f, each output pixel averages ceil(f) x ceil(f) bilinear
 * samples spread over its footprint, so that fine detail is filtered instead of aliased. Outside the picture
 * is black.
 */
export function warpSquare(pixels: Pixels, transform: SimilarityTransform, size: number): Pixels {
  const inverse = invertSimilarity(transform);
  const shrink = 1 / scaleOf(transform);
  const samples = Math.min(maximumSamplesPerSide, Math.max(1, Math.ceil(shrink - 0.01)));
  const data = new Uint8Array(size * size * 3);
  const sum = new Float64Array(3);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      sum.fill(0);
      for (let sample = 0; sample < samples * samples; sample++) {
        // Centres of a samples x samples grid inside the output pixel, mapped back into the picture.
        const u = column + ((sample % samples) + 0.5) / samples;
        const v = row + (Math.floor(sample / samples) + 0.5) / samples;
        const x = inverse.a * u - inverse.b * v + inverse.tx;
        const y = inverse.b * u + inverse.a * v + inverse.ty;
        addBilinear(pixels, x - 0.5, y - 0.5, sum);
      }
      const target = (row * size + column) * 3;
      const weight = 1 / (samples * samples);
      data[target] = Math.round((sum[0] ?? 0) * weight);
      data[target + 1] = Math.round((sum[1] ?? 0) * weight);
      data[target + 2] = Math.round((sum[2] ?? 0) * weight);
    }
  }
  return { width: size, height: size, data };
}

/** Adds the bilinear value at (x, y), given in pixel centres, to the three sums. */
function addBilinear(pixels: Pixels, x: number, y: number, sum: Float64Array): void {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const fractionX = x - left;
  const fractionY = y - top;
  for (let corner = 0; corner < 4; corner++) {
    const column = left + (corner & 1);
    const row = top + (corner >> 1);
    if (column < 0 || row < 0 || column >= pixels.width || row >= pixels.height) continue;
    const weight = (corner & 1 ? fractionX : 1 - fractionX) * (corner >> 1 ? fractionY : 1 - fractionY);
    const source = (row * pixels.width + column) * 3;
    sum[0] = (sum[0] ?? 0) + weight * (pixels.data[source] ?? 0);
    sum[1] = (sum[1] ?? 0) + weight * (pixels.data[source + 1] ?? 0);
    sum[2] = (sum[2] ?? 0) + weight * (pixels.data[source + 2] ?? 0);
  }
}
