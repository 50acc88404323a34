import { probabilityOf, type Calibration } from "./probability.ts";
import { similarityOf } from "./exact-search.ts";

/** How far apart two embeddings are. Smaller is more alike. */
export const metrics = ["cosine", "euclidean", "euclidean_l2"] as const;

export type Metric = (typeof metrics)[number];

/** What a recognition model's distances mean. */
export interface VerificationScale {
  /** At or below this distance two faces are taken for one person. */
  readonly verification: Readonly<Record<Metric, number>>;
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
 * The distance between two embeddings: 1 - cosine similarity (0 to 2), or the Euclidean one, or the
 * Euclidean one after both are brought to length 1 (0 to 2).
 */
export function distanceOf(a: Float32Array, b: Float32Array, metric: Metric): number {
  if (metric === "euclidean") return euclidean(a, b, 1, 1);
  const lengthA = Math.sqrt(similarityOf(a, a));
  const lengthB = Math.sqrt(similarityOf(b, b));
  if (metric === "euclidean_l2") return euclidean(a, b, 1 / lengthA, 1 / lengthB);
  return 1 - similarityOf(a, b) / (lengthA * lengthB);
}

/** Are these two faces one person? */
export function verifyFaces(
  a: Float32Array,
  b: Float32Array,
  metric: Metric,
  scale: VerificationScale,
): Verdict {
  const distance = distanceOf(a, b, metric);
  const threshold = scale.verification[metric];
  const similarity = 1 - distanceOf(a, b, "cosine");
  return {
    verified: distance <= threshold,
    distance,
    threshold,
    probability: probabilityOf(similarity, scale.calibration),
  };
}

function euclidean(a: Float32Array, b: Float32Array, scaleA: number, scaleB: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) * scaleA - (b[i] ?? 0) * scaleB;
    sum += difference * difference;
  }
  return Math.sqrt(sum);
}
