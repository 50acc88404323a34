import type { PairScores } from "./pair-scores.ts";

/** One row a threshold, from the strictest to the most lenient; rates in 0..1. */
export interface RocCurve {
  readonly thresholds: Float64Array;
  readonly falseAcceptRates: Float64Array;
  readonly trueAcceptRates: Float64Array;
}

/** One working point: a pair is accepted when its similarity is the threshold or more. */
export interface WorkingPoint {
  readonly threshold: number;
  /** Share of the same pairs that are accepted, 0..1. */
  readonly trueAcceptRate: number;
  /** Share of the different pairs that are accepted, 0..1. */
  readonly falseAcceptRate: number;
}

/** Pairs by what they are and what the threshold says; shares are NaN where there is nothing to divide by. */
export interface Confusion {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly trueNegative: number;
  readonly falseNegative: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly accuracy: number;
}

/**
 * The receiver operating characteristic, from threshold +Infinity (nothing accepted) to the lowest
 * similarity. Points in the middle of a horizontal or vertical stretch are left out; no corner is lost.
 */
export function rocCurve(scores: PairScores): RocCurve {
  const kept = cornerSteps(scores);
  const thresholds = new Float64Array(kept.length + 1);
  const falseAcceptRates = new Float64Array(kept.length + 1);
  const trueAcceptRates = new Float64Array(kept.length + 1);
  thresholds[0] = Infinity;
  for (const [row, step] of kept.entries()) {
    thresholds[row + 1] = at(scores.thresholds, step);
    falseAcceptRates[row + 1] = at(scores.differentAccepted, step) / scores.differentPairs;
    trueAcceptRates[row + 1] = at(scores.sameAccepted, step) / scores.samePairs;
  }
  return { thresholds, falseAcceptRates, trueAcceptRates };
}

function cornerSteps({ sameAccepted, differentAccepted }: PairScores): number[] {
  const last = sameAccepted.length - 1;
  const kept: number[] = [];
  for (let step = 0; step <= last; step++) {
    const vertical = at(differentAccepted, step - 1) === at(differentAccepted, Math.min(step + 1, last));
    const horizontal = at(sameAccepted, step - 1) === at(sameAccepted, Math.min(step + 1, last));
    if (step === last || !(vertical || horizontal)) kept.push(step);
  }
  return kept;
}

/**
 * Area under the curve, 0..1: the chance that a random same pair is more alike than a random different
 * pair, equal ones counting half (the Mann-Whitney statistic). Pairs without a face are equal to each other
 * and below all others. NaN without pairs of both kinds.
 */
export function areaUnderCurve(scores: PairScores): number {
  const { samePairs, differentPairs, sameAccepted, differentAccepted } = scores;
  let area = 0;
  for (let step = 0; step <= sameAccepted.length; step++) {
    const isLast = step === sameAccepted.length;
    const sameBefore = at(sameAccepted, step - 1);
    const sameHere = (isLast ? samePairs : at(sameAccepted, step)) - sameBefore;
    const differentHere =
      (isLast ? differentPairs : at(differentAccepted, step)) - at(differentAccepted, step - 1);
    area += differentHere * (sameBefore + sameHere / 2);
  }
  return area / (samePairs * differentPairs);
}

/**
 * The rate, 0..1, at which false accepts and false rejects are equal: where the straight lines between the
 * points of the ROC curve cross the line "false accept rate = 1 - true accept rate". `threshold` is the
 * highest similarity at which the false accept rate is the false reject rate or more (-Infinity when photos
 * without a face keep it from being reached). NaN without pairs of both kinds.
 */
export function equalErrorRate(scores: PairScores): { rate: number; threshold: number } {
  const { samePairs, differentPairs, sameAccepted, differentAccepted, thresholds } = scores;
  if (samePairs === 0 || differentPairs === 0) return { rate: NaN, threshold: NaN };
  let falseBefore = 0;
  let trueBefore = 0;
  for (let step = 0; step < thresholds.length; step++) {
    const falseHere = at(differentAccepted, step) / differentPairs;
    const trueHere = at(sameAccepted, step) / samePairs;
    if (falseHere + trueHere >= 1) {
      return {
        rate: crossing(falseBefore, trueBefore, falseHere, trueHere),
        threshold: at(thresholds, step),
      };
    }
    falseBefore = falseHere;
    trueBefore = trueHere;
  }
  return { rate: crossing(falseBefore, trueBefore, 1, 1), threshold: -Infinity };
}

