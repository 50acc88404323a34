import { metrics, type Metric } from "../people/verify.ts";
import type { Calibration } from "../people/probability.ts";
import { allPairs } from "./all-pairs.ts";
import { CalibrationError, fitLogistic } from "./calibration.ts";
import { selectPictures, type Halves } from "./half-of-people.ts";
import type { LabelledFaces } from "./labelled-faces.ts";
import { scoreByMetric, type MetricScores } from "./metric-scores.ts";
import type { PairScores } from "./pair-scores.ts";
import { confusionAt, equalErrorRate, thresholdAtFalseAccepts, type Confusion } from "./verification.ts";

/** Thresholds fitted on one half of the people, and what they do on the other. */
export interface FittedScale {
  /** Distances at or below which two faces are taken for one person. */
  readonly verification: Readonly<Record<Metric, number>>;
  readonly calibration: Calibration;
  /** Pairs of different people that were fitted on. */
  readonly differentPairs: number;
  /** By metric, on the people that nothing was fitted on. */
  readonly heldOut: readonly {
    readonly metric: Metric;
    readonly threshold: number;
    readonly falseAcceptRate: number;
    readonly equalErrorRate: number;
    readonly confusion: Confusion;
  }[];
}

/**
 * Fits, on the pictures of one half of the people, the threshold of every metric at a false accept rate (0..1), and the
 * probability of one person. With fewer pairs of different people than 1 / rate, none of them is accepted.
 * `norms` as in `scoreByMetric`. Throws CalibrationError when one kind of pair is missing.
 */
export function fitThresholds(
  faces: LabelledFaces,
  norms: readonly number[] | null,
  halves: Halves,
  falseAcceptRate: number,
): FittedScale {
  const scoresOf = (places: readonly number[]): MetricScores[] => {
    const selected = selectPictures(faces, places);
    const ownNorms = norms === null ? null : places.map((place) => norms[place] ?? 1);
    const cosine = scoreByMetric(selected, "cosine", null);
    return metrics.map((metric) => scoreByMetric(selected, metric, ownNorms, cosine.scores));
  };
  const fitted = scoresOf(halves.fitting).map(({ metric, scores, distanceAtScore }) => ({
    metric,
    threshold: distanceAtScore(finiteThreshold(scores, falseAcceptRate)),
    differentPairs: scores.differentPairs,
  }));
  const thresholdOf = (metric: Metric) => fitted.find((one) => one.metric === metric)?.threshold ?? NaN;
  const heldOut = scoresOf(halves.held).map(({ metric, scores, scoreAtDistance }) => {
    const confusion = confusionAt(scores, scoreAtDistance(thresholdOf(metric)));
    return {
      ...{ metric, threshold: thresholdOf(metric), confusion },
      falseAcceptRate: confusion.falsePositive / scores.differentPairs,
      equalErrorRate: equalErrorRate(scores).rate,
    };
  });
  return {
    verification: {
      cosine: thresholdOf("cosine"),
      euclidean: thresholdOf("euclidean"),
      euclidean_l2: thresholdOf("euclidean_l2"),
      angular: thresholdOf("angular"),
    },
    calibration: calibrate(selectPictures(faces, halves.fitting)),
    differentPairs: fitted[0]?.differentPairs ?? 0,
    heldOut,
  };
}

/** Throws CalibrationError where strangers are more alike than any two pictures of one person. */
export function finiteThreshold(scores: PairScores, falseAcceptRate: number): number {
  const threshold = thresholdAtFalseAccepts(scores, falseAcceptRate);
  if (Number.isFinite(threshold)) return threshold;
  throw new CalibrationError(
    "No threshold fits these pictures: the two most alike are of two people. Are they in the right folders?",
  );
}

/** Pairs of one person and of two weigh the same in total (decisions 0006). */
export function calibrate(faces: LabelledFaces): Calibration {
  const { same, different } = allPairs(faces, { countMisses: false });
  const similarities = new Float64Array(same.length + different.length);
  similarities.set(same);
  similarities.set(different, same.length);
  const labels = Uint8Array.from(similarities, (_, place) => (place < same.length ? 1 : 0));
  const share = same.length / different.length;
  const weights = Float64Array.from(labels, (label) => (label === 1 ? 1 : share));
  return fitLogistic(similarities, labels, { weights });
}
