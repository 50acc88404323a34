import {
  thresholdOf,
  verifyFaces,
  type Metric,
  type Verdict,
  type VerificationScale,
} from "../people/verify.ts";
import { similarityOf } from "../people/exact-search.ts";
import type { Comparable, Represented } from "./comparable-face.ts";

/** Says whether two faces are one person. */
export interface Judge {
  /** A model's id, or "ensemble". */
  readonly model: string;
  readonly metric: Metric | "boosted";
  /** At or below this distance it says so. */
  readonly threshold: number;
  readonly compare: (a: Comparable, b: Comparable) => Verdict;
}

/** A judge by one model's distance, which is the first (and only) one that faces are represented by. */
export function createModelJudge(model: string, metric: Metric, scale: VerificationScale): Judge {
  const threshold = thresholdOf(scale, metric);
  return {
    model,
    metric,
    threshold,
    compare: (a, b) => {
      const [one, other] = [a.represented[0], b.represented[0]];
      if (one === undefined || other === undefined) throw new RangeError("A face without a vector");
      const verdict = verifyFaces(one.vector, other.vector, metric, scale);
      if (metric !== "euclidean" || !isLengthUsed(scale)) return verdict;
      const distance = lengthwiseDistance(one, other, similarityOf(one.vector, other.vector));
      return { ...verdict, distance, verified: distance <= threshold };
    },
  };
}

/**
 * Whether a model's Euclidean distance is between vectors as the network gave them. DeepFace's thresholds for it are, and
 * then differ from those of the normalised distance (app/people/verify.ts); all others are between vectors of length 1.
 */
export function isLengthUsed({ verification }: Pick<VerificationScale, "verification">): boolean {
  return verification.euclidean !== verification.euclidean_l2;
}

/** The Euclidean distance of two vectors as the network gave them, from their lengths and their cosine. */
export function lengthwiseDistance(
  a: Pick<Represented, "norm">,
  b: Pick<Represented, "norm">,
  similarity: number,
): number {
  return Math.sqrt(Math.max(0, (a.norm - b.norm) ** 2 + 2 * a.norm * b.norm * (1 - similarity)));
}
