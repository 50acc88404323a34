import type { Pixels } from "../photo/pixels.ts";
import type { Box, Point } from "./geometry.ts";
import { fitSimilarity, type SimilarityTransform } from "./similarity-transform.ts";
import { warp } from "./warp.ts";

/** Side of an aligned face, in pixels. */
export const alignedSize = 112;

/**
 * Where the five points of a face belong in a 112 x 112 crop: left eye, right eye, nose tip, left and right
 * corner of the mouth (the template of ArcFace, Deng et al., CVPR 2019, that embedding networks since then
 * are trained on).
 */
export const arcfaceTemplate: readonly Point[] = [
  { x: 38.2946, y: 51.6963 },
  { x: 73.5318, y: 51.5014 },
  { x: 56.0252, y: 71.7366 },
  { x: 41.5493, y: 92.3655 },
  { x: 70.7299, y: 92.2041 },
];

/** The part of a photo that a network sees: how large it is drawn, and where the five points of the face lie in it. */
export interface FaceCrop {
  readonly width: number;
  readonly height: number;
  /** In the order of `arcfaceTemplate`. */
  readonly template: readonly Point[];
}

/** What is shown to the user, judged, and represented by most networks. */
export const arcfaceCrop: FaceCrop = { width: alignedSize, height: alignedSize, template: arcfaceTemplate };

/** The similarity from picture pixels to the aligned crop, from five points in the template's order. */
export function alignmentOf(fivePoints: readonly Point[], crop: FaceCrop = arcfaceCrop): SimilarityTransform {
  return fitSimilarity(fivePoints, crop.template);
}

/** The aligned crop of a face, 112 x 112 unless told otherwise. */
export function alignFace(
  pixels: Pixels,
  fivePoints: readonly Point[],
  crop: FaceCrop = arcfaceCrop,
): Pixels {
  return warp(pixels, alignmentOf(fivePoints, crop), crop);
}

/**
 * The five points that make alignment cut out the square around a box, upright as the picture is: a face that is not
 * aligned. They say nothing about where its eyes are.
 */
export function templateInBox({ x, y, width, height }: Box): Point[] {
  const side = Math.max(width, height);
  const left = x + (width - side) / 2;
  const top = y + (height - side) / 2;
  return arcfaceTemplate.map((point) => ({
    x: left + (point.x * side) / alignedSize,
    y: top + (point.y * side) / alignedSize,
  }));
}
