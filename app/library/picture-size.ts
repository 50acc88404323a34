import type { Box } from "../faces/geometry.ts";

/** Pixels of an upright picture. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** A resized photo keeps its shape but for the rounding of its sides; one that was cropped or turned mostly does not. */
const shapeTolerance = 0.01;

/** Do two pictures have the same shape, so that a place in one is a place in the other? */
export function haveSameShape(before: PictureSize, now: PictureSize): boolean {
  const ratio = (before.width * now.height) / (before.height * now.width);
  return Math.abs(ratio - 1) <= shapeTolerance;
}

/** A place in one picture as a place in another of the same shape. */
export function scaleTo(box: Box, before: PictureSize, now: PictureSize): Box {
  const [across, down] = [now.width / before.width, now.height / before.height];
  return { x: box.x * across, y: box.y * down, width: box.width * across, height: box.height * down };
}
