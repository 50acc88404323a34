import { TooFewPairsError } from "./errors.ts";
import type { Similarities } from "./pair-scores.ts";
import { scorePairs } from "./pair-scores.ts";
import { bestAccuracy, confusionAt } from "./verification.ts";

/** Accuracies are shares, 0..1. */
export interface FoldedAccuracy {
  readonly mean: number;
  /** Of the folds' accuracies, with n - 1 in the divisor. */
  readonly standardDeviation: number;
  /** standardDeviation / sqrt(folds): the "plus or minus" of published LFW figures. */
  readonly standardError: number;
  readonly accuracies: readonly number[];
  /** The threshold that was chosen on the other folds, one a fold. */
  readonly thresholds: readonly number[];
}

/**
 * Verification accuracy by cross-validation, as on LFW (Huang et al., "Labeled Faces in the Wild", 2007,
 * section on view 2): the threshold is chosen on all folds but one and judged on that one, in turn.
 * The n-th same pair and the n-th different pair, in the order given, go to fold n modulo `folds`, so
 * every fold has both kinds. `isSame[i]` is 1 where pair i shows one person, else 0; a similarity of
 * -Infinity (a photo without a face) is always rejected. `folds` is 2 or more.
 * Throws TooFewPairsError when a fold would lack a kind.
 */
export function tenFoldAccuracy(similarities: Similarities, isSame: Uint8Array, folds = 10): FoldedAccuracy {
  if (similarities.length !== isSame.length || folds < 2) {
    throw new RangeError(
      `${similarities.length} similarities, ${isSame.length} labels and ${folds} folds do not fit.`,
    );
  }
  const same = Float64Array.from(similarities.filter((_, pair) => isSame[pair] === 1));
  const different = Float64Array.from(similarities.filter((_, pair) => isSame[pair] !== 1));
  if (same.length < folds || different.length < folds) {
    throw new TooFewPairsError(same.length, different.length, folds);
  }
  const accuracies: number[] = [];
  const thresholds: number[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const inFold = (_: number, position: number) => position % folds === fold;
    const outside = (_: number, position: number) => position % folds !== fold;
    const { threshold } = bestAccuracy(scorePairs(same.filter(outside), different.filter(outside)));
    const judged = scorePairs(same.filter(inFold), different.filter(inFold));
    thresholds.push(threshold);
    accuracies.push(confusionAt(judged, threshold).accuracy);
  }
  const mean = accuracies.reduce((sum, accuracy) => sum + accuracy, 0) / folds;
  const squares = accuracies.reduce((sum, accuracy) => sum + (accuracy - mean) ** 2, 0);
  const standardDeviation = Math.sqrt(squares / (folds - 1));
  return {
    mean,
    standardDeviation,
    standardError: standardDeviation / Math.sqrt(folds),
    accuracies,
    thresholds,
  };
}
