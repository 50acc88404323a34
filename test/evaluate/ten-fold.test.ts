import { describe, expect, test } from "vitest";
import { TooFewPairsError } from "../../app/evaluate/errors.ts";
import { tenFoldAccuracy } from "../../app/evaluate/ten-fold.ts";

describe("tenFoldAccuracy", () => {
  test("chooses on the other folds and judges on the one left out", () => {
    // Same pairs in order: 0.9 0.4 0.8 0.6; different: 0.1 0.5 0.3 0.2. Two folds:
    //   fold 0: same 0.9 0.8, different 0.1 0.3      fold 1: same 0.4 0.6, different 0.5 0.2
    // Judging fold 0: best on fold 1 is 3 of 4, strictest at 0.6, half way to 0.5: 0.55. All 4 right.
    // Judging fold 1: best on fold 0 is 4 of 4 at 0.8, half way to 0.3: 0.55. 0.4 is wrong: 3 of 4.
    // Mean 7/8; deviation sqrt(2 x (1/8)^2 / 1) = 0.1768; error of the mean 0.1768 / sqrt(2) = 1/8.
    const similarities = Float64Array.of(0.9, 0.1, 0.5, 0.4, 0.8, 0.3, 0.2, 0.6);
    const isSame = Uint8Array.of(1, 0, 0, 1, 1, 0, 0, 1);
    const result = tenFoldAccuracy(similarities, isSame, 2);
    expect(result.accuracies).toEqual([1, 0.75]);
    expect(result.thresholds[0]).toBeCloseTo(0.55, 12);
    expect(result.thresholds[1]).toBeCloseTo(0.55, 12);
    expect(result.mean).toBe(0.875);
    expect(result.standardDeviation).toBeCloseTo(Math.SQRT2 / 8, 12);
    expect(result.standardError).toBeCloseTo(1 / 8, 12);
  });

  test("uses ten folds with both kinds in each, even when all same pairs come first", () => {
    const similarities = Float64Array.from({ length: 40 }, (_, pair) => (pair < 20 ? 0.8 : 0.2));
    const isSame = Uint8Array.from({ length: 40 }, (_, pair) => (pair < 20 ? 1 : 0));
    const result = tenFoldAccuracy(similarities, isSame);
    expect(result.accuracies).toEqual(new Array(10).fill(1));
    expect(result.mean).toBe(1);
    expect(result.standardDeviation).toBe(0);
  });

  test("counts a same pair without a face as wrong", () => {
    // 20 + 20 pairs, one same pair missed: its fold, of 2 + 2 pairs, has 3 of 4 right.
    const similarities = Float64Array.from({ length: 40 }, (_, pair) => (pair < 20 ? 0.8 : 0.2));
    similarities[3] = -Infinity;
    const isSame = Uint8Array.from({ length: 40 }, (_, pair) => (pair < 20 ? 1 : 0));
    const result = tenFoldAccuracy(similarities, isSame);
    expect(result.accuracies).toEqual([1, 1, 1, 0.75, 1, 1, 1, 1, 1, 1]);
    expect(result.mean).toBeCloseTo(0.975, 12);
  });

  test("does not let the judged pair choose the threshold", () => {
    // Fold 0: same 0.2, different 0.8. Fold 1: same 0.8, different 0.2. The threshold of fold 1, 0.5, is wrong
    // about both pairs of fold 0; on fold 0 rejecting everything is best (1 of 2), which is half right on fold 1.
    const result = tenFoldAccuracy(Float64Array.of(0.2, 0.8, 0.8, 0.2), Uint8Array.of(1, 0, 1, 0), 2);
    expect(result.accuracies).toEqual([0, 0.5]);
    expect(result.thresholds).toEqual([0.5, Infinity]);
  });

  test("says when there are too few pairs", () => {
    const similarities = Float64Array.from({ length: 15 }, (_, pair) => pair / 15);
    const isSame = Uint8Array.from({ length: 15 }, (_, pair) => (pair < 3 ? 1 : 0));
    expect(() => tenFoldAccuracy(similarities, isSame)).toThrow(TooFewPairsError);
    expect(() => tenFoldAccuracy(similarities, isSame)).toThrow(
      "This figure needs at least 10 pairs of one person and 10 pairs of different people, but there are 3 and 12.",
    );
  });

  test("refuses lists that do not fit", () => {
    expect(() => tenFoldAccuracy(Float64Array.of(1), Uint8Array.of(1, 0))).toThrow(RangeError);
    expect(() => tenFoldAccuracy(Float64Array.of(1, 0), Uint8Array.of(1, 0), 1)).toThrow(RangeError);
  });
});
