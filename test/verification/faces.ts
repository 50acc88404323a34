import type { Comparable, ComparableFace } from "../../app/verification/comparable-face.ts";
import { createModelJudge } from "../../app/verification/judge.ts";

/** A face as a direction in a plane, so that a reader sees who is near whom; further degrees for further models. */
export function faceAt(...degrees: readonly number[]): ComparableFace {
  return {
    box: { x: 0, y: 0, width: 10, height: 10 },
    score: 0.9,
    ...{ quality: 0.8, sharpness: 100, yaw: 0, sizePixels: 10 },
    represented: degrees.map((angle) => {
      const radians = (angle * Math.PI) / 180;
      return { vector: Float32Array.of(Math.cos(radians), Math.sin(radians)), norm: 1 };
    }),
  };
}

/** The direction of a face's first vector, in degrees. */
export function degreesOf({ represented: [first] }: Comparable): number {
  return (Math.atan2(first?.vector[1] ?? NaN, first?.vector[0] ?? NaN) * 180) / Math.PI;
}

/** Takes faces up to 60 degrees apart for one person. */
export const judgeOf60Degrees = createModelJudge("plane", "angular", {
  verification: { cosine: 0.5, euclidean: 1, euclidean_l2: 1, angular: 1 / 3 },
  calibration: { slope: 10, intercept: -5 },
});
