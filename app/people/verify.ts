import { probabilityOf, type Calibration } from "./probability.ts";
import { similarityOf } from "./exact-search.ts";

/** How far apart two embeddings are. Smaller is more alike. */
export const metrics = ["cosine", "euclidean", "euclidean_l2", "angular"] as const;

export type Metric = (typeof metrics)[number];

/** What a recognition model's distances mean. */
export interface VerificationScale {
  /** At or below this distance two faces are taken for one person; `angular` follows from `cosine` where it is absent. */
  readonly verification: Readonly<Record<Exclude<Metric, "angular">, number>> & {
    readonly angular?: number | undefined;
  };
  readonly calibration: Calibration;
}

/** The verdict on two faces. */
export interface Verdict {
  readonly verified: boolean;
  readonly distance: number;
  readonly threshold: number;
  /** 0 to 1; for as many pairs of one person as of two, which is what it was fitted on. */
  readonly probability: number;
}

/**
 * The distance between two embeddings: 1 - cosine similarity (0 to 2), the Euclidean one, the Euclidean one after both
 * are brought to length 1 (0 to 2), or the angle between them as a share of half a turn (0 to 1).
 */
export function distanceOf(a: Float32Array, b: Float32Array, metric: Metric): number {
  if (metric === "euclidean") return euclidean(a, b, 1, 1);
  const lengthA = Math.sqrt(similarityOf(a, a));
  const lengthB = Math.sqrt(similarityOf(b, b));
  if (metric === "euclidean_l2") return euclidean(a, b, 1 / lengthA, 1 / lengthB);
  return fromSimilarity(similarityOf(a, b) / (lengthA * lengthB), metric);
}

/** The distance that a cosine similarity is; between vectors of length 1, both Euclidean ones are the same. */
export function distanceAtSimilarity(similarity: number, metric: Metric): number {
  if (metric === "cosine" || metric === "angular") return fromSimilarity(similarity, metric);
  return Math.sqrt(Math.max(0, 2 - 2 * similarity));
}

/** The cosine similarity that is this distance; the inverse of `distanceAtSimilarity`. */
export function similarityAtDistance(distance: number, metric: Metric): number {
  if (metric === "cosine") return 1 - distance;
  if (metric === "angular") return Math.cos(Math.min(1, distance) * Math.PI);
  return 1 - (distance * distance) / 2;
}

/** The distance at or below which two faces are taken for one person. */
export function thresholdOf({ verification }: VerificationScale, metric: Metric): number {
  if (metric !== "angular") return verification[metric];
  return verification.angular ?? distanceAtSimilarity(1 - verification.cosine, "angular");
}

/** Are these two faces one person? */
export function verifyFaces(
  a: Float32Array,
  b: Float32Array,
  metric: Metric,
  scale: VerificationScale,
): Verdict {
  const distance = distanceOf(a, b, metric);
  const threshold = thresholdOf(scale, metric);
  const similarity = 1 - distanceOf(a, b, "cosine");
  return {
    verified: distance <= threshold,
    distance,
    threshold,
    probability: probabilityOf(similarity, scale.calibration),
  };
}

function fromSimilarity(similarity: number, metric: "cosine" | "angular"): number {
  if (metric === "cosine") return 1 - similarity;
  // Rounding takes the cosine of a vector with itself past 1.
  return Math.acos(Math.min(1, Math.max(-1, similarity))) / Math.PI;
}

function euclidean(a: Float32Array, b: Float32Array, scaleA: number, scaleB: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) * scaleA - (b[i] ?? 0) * scaleB;
    sum += difference * difference;
  }
  return Math.sqrt(sum);
}
