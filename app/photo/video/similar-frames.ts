import type { Pixels } from "../pixels.ts";

/** A picture in 16 x 16 means of brightness, 0 to 255. */
export type FrameSketch = Float32Array;

const side = 16;

/**
 * Two frames that differ by less than this (of 255) in every mean are taken for one (decision 0029). A face of 30 pixels
 * that comes into a picture of full HD is a ninth of a mean, and changes it by more.
 */
const sameFrameDifference = 3;

/** A picture with less than this between its darkest and brightest part is a fade, a lens cap or a test card. */
const blankRange = 12;

/** Shrinks a frame to its sketch. */
export function sketchFrame({ width, height, data }: Pixels): FrameSketch {
  const sums = new Float32Array(side * side);
  const counts = new Uint32Array(side * side);
  // Every third pixel of every third row: means of thousands of pixels do not need all of them.
  for (let y = 0; y < height; y += 3) {
    const row = Math.floor((y * side) / height) * side;
    for (let x = 0; x < width; x += 3) {
      const cell = row + Math.floor((x * side) / width);
      const at = (y * width + x) * 3;
      const brightness = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
      sums[cell] = (sums[cell] ?? 0) + brightness;
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  return sums.map((sum, cell) => sum / Math.max(1, counts[cell] ?? 0));
}

/** Do two frames show the same, as far as a look for faces could tell? */
export function isSameFrame(a: FrameSketch, b: FrameSketch): boolean {
  return frameDifference(a, b) < sameFrameDifference;
}

/** The largest difference of two sketches, 0 to 255: whoever comes into a picture changes a small part of it. */
export function frameDifference(a: FrameSketch, b: FrameSketch): number {
  return a.reduce((largest, value, cell) => Math.max(largest, Math.abs(value - (b[cell] ?? 0))), 0);
}

/** Does a frame show next to nothing, so that it makes no poster? */
export function isBlank(sketch: FrameSketch): boolean {
  return Math.max(...sketch) - Math.min(...sketch) < blankRange;
}
