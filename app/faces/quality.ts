import type { Pixels } from "../photo/pixels.ts";
import type { Point } from "./geometry.ts";
import { luma } from "./tensor-from-pixels.ts";

/** What makes a face good or poor to recognise. */
export interface Quality {
  /** 0 (useless) to 1 (clear, frontal, large): the product of the four parts below, each cut to 0..1. */
  readonly overall: number;
  /** Variance of the Laplacian of the aligned grey crop; a blurred face has a low one. */
  readonly sharpness: number;
  /** -1 (profile, nose at the eye on the left of the picture) over 0 (frontal) to 1 (the other profile). */
  readonly yaw: number;
}

/** What the quality of a face is made from. */
export interface QualityInput {
  /** The detector's score, 0 to 1. */
  readonly score: number;
  /** Distance between the eyes in pixels of the photo at its full size. */
  readonly eyeDistance: number;
  readonly aligned: Pixels;
  /** In the order of the alignment template. */
  readonly fivePoints: readonly Point[];
}

/**
 * Where each part starts to count (0) and stops to improve (1). Decisions 0004 shows how the accuracy of
 * recognition falls with each of them.
 */
export const qualityRamps = {
  score: { from: 0.5, to: 0.85 },
  eyeDistance: { from: 6, to: 24 },
  sharpness: { from: 10, to: 150 },
  /** Applied to 1 - |yaw|: a face turned away by more than about 60 degrees is useless. */
  frontality: { from: 0.1, to: 0.6 },
} as const;

/** Judges one face. */
export function judgeQuality(input: QualityInput): Quality {
  const sharpness = laplacianVariance(input.aligned);
  const yaw = yawOf(input.fivePoints);
  const overall =
    ramp(input.score, qualityRamps.score) *
    ramp(input.eyeDistance, qualityRamps.eyeDistance) *
    ramp(sharpness, qualityRamps.sharpness) *
    ramp(1 - Math.abs(yaw), qualityRamps.frontality);
  return { overall, sharpness, yaw };
}

/**
 * How far a head is turned, from where the nose lies between the eyes: 0 in the middle, +1 or -1 at or beyond
 * an eye. The eyes' line is levelled first, so a tilted head does not count as a turned one.
 */
export function yawOf(fivePoints: readonly Point[]): number {
  const [left, right, nose] = fivePoints;
  if (left === undefined || right === undefined || nose === undefined) return 0;
  const dx = right.x - left.x;
  const dy = right.y - left.y;
  const squared = dx * dx + dy * dy;
  if (squared === 0) return 0;
  const along = ((nose.x - left.x) * dx + (nose.y - left.y) * dy) / squared;
  return Math.min(1, Math.max(-1, 2 * along - 1));
}

/** Distance between the eyes, in the unit of the points. */
export function eyeDistanceOf(fivePoints: readonly Point[]): number {
  const [left, right] = fivePoints;
  if (left === undefined || right === undefined) return 0;
  return Math.hypot(right.x - left.x, right.y - left.y);
}

/**
 * Variance of the 4-neighbour Laplacian of the grey picture, borders left out (Pech-Pacheco et al., ICPR
 * 2000). 0 for a picture of less than 3 x 3 pixels.
 */
export function laplacianVariance(pixels: Pixels): number {
  const { width, height, data } = pixels;
  const grey = new Float32Array(width * height);
  for (let i = 0; i < grey.length; i++) {
    grey[i] = luma(data[i * 3] ?? 0, data[i * 3 + 1] ?? 0, data[i * 3 + 2] ?? 0);
  }
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let row = 1; row < height - 1; row++) {
    for (let column = 1; column < width - 1; column++) {
      const at = row * width + column;
      const value =
        (grey[at - 1] ?? 0) +
        (grey[at + 1] ?? 0) +
        (grey[at - width] ?? 0) +
        (grey[at + width] ?? 0) -
        4 * (grey[at] ?? 0);
      sum += value;
      squares += value * value;
      count += 1;
    }
  }
  if (count === 0) return 0;
  const mean = sum / count;
  return squares / count - mean * mean;
}

function ramp(value: number, { from, to }: { readonly from: number; readonly to: number }): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}
