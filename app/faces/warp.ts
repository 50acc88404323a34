import type { Pixels } from "../photo/pixels.ts";
import { invertSimilarity, scaleOf, type SimilarityTransform } from "./similarity-transform.ts";

/** More samples a side than this change nothing one can see, and a face 8 times the template is a close-up. */
const maximumSamplesPerSide = 8;

/**
 * With this many samples a side, about a pixel apart, the pixel that each falls into does as well as an
 * interpolation: the mean is over all pixels of the footprint either way. A face three times the template takes 0.8
 * instead of 3.2 ms; its embedding stays the same to a cosine of 0.9986 at worst (159 faces; median 1.0000).
 */
const nearestFromSamples = 4;

/** How the rectangle of output pixels lies in the picture. */
interface Sampling {
  /** From the output to the picture. */
  readonly inverse: SimilarityTransform;
  /** Samples inside one output pixel, a side. */
  readonly samples: number;
  /** From one sample to the next along a row of the output; along a column it is (-stepY, stepX). */
  readonly stepX: number;
  readonly stepY: number;
}

/** Draws the part of `pixels` that `transform` maps onto a `size` x `size` square, as `warp` does. */
export function warpSquare(pixels: Pixels, transform: SimilarityTransform, size: number): Pixels {
  return warp(pixels, transform, { width: size, height: size });
}

/**
 * Draws the part of `pixels` that `transform` (from picture to output) maps onto a picture of this size.
 *
 * Bilinear; when the picture is shrunk by a factor f, each output pixel averages ceil(f) x ceil(f) samples
 * spread over its footprint, so that fine detail is filtered instead of aliased. Outside the picture is black.
 */
export function warp(
  pixels: Pixels,
  transform: SimilarityTransform,
  { width, height }: { readonly width: number; readonly height: number },
): Pixels {
  const inverse = invertSimilarity(transform);
  const shrink = 1 / scaleOf(transform);
  const samples = Math.min(maximumSamplesPerSide, Math.max(1, Math.ceil(shrink - 0.01)));
  const sampling: Sampling = { inverse, samples, stepX: inverse.a / samples, stepY: inverse.b / samples };
  const drawInside = samples >= nearestFromSamples ? drawNearest : drawBilinear;
  // No corner of an output pixel maps further than this from its centre; a bilinear sample reaches one pixel more.
  const reach = shrink + 1;
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const x = inverse.a * (column + 0.5) - inverse.b * (row + 0.5) + inverse.tx;
      const y = inverse.b * (column + 0.5) + inverse.a * (row + 0.5) + inverse.ty;
      const isInside = x >= reach && y >= reach && x < pixels.width - reach && y < pixels.height - reach;
      const draw = isInside ? drawInside : drawAtEdge;
      draw(pixels, sampling, x, y, data, (row * width + column) * 3);
    }
  }
  return { width, height, data };
}

/**
 * Writes the mean of all samples around (x, y), which lie well inside the picture, at `target`. Written out for
 * speed: a face takes some 300,000 samples, and with a call for each and a loop over its corners they were a
 * seventh of a scan.
 */
function drawBilinear(
  { width, data: source }: Pixels,
  { samples, stepX, stepY }: Sampling,
  x: number,
  y: number,
  data: Uint8Array,
  target: number,
): void {
  const rowLength = width * 3;
  const half = (samples - 1) / 2;
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let sampleRow = -half; sampleRow <= half; sampleRow++) {
    // From corners of pixels to their centres: half a pixel less.
    let sampleX = x - half * stepX - sampleRow * stepY - 0.5;
    let sampleY = y - half * stepY + sampleRow * stepX - 0.5;
    for (let sample = 0; sample < samples; sample++) {
      // Whole parts of positive numbers; the compiler takes them for integers, which Math.floor's are not.
      const left = sampleX | 0;
      const top = sampleY | 0;
      const both = (sampleX - left) * (sampleY - top);
      const lower = sampleY - top - both;
      const right = sampleX - left - both;
      const neither = 1 - right - lower - both;
      const at = (top * rowLength + left * 3) | 0;
      const below = (at + rowLength) | 0;
      red += neither * (source[at] ?? 0) + right * (source[at + 3] ?? 0);
      red += lower * (source[below] ?? 0) + both * (source[below + 3] ?? 0);
      green += neither * (source[at + 1] ?? 0) + right * (source[at + 4] ?? 0);
      green += lower * (source[below + 1] ?? 0) + both * (source[below + 4] ?? 0);
      blue += neither * (source[at + 2] ?? 0) + right * (source[at + 5] ?? 0);
      blue += lower * (source[below + 2] ?? 0) + both * (source[below + 5] ?? 0);
      sampleX += stepX;
      sampleY += stepY;
    }
  }
  const weight = 1 / (samples * samples);
  // An array of bytes cuts fractions off.
  data[target] = red * weight + 0.5;
  data[target + 1] = green * weight + 0.5;
  data[target + 2] = blue * weight + 0.5;
}

/** The same with the pixel that each sample falls into. */
function drawNearest(
  { width, data: source }: Pixels,
  { samples, stepX, stepY }: Sampling,
  x: number,
  y: number,
  data: Uint8Array,
  target: number,
): void {
  const half = (samples - 1) / 2;
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let sampleRow = -half; sampleRow <= half; sampleRow++) {
    let sampleX = x - half * stepX - sampleRow * stepY;
    let sampleY = y - half * stepY + sampleRow * stepX;
    for (let sample = 0; sample < samples; sample++) {
      const at = (((sampleY | 0) * width + (sampleX | 0)) * 3) | 0;
      red = (red + (source[at] ?? 0)) | 0;
      green = (green + (source[at + 1] ?? 0)) | 0;
      blue = (blue + (source[at + 2] ?? 0)) | 0;
      sampleX += stepX;
      sampleY += stepY;
    }
  }
  const weight = 1 / (samples * samples);
  data[target] = red * weight + 0.5;
  data[target + 1] = green * weight + 0.5;
  data[target + 2] = blue * weight + 0.5;
}

/** The same for samples that may lie outside the picture. */
function drawAtEdge(
  pixels: Pixels,
  { samples, stepX, stepY }: Sampling,
  x: number,
  y: number,
  data: Uint8Array,
  target: number,
): void {
  const half = (samples - 1) / 2;
  const sum = new Float64Array(3);
  for (let sampleRow = -half; sampleRow <= half; sampleRow++) {
    for (let sampleColumn = -half; sampleColumn <= half; sampleColumn++) {
      const sampleX = x + sampleColumn * stepX - sampleRow * stepY;
      const sampleY = y + sampleColumn * stepY + sampleRow * stepX;
      addBilinear(pixels, sampleX - 0.5, sampleY - 0.5, sum);
    }
  }
  const weight = 1 / (samples * samples);
  for (let channel = 0; channel < 3; channel++) data[target + channel] = (sum[channel] ?? 0) * weight + 0.5;
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
