import type { Canvas } from "../../tensor-from-pixels.ts";

/** Side of what the first network looks at, in pixels. */
export const proposalSide = 12;

/** Each picture of the pyramid has this part of the sides of the one before it: half of the area. */
const scaleFactor = 0.709;

/** A picture of the pyramid: how large it is, and its share of the sides of the whole one, before rounding. */
export interface PyramidLevel extends Canvas {
  readonly scale: number;
}

/**
 * The sizes at which a picture is looked at, so that a face of `smallestFace` pixels (its short side) and any larger one
 * has about 12 pixels in one of them. The largest comes first; none for a picture smaller than a face.
 */
export function pyramidLevels(picture: Canvas, smallestFace: number): PyramidLevel[] {
  const shortSide = Math.min(picture.width, picture.height);
  const count = Math.round(-(Math.log(shortSide / proposalSide) / Math.log(scaleFactor) + 1));
  return Array.from({ length: Math.max(0, count) }, (_, at) => {
    const scale = (proposalSide / smallestFace) * scaleFactor ** at;
    return { scale, width: Math.trunc(picture.width * scale), height: Math.trunc(picture.height * scale) };
  }).filter(({ width, height }) => Math.min(width, height) >= proposalSide);
}
