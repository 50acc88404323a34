import { distanceAtSimilarity, similarityAtDistance, type Metric } from "../people/verify.ts";
import { lengthwiseDistance } from "../verification/judge.ts";
import { scoreAllPairs } from "./all-pairs.ts";
import type { LabelledFaces } from "./labelled-faces.ts";
import { checkLabelledFaces, forEachPair } from "./labelled-faces.ts";
import { scorePairs, type PairScores } from "./pair-scores.ts";

/** All pairs by one metric. Scores are similarities: the higher, the more alike. */
export interface MetricScores {
  readonly metric: Metric;
  readonly scores: PairScores;
  /** The score that is as strict as this distance, and the other way round. */
  readonly scoreAtDistance: (distance: number) => number;
  readonly distanceAtScore: (score: number) => number;
}

/**
 * Scores all pairs by a metric. Between vectors of length 1 every metric puts the pairs in the same order, that of the
 * cosine, so only thresholds differ; `norms` (one a picture) are given for a model whose Euclidean distance is between
 * vectors as the network gave them, and count for that metric alone.
 */
export function scoreByMetric(
  faces: LabelledFaces,
  metric: Metric,
  norms: readonly number[] | null,
  cosineScores: PairScores = scoreAllPairs(faces),
): MetricScores {
  if (metric === "euclidean" && norms !== null) {
    return {
      metric,
      scores: lengthwiseScores(faces, norms),
      scoreAtDistance: (distance) => -distance,
      distanceAtScore: (score) => -score,
    };
  }
  return {
    metric,
    scores: cosineScores,
    scoreAtDistance: (distance) => similarityAtDistance(distance, metric),
    distanceAtScore: (score) => distanceAtSimilarity(score, metric),
  };
}

function lengthwiseScores(faces: LabelledFaces, norms: readonly number[]): PairScores {
  checkLabelledFaces(faces);
  const same: number[] = [];
  const different: number[] = [];
  forEachPair(faces, (a, b, similarity) => {
    const isSame = faces.identities[a] === faces.identities[b];
    const isMissed = similarity === -Infinity;
    if (isMissed && !isSame) return;
    const lengths = [{ norm: norms[a] ?? 1 }, { norm: norms[b] ?? 1 }] as const;
    const score = isMissed ? -Infinity : -lengthwiseDistance(...lengths, similarity);
    (isSame ? same : different).push(score);
  });
  return scorePairs(Float64Array.from(same), Float64Array.from(different));
}