function crossing(falseBefore: number, trueBefore: number, falseHere: number, trueHere: number): number {
  const share = (1 - falseBefore - trueBefore) / (falseHere + trueHere - falseBefore - trueBefore);
  return falseBefore + share * (falseHere - falseBefore);
}

/**
 * The true accept rate at a false accept rate (TAR at FAR), `target` in 0..1. The threshold is the lowest
 * similarity that occurs at which (different pairs accepted / all different pairs) <= target; +Infinity, so
 * that nothing is accepted, when there is none. Nothing is interpolated: pairs with equal similarities are
 * accepted or rejected together, so a tie that would overshoot the target is rejected whole. With fewer
 * than 1 / target different pairs this means: none may be accepted. NaN without pairs of both kinds.
 */
export function trueAcceptRateAt(scores: PairScores, target: number): WorkingPoint {
  const { samePairs, differentPairs, sameAccepted, differentAccepted, thresholds } = scores;
  if (samePairs === 0 || differentPairs === 0) {
    return { threshold: NaN, trueAcceptRate: NaN, falseAcceptRate: NaN };
  }
  const allowed = countWhile(differentAccepted, (accepted) => accepted / differentPairs <= target);
  return {
    threshold: allowed === 0 ? Infinity : at(thresholds, allowed - 1),
    trueAcceptRate: at(sameAccepted, allowed - 1) / samePairs,
    falseAcceptRate: at(differentAccepted, allowed - 1) / differentPairs,
  };
}

/**
 * The threshold for other pairs than these at a false accept rate, `target` in 0..1: as in `trueAcceptRateAt`, but
 * halfway to the next lower similarity. With fewer different pairs than 1 / target it lies in the middle of the gap below
 * the last same pair that is more alike than all of them. +Infinity where nothing may be accepted.
 */
export function thresholdAtFalseAccepts(scores: PairScores, target: number): number {
  const { differentPairs, differentAccepted, thresholds } = scores;
  const allowed = countWhile(differentAccepted, (accepted) => accepted / differentPairs <= target);
  return allowed === 0 ? Infinity : halfwayDown(thresholds, allowed - 1);
}

/**
 * The threshold that decides most pairs rightly, and the share of them, 0..1. Of equally good ones the
 * strictest; it is set halfway to the next lower similarity, so that it also suits pairs not seen here.
 * +Infinity where rejecting every pair is best. NaN without any pair.
 */
export function bestAccuracy(scores: PairScores): { accuracy: number; threshold: number } {
  const { samePairs, differentPairs, sameAccepted, differentAccepted, thresholds } = scores;
  let best = -1;
  let mostRight = differentPairs;
  for (let step = 0; step < thresholds.length; step++) {
    const right = at(sameAccepted, step) + differentPairs - at(differentAccepted, step);
    if (right > mostRight) {
      best = step;
      mostRight = right;
    }
  }
  const threshold = best === -1 ? Infinity : halfwayDown(thresholds, best);
  return { accuracy: mostRight / (samePairs + differentPairs), threshold };
}

function halfwayDown(thresholds: Float64Array, step: number): number {
  const here = at(thresholds, step);
  const lower = thresholds[step + 1] ?? here;
  const halfway = lower + (here - lower) / 2;
  // Between two neighbouring floating-point numbers there is no third one.
  return halfway > lower ? halfway : here;
}

/** Counts right and wrong decisions at a threshold; "positive" = accepted as one person. */
export function confusionAt(scores: PairScores, threshold: number): Confusion {
  const accepted = countWhile(scores.thresholds, (similarity) => similarity >= threshold);
  const truePositive = at(scores.sameAccepted, accepted - 1);
  const falsePositive = at(scores.differentAccepted, accepted - 1);
  const falseNegative = scores.samePairs - truePositive;
  const trueNegative = scores.differentPairs - falsePositive;
  return {
    truePositive,
    falsePositive,
    trueNegative,
    falseNegative,
    precision: truePositive / (truePositive + falsePositive),
    recall: truePositive / scores.samePairs,
    f1: (2 * truePositive) / (2 * truePositive + falsePositive + falseNegative),
    accuracy: (truePositive + trueNegative) / (scores.samePairs + scores.differentPairs),
  };
}

/** Length of the leading stretch in which `holds`; it must not hold again after it failed once. */
function countWhile(values: Float64Array, holds: (value: number) => boolean): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(at(values, middle))) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Before the first step nothing is accepted, so the step -1 reads as 0. */
function at(values: Float64Array, step: number): number {
  return values[step] ?? 0;
}
