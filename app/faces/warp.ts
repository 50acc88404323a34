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

/**
 * Adds the bilinear value at (x, y), given in pixel centres, to the three sums. Written out, without a loop over
 * the corners: a face takes some 50,000 of these, and with the loop they were a seventh of a scan.
 */
function addBilinear({ width, height, data }: Pixels, x: number, y: number, sum: Float64Array): void {
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < -1 || top < -1 || left >= width || top >= height) return;
  // A corner outside the picture is black: it has no weight, whichever pixel is read for it.
  const rightWeight = left + 1 < width ? x - left : 0;
  const leftWeight = left < 0 ? 0 : 1 - (x - left);
  const bottomWeight = top + 1 < height ? y - top : 0;
  const topWeight = top < 0 ? 0 : 1 - (y - top);
  const upper = (Math.max(top, 0) * width + Math.max(left, 0)) * 3;
  const toRight = left < 0 || left + 1 >= width ? 0 : 3;
  const lower = top < 0 || top + 1 >= height ? upper : upper + width * 3;
  for (let channel = 0; channel < 3; channel++) {
    const above =
      leftWeight * (data[upper + channel] ?? 0) + rightWeight * (data[upper + toRight + channel] ?? 0);
    const below =
      leftWeight * (data[lower + channel] ?? 0) + rightWeight * (data[lower + toRight + channel] ?? 0);
    sum[channel] = (sum[channel] ?? 0) + topWeight * above + bottomWeight * below;
  }
}
