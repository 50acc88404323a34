import type { ResizePixels } from "../faces/detectors/detector.ts";
import type { Pixels } from "../photo/pixels.ts";

/**
 * Gives the same answers as `resize`, and makes each size of a picture once: the picture that faces are looked for in
 * is also what the small thumbnail is made from. What was made goes with the picture it was made from.
 */
export function shrinkOnce(resize: ResizePixels): ResizePixels {
  const made = new WeakMap<Pixels, Map<number, Promise<Pixels>>>();
  return async (pixels, longSide) => {
    const sizes = made.get(pixels) ?? new Map<number, Promise<Pixels>>();
    made.set(pixels, sizes);
    const shrunk = sizes.get(longSide) ?? resize(pixels, longSide);
    sizes.set(longSide, shrunk);
    return await shrunk;
  };
}
