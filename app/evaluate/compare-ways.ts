import type { Metric, VerificationScale } from "../people/verify.ts";
import { metrics as allMetrics, thresholdOf } from "../people/verify.ts";
import { isLengthUsed } from "../verification/judge.ts";
import { scoreAllPairs, similaritiesOfPairs } from "./all-pairs.ts";
import { scoreByMetric } from "./metric-scores.ts";
import type { LabelledPair } from "./pairs-file.ts";
import type { RecognisedFolder } from "./recognise-folder.ts";
import { tenFoldAccuracy } from "./ten-fold.ts";
import {
  areaUnderCurve,
  bestAccuracy,
  confusionAt,
  equalErrorRate,
  trueAcceptRateAt,
  type Confusion,
} from "./verification.ts";

/** How well pictures of one person are told from those of two, by one metric. Shares, 0..1. */
export interface MetricFigures {
  readonly metric: Metric;
  /** At or below this distance two faces are taken for one person. */
  readonly threshold: number;
  /** Ten-fold on the official pairs where there are any, else at the threshold that is best for these pictures. */
  readonly accuracy: number;
  readonly auc: number;
  readonly equalErrorRate: number;
  readonly tarAtFar001: number;
  readonly tarAtFar0001: number;
  /** At the threshold. */
  readonly confusion: Confusion;
}

/** The figures of one way to look at a folder, by every metric that is asked for. */
export function figuresByMetric(
  { faces, facts }: RecognisedFolder,
  scale: VerificationScale,
  metrics: readonly Metric[] = allMetrics,
  pairs: readonly LabelledPair[] | null = null,
): MetricFigures[] {
  const cosine = scoreAllPairs(faces);
  const norms = normsOf(facts, scale);
  return metrics.map((metric) => {
    const { scores, scoreAtDistance } = scoreByMetric(faces, metric, norms, cosine);
    const threshold = thresholdOf(scale, metric);
    return {
      ...{ metric, threshold },
      accuracy: pairs === null ? bestAccuracy(scores).accuracy : officialAccuracy(faces, pairs),
      auc: areaUnderCurve(scores),
      equalErrorRate: equalErrorRate(scores).rate,
      tarAtFar001: trueAcceptRateAt(scores, 0.001).trueAcceptRate,
      tarAtFar0001: trueAcceptRateAt(scores, 0.0001).trueAcceptRate,
      confusion: confusionAt(scores, scoreAtDistance(threshold)),
    };
  });
}

/** The lengths of the vectors, for a model whose Euclidean distance is by them. */
export function normsOf(
  facts: RecognisedFolder["facts"],
  scale: Pick<VerificationScale, "verification">,
): readonly number[] | null {
  return isLengthUsed(scale) ? facts.map((fact) => fact?.norm ?? 1) : null;
}

function officialAccuracy(faces: RecognisedFolder["faces"], pairs: readonly LabelledPair[]): number {
  const isSame = Uint8Array.from(pairs, (pair) => (pair.isSame ? 1 : 0));
  return tenFoldAccuracy(similaritiesOfPairs(faces, pairs), isSame).mean;
}
