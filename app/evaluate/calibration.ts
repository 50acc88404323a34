import type { Calibration } from "../people/probability.ts";
import { sigmoid } from "../people/probability.ts";
import type { Similarities } from "./pair-scores.ts";

export interface FitOptions {
  /** One weight a pair, 0 or more; all 1 when absent. Only their proportions matter. */
  readonly weights?: Float64Array;
  /**
   * Weight of the penalty ridge / 2 x slope^2 on the mean loss. Without it a set that a threshold separates
   * without error has an infinite slope. A millionth, the default, lowered a slope of 40 (1,000 pairs, cosines, 2 %
   * wrong at the best threshold) by 2 %.
   */
  readonly ridge?: number;
}

/** The pairs of similarities and labels allow no fit, or it did not settle. */
export class CalibrationError extends Error {
  override readonly name = "CalibrationError";
}

/** Newton's method settles in about ten steps on real scores; more than this means that it never will. */
const mostSteps = 100;

interface Sample {
  readonly similarities: Similarities;
  readonly labels: Uint8Array;
  readonly weights: Float64Array;
  readonly ridge: number;
}

/**
 * Fits P(same person) = sigmoid(slope x similarity + intercept) by maximum likelihood (Newton's method with
 * halved steps; the same data gives the same bits). `labels[i]` is 1 where pair i shows one person, else 0.
 * Leave out pairs without a face. Throws CalibrationError when one kind of pair is missing (or has no
 * weight) or the fit does not settle, RangeError when the lists do not fit or a number is not finite.
 */
export function fitLogistic(
  similarities: Similarities,
  labels: Uint8Array,
  options: FitOptions = {},
): Calibration {
  const { ridge = 1e-6 } = options;
  const sample: Sample = {
    similarities,
    labels,
    weights: normalisedWeights(similarities, labels, options),
    ridge,
  };
  let fit: Calibration = { slope: 0, intercept: 0 };
  let loss = lossOf(sample, fit);
  for (let step = 0; step < mostSteps; step++) {
    const move = newtonMove(sample, fit);
    if (isNegligible(move.slope, fit.slope) && isNegligible(move.intercept, fit.intercept)) return fit;
    let share = 1;
    let next = moved(fit, move, share);
    let nextLoss = lossOf(sample, next);
    // Once rounding hides the difference in loss, halving further cannot help.
    while (nextLoss > loss && share > 1e-6) {
      share /= 2;
      next = moved(fit, move, share);
      nextLoss = lossOf(sample, next);
    }
    // With a million pairs, rounding moves the fit about by more than is negligible long after the loss has settled.
    if (loss - nextLoss <= 1e-15 * loss) return nextLoss < loss ? next : fit;
    fit = next;
    loss = nextLoss;
  }
  throw new CalibrationError(
    `The calibration did not settle in ${mostSteps} steps; the similarities may separate the pairs without error.`,
  );
}

function normalisedWeights(
  similarities: Similarities,
  labels: Uint8Array,
  options: FitOptions,
): Float64Array {
  const pairs = similarities.length;
  const weights = options.weights ?? new Float64Array(pairs).fill(1);
  if (labels.length !== pairs || weights.length !== pairs) {
    throw new RangeError(
      `${pairs} similarities, ${labels.length} labels and ${weights.length} weights do not fit.`,
    );
  }
  let same = 0;
  let different = 0;
  for (const [pair, weight] of weights.entries()) {
    if (!(weight >= 0 && Number.isFinite(weight) && Number.isFinite(similarities[pair]))) {
      throw new RangeError(
        `Pair ${pair} has the similarity ${String(similarities[pair])} and the weight ${weight}.`,
      );
    }
    if (labels[pair] === 1) same += weight;
    else different += weight;
  }
  if (same === 0 || different === 0) {
    throw new CalibrationError("A calibration needs pairs of one person and pairs of different people.");
  }
  return weights.map((weight) => weight / (same + different));
}

function newtonMove({ similarities, labels, weights, ridge }: Sample, fit: Calibration): Calibration {
  let slopeGradient = ridge * fit.slope;
  let interceptGradient = 0;
  let slopeCurvature = ridge;
  let crossCurvature = 0;
  let interceptCurvature = 0;
  for (const [pair, weight] of weights.entries()) {
    const similarity = similarities[pair] ?? NaN;
    const probability = sigmoid(fit.slope * similarity + fit.intercept);
    const error = weight * (probability - (labels[pair] === 1 ? 1 : 0));
    const curvature = weight * probability * (1 - probability);
    slopeGradient += error * similarity;
    interceptGradient += error;
    slopeCurvature += curvature * similarity * similarity;
    crossCurvature += curvature * similarity;
    interceptCurvature += curvature;
  }
  const determinant = slopeCurvature * interceptCurvature - crossCurvature * crossCurvature;
  if (!(determinant > 0)) {
    throw new CalibrationError(
      "The similarities do not fix a calibration: they are all equal, or separate the pairs without error.",
    );
  }
  return {
    slope: (crossCurvature * interceptGradient - interceptCurvature * slopeGradient) / determinant,
    intercept: (crossCurvature * slopeGradient - slopeCurvature * interceptGradient) / determinant,
  };
}

function isNegligible(move: number, value: number): boolean {
  return Math.abs(move) <= 1e-9 * (1 + Math.abs(value));
}

function moved(fit: Calibration, move: Calibration, share: number): Calibration {
  return { slope: fit.slope + share * move.slope, intercept: fit.intercept + share * move.intercept };
}

function lossOf({ similarities, labels, weights, ridge }: Sample, fit: Calibration): number {
  let loss = (ridge / 2) * fit.slope * fit.slope;
  for (const [pair, weight] of weights.entries()) {
    const x = fit.slope * (similarities[pair] ?? NaN) + fit.intercept;
    const towards = labels[pair] === 1 ? -x : x;
    // ln(1 + e^t), written so that e^t cannot overflow.
    loss += weight * (Math.max(towards, 0) + Math.log1p(Math.exp(-Math.abs(towards))));
  }
  return loss;
}
