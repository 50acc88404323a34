import type { Pixels } from "../../photo/pixels.ts";
import type { Box, Point } from "../geometry.ts";

/** A face as a detector sees it, in pixels of the picture that it was given. */
export interface Detection {
  readonly box: Box;
  /** 0 to 1, the detector's own confidence; not comparable between detectors. */
  readonly score: number;
  /** Left eye, right eye, nose tip, left and right corner of the mouth, as seen in the picture. */
  readonly fivePoints?: readonly Point[];
}

/** Shrinks a picture so that its long side has `longSide` pixels; never enlarges. */
export type ResizePixels = (pixels: Pixels, longSide: number) => Promise<Pixels>;

/** Finds the faces of one picture. */
export interface Detector {
  readonly id: string;
  /** Faces from the highest score to the lowest, without overlaps, inside the picture. */
  detect(pixels: Pixels): Promise<Detection[]>;
}
