import type { Pixels } from "../../../photo/pixels.ts";
import type { Box } from "../../geometry.ts";
import type { Canvas } from "../../tensor-from-pixels.ts";

/** The value of a byte for the networks. */
function normalise(value: number): number {
  return (value - 127.5) / 128;
}

/** Source pixels of one pixel of a shrunken side: the first, and the part of each that counts. */
interface Span {
  readonly first: number;
  readonly shares: Float32Array;
}

function spansOf(length: number, shrunken: number): Span[] {
  const step = length / shrunken;
  return Array.from({ length: shrunken }, (_, at) => {
    const [start, end] = [at * step, Math.min((at + 1) * step, length)];
    const first = Math.floor(start);
    const shares = Float32Array.from({ length: Math.ceil(end) - first }, (_unused, index) => {
      const from = first + index;
      return (Math.min(end, from + 1) - Math.max(start, from)) / step;
    });
    return { first, shares };
  });
}

/**
 * Shrinks a picture to a size: each pixel is the mean of the area that it covers, normalised for the networks. Numbers as
 * height x width x 3.
 */
export function shrinkByArea({ width, height, data }: Pixels, size: Canvas): Float32Array {
  const columns = spansOf(width, size.width);
  const shrunken = new Float32Array(size.width * size.height * 3);
  const rowLength = width * 3;
  const row = new Float32Array(rowLength);
  for (const [y, { first, shares }] of spansOf(height, size.height).entries()) {
    row.fill(0);
    for (let index = 0; index < shares.length; index++) {
      const share = shares[index] ?? 0;
      const start = (first + index) * rowLength;
      for (let at = 0; at < rowLength; at++) row[at] = (row[at] ?? 0) + share * (data[start + at] ?? 0);
    }
    for (const [x, column] of columns.entries()) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let index = 0; index < column.shares.length; index++) {
        const share = column.shares[index] ?? 0;
        const at = (column.first + index) * 3;
        red += share * (row[at] ?? 0);
        green += share * (row[at + 1] ?? 0);
        blue += share * (row[at + 2] ?? 0);
      }
      const target = (y * size.width + x) * 3;
      shrunken[target] = normalise(red);
      shrunken[target + 1] = normalise(green);
      shrunken[target + 2] = normalise(blue);
    }
  }
  return shrunken;
}

/** Where a pixel of a patch lies between two of the picture. */
interface Sample {
  readonly before: number;
  readonly after: number;
  /** How far from `before` to `after`, 0 to 1. */
  readonly share: number;
}

/** Null = outside of the picture. The last pixel of a patch lies on the box's far side, as the networks were trained. */
function samplesOf(start: number, extent: number, length: number, side: number): (Sample | null)[] {
  const inner = (length - 1) / length;
  return Array.from({ length: side }, (_, at) => {
    const place = (start + (extent * at) / (side - 1)) * inner;
    if (place < 0 || place > length - 1) return null;
    const before = Math.floor(place);
    return { before, after: Math.ceil(place), share: place - before };
  });
}

/**
 * Cuts a box out of a picture as a square patch of `side` pixels, bilinear, normalised for the networks, at `target` in
 * `patches` (height x width x 3). What lies outside of the picture is 0, a middle grey.
 */
export function cutPatch(
  { width, height, data }: Pixels,
  box: Box,
  side: number,
  patches: Float32Array,
  target: number,
): void {
  const columns = samplesOf(box.x, box.width, width, side);
  for (const [y, vertical] of samplesOf(box.y, box.height, height, side).entries()) {
    for (const [x, horizontal] of columns.entries()) {
      if (vertical === null || horizontal === null) continue;
      const [above, below] = [vertical.before * width, vertical.after * width];
      for (let channel = 0; channel < 3; channel++) {
        const at = (row: number, column: number) => data[(row + column) * 3 + channel] ?? 0;
        const upper = mix(at(above, horizontal.before), at(above, horizontal.after), horizontal.share);
        const lower = mix(at(below, horizontal.before), at(below, horizontal.after), horizontal.share);
        patches[target + (y * side + x) * 3 + channel] = normalise(mix(upper, lower, vertical.share));
      }
    }
  }
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}
