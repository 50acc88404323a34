import type { LoadedModel } from "../models/runtime.ts";
import type { Pixels } from "../photo/pixels.ts";
import type { Box, Point } from "./geometry.ts";
import { tensorFromPixels, type PictureInput } from "./tensor-from-pixels.ts";
import { warpSquare } from "./warp.ts";

/** Side of the network's grey input, in pixels. */
const cropSize = 64;

const input: PictureInput = { channels: "grey", mean: [0], scale: [1 / 256] };

/** How the square that the landmark network sees lies on a detector's box. */
export interface LandmarkCrop {
  /** Side of the square, as a multiple of the box's longer side. */
  readonly size: number;
  /** How far the square's centre lies below the box's centre, as a part of the box's height. */
  readonly shiftDown: number;
}

/** The square, in pixels of the picture, that the landmark network is shown for a box. */
export function landmarkSquare(box: Box, crop: LandmarkCrop): Box {
  const side = Math.max(box.width, box.height) * crop.size;
  return {
    x: box.x + box.width / 2 - side / 2,
    y: box.y + box.height / 2 + box.height * crop.shiftDown - side / 2,
    width: side,
    height: side,
  };
}

/** 68 landmarks (iBUG order) of the face in a box, in pixels of the picture. */
export async function findLandmarks(
  model: LoadedModel,
  pixels: Pixels,
  box: Box,
  crop: LandmarkCrop,
): Promise<Point[]> {
  const square = landmarkSquare(box, crop);
  const scale = cropSize / square.width;
  const view = warpSquare(pixels, { a: scale, b: 0, tx: -square.x * scale, ty: -square.y * scale }, cropSize);
  const outputs = await model.run({
    input: tensorFromPixels(view, input, { width: cropSize, height: cropSize }),
  });
  const values = outputs["output"]?.data;
  if (values?.length !== 136) throw new Error("The landmark model did not give 68 points");
  return Array.from({ length: 68 }, (_, index) => ({
    x: square.x + (values[index * 2] ?? 0) * square.width,
    y: square.y + (values[index * 2 + 1] ?? 0) * square.height,
  }));
}

/**
 * The five points of the alignment template out of 68 landmarks: the middles of the six points around each
 * eye (36-41, 42-47), the tip of the nose (30), the corners of the mouth (48, 54).
 * Throws RangeError when there are not 68.
 */
export function fivePointsOf68(landmarks: readonly Point[]): Point[] {
  if (landmarks.length !== 68) throw new RangeError(`Needs 68 landmarks, got ${landmarks.length}`);
  return [
    middle(landmarks.slice(36, 42)),
    middle(landmarks.slice(42, 48)),
    ...[30, 48, 54].map((index) => landmarks[index] ?? { x: 0, y: 0 }),
  ];
}

function middle(points: readonly Point[]): Point {
  return {
    x: points.reduce((sum, point) => sum + point.x, 0) / points.length,
    y: points.reduce((sum, point) => sum + point.y, 0) / points.length,
  };
}
