import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scorePairs } from "../../app/evaluate/pair-scores.ts";
import {
  areaUnderCurve,
  bestAccuracy,
  confusionAt,
  equalErrorRate,
  rocCurve,
  trueAcceptRateAt,
} from "../../app/evaluate/verification.ts";

const scored = (same: readonly number[], different: readonly number[]) =>
  scorePairs(Float64Array.from(same), Float64Array.from(different));

// Accepted (same, different) of 4 and 4 pairs, from the strictest threshold down:
// 0.9: 1, 0 | 0.8: 2, 0 | 0.7: 2, 1 | 0.5: 3, 2 | 0.3: 4, 2 | 0.2: 4, 3 | 0.1: 4, 4
const example = scored([0.9, 0.8, 0.5, 0.3], [0.7, 0.5, 0.2, 0.1]);
// One of two same pairs and one of two different pairs have a photo without a face.
const withMisses = scored([0.9, -Infinity], [0.5, -Infinity]);

const integers = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 40 });

describe("rocCurve", () => {
  test("has every corner of the example and nothing else", () => {
    const curve = rocCurve(example);
    // 0.9 lies on the vertical from (0, 0) to (0, 0.5), 0.2 on the horizontal from (0.5, 1) to (1, 1).
    expect([...curve.thresholds]).toEqual([Infinity, 0.8, 0.7, 0.5, 0.3, 0.1]);
    expect([...curve.falseAcceptRates]).toEqual([0, 0, 0.25, 0.5, 0.5, 1]);
    expect([...curve.trueAcceptRates]).toEqual([0, 0.5, 0.5, 0.75, 1, 1]);
  });

  test("does not reach (1, 1) when a face is missing", () => {
    const curve = rocCurve(withMisses);
    expect([...curve.thresholds]).toEqual([Infinity, 0.9, 0.5]);
    expect([...curve.falseAcceptRates]).toEqual([0, 0, 0.5]);
    expect([...curve.trueAcceptRates]).toEqual([0, 0.5, 0.5]);
  });
});

describe("areaUnderCurve", () => {
  test("counts ties half", () => {
    // 0.9 and 0.8 beat 4 each, 0.5 beats 2 and ties with 1, 0.3 beats 2: 12.5 of 16.
    expect(areaUnderCurve(example)).toBe(12.5 / 16);
  });

  test("puts pairs without a face below all others and level with each other", () => {
    // 0.9 beats 2; the missed one beats none and ties with 1: 2.5 of 4.
    expect(areaUnderCurve(withMisses)).toBe(2.5 / 4);
  });

  test("is NaN without pairs of both kinds", () => {
    expect(areaUnderCurve(scored([0.5], []))).toBeNaN();
    expect(areaUnderCurve(scored([], [0.5]))).toBeNaN();
  });

  test("is the share of won comparisons, the same after any rising transform, mirrored when swapped", () => {
    fc.assert(
      fc.property(integers, integers, (same, different) => {
        const area = areaUnderCurve(scored(same, different));
        const wins = same.flatMap((s) => different.map((d) => (s > d ? 1 : s === d ? 0.5 : 0)));
        expect(area).toBeCloseTo(wins.reduce<number>((sum, win) => sum + win, 0) / wins.length, 12);
        const rising = (x: number) => x ** 3 + x;
        expect(areaUnderCurve(scored(same.map(rising), different.map(rising)))).toBe(area);
        expect(areaUnderCurve(scored(different, same))).toBeCloseTo(1 - area, 12);
      }),
      { seed: 5 },
    );
  });
});

describe("equalErrorRate", () => {
  test("is where the curve crosses the falling diagonal", () => {
    // From (0.25, 0.5) at 0.7 to (0.5, 0.75) at 0.5; half way, at (0.375, 0.625), both errors are 0.375.
    expect(equalErrorRate(example)).toEqual({ rate: 0.375, threshold: 0.5 });
  });

  test("is 0 for pairs that a threshold separates, and a half for pairs that are all alike", () => {
    expect(equalErrorRate(scored([0.8, 0.7], [0.2, 0.1]))).toEqual({ rate: 0, threshold: 0.7 });
    expect(equalErrorRate(scored([0.4, 0.4], [0.4]))).toEqual({ rate: 0.5, threshold: 0.4 });
  });

  test("counts missed pairs as rejected", () => {
    expect(equalErrorRate(withMisses)).toEqual({ rate: 0.5, threshold: 0.5 });
    // Two of three same pairs and one of two different pairs missed: from (1/2, 1/3) towards (1, 1) the
    // line crosses after 1/7 of the way, at 1/2 + 1/14 = 4/7; there 1 - (1/3 + 2/21) = 4/7 too.
    const { rate, threshold } = equalErrorRate(scored([0.9, -Infinity, -Infinity], [0.5, -Infinity]));
    expect(rate).toBeCloseTo(4 / 7, 12);
    expect(threshold).toBe(-Infinity);
  });

  test("is NaN without pairs of both kinds", () => {
    expect(equalErrorRate(scored([0.5], []))).toEqual({ rate: NaN, threshold: NaN });
  });
});

describe("trueAcceptRateAt", () => {
  test.each([
    // One of four different pairs may pass: 0.7 does, 0.5 would be the second.
    { target: 0.25, threshold: 0.7, trueAcceptRate: 0.5, falseAcceptRate: 0.25 },
    { target: 0.49, threshold: 0.7, trueAcceptRate: 0.5, falseAcceptRate: 0.25 },
    // Two may pass: down to 0.3, as the third is 0.2.
    { target: 0.5, threshold: 0.3, trueAcceptRate: 1, falseAcceptRate: 0.5 },
    { target: 0, threshold: 0.8, trueAcceptRate: 0.5, falseAcceptRate: 0 },
    { target: 0.001, threshold: 0.8, trueAcceptRate: 0.5, falseAcceptRate: 0 },
    { target: 1, threshold: 0.1, trueAcceptRate: 1, falseAcceptRate: 1 },
  ])("at $target", ({ target, ...point }) => {
    expect(trueAcceptRateAt(example, target)).toEqual(point);
  });

  test("rejects a tie whole that would overshoot", () => {
    // 0.6 is a same pair and two of four different pairs: at 25 % none of the three may pass.
    const tied = scored([0.9, 0.6], [0.6, 0.6, 0.2, 0.1]);
    expect(trueAcceptRateAt(tied, 0.25)).toEqual({ threshold: 0.9, trueAcceptRate: 0.5, falseAcceptRate: 0 });
    expect(trueAcceptRateAt(tied, 0.5)).toEqual({ threshold: 0.6, trueAcceptRate: 1, falseAcceptRate: 0.5 });
  });

  test("accepts nothing when two strangers are the most alike", () => {
    expect(trueAcceptRateAt(scored([0.5], [0.9, 0.1]), 0.1)).toEqual({
      threshold: Infinity,
      trueAcceptRate: 0,
      falseAcceptRate: 0,
    });
  });

  test("takes the target as it is written: 29 of 100 are 0.29", () => {
    // 0.29 x 100 is 28.999999999999996 in floating point, which would allow only 28.
    const different = Array.from({ length: 100 }, (_, i) => i);
    expect(trueAcceptRateAt(scored([200], different), 0.29).threshold).toBe(71);
  });

  test("never accepts a pair without a face", () => {
    expect(trueAcceptRateAt(withMisses, 1)).toEqual({
      threshold: 0.5,
      trueAcceptRate: 0.5,
      falseAcceptRate: 0.5,
    });
  });

  test("is NaN without pairs of both kinds", () => {
    expect(trueAcceptRateAt(scored([], [0.5]), 0.1).trueAcceptRate).toBeNaN();
    expect(trueAcceptRateAt(scored([0.5], []), 0.1).trueAcceptRate).toBeNaN();
  });

  test("keeps to the target, and no lower similarity would", () => {
    fc.assert(
      fc.property(
        integers,
        integers,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (same, different, target) => {
          const { threshold, falseAcceptRate, trueAcceptRate } = trueAcceptRateAt(
            scored(same, different),
            target,
          );
          const rate = (values: readonly number[], from: number) =>
            values.filter((value) => value >= from).length / values.length;
          expect(falseAcceptRate).toBe(rate(different, threshold));
          expect(trueAcceptRate).toBe(rate(same, threshold));
          expect(falseAcceptRate).toBeLessThanOrEqual(target);
          const lower = [...same, ...different].filter((value) => value < threshold);
          for (const value of lower) expect(rate(different, value)).toBeGreaterThan(target);
        },
      ),
      { seed: 5 },
    );
  });
});

describe("bestAccuracy", () => {
  test("takes the strictest of equally good thresholds, half way to the next similarity", () => {
    // Right decisions at 0.8: 2 + 4 = 6 of 8; at 0.3: 4 + 2 = 6 of 8; all others fewer.
    const { accuracy, threshold } = bestAccuracy(example);
    expect(accuracy).toBe(0.75);
    expect(threshold).toBeCloseTo(0.75, 12);
  });

  test("stays at the lowest similarity when everything is best accepted", () => {
    expect(bestAccuracy(scored([0.5, 0.75], []))).toEqual({ accuracy: 1, threshold: 0.5 });
  });

  test("rejects everything when that is best", () => {
    expect(bestAccuracy(scored([0.1], [0.2, 0.3]))).toEqual({ accuracy: 2 / 3, threshold: Infinity });
  });

  test("does not slip below a different pair that is one rounding step away", () => {
    const scores = scored([0.5 + 2 ** -53], [0.5]);
    expect(confusionAt(scores, bestAccuracy(scores).threshold).accuracy).toBe(bestAccuracy(scores).accuracy);
    const neighbours = scored([1 + 2 ** -52], [1]);
    expect(bestAccuracy(neighbours)).toEqual({ accuracy: 1, threshold: 1 + 2 ** -52 });
  });

  test("is reached at its threshold, and by no similarity exceeded", () => {
    fc.assert(
      fc.property(integers, integers, (same, different) => {
        const scores = scored(same, different);
        const { accuracy, threshold } = bestAccuracy(scores);
        expect(confusionAt(scores, threshold).accuracy).toBe(accuracy);
        for (const value of [...same, ...different, Infinity]) {
          expect(confusionAt(scores, value).accuracy).toBeLessThanOrEqual(accuracy);
        }
      }),
      { seed: 5 },
    );
  });
});

describe("confusionAt", () => {
  test("counts at a similarity that occurs", () => {
    // Accepted: 0.9, 0.8, 0.5 of the same and 0.7, 0.5 of the different pairs.
    // precision 3/5, recall 3/4, f1 = 2 x 3 / (2 x 3 + 2 + 1) = 2/3, accuracy 5/8.
    expect(confusionAt(example, 0.5)).toEqual({
      truePositive: 3,
      falsePositive: 2,
      trueNegative: 2,
      falseNegative: 1,
      precision: 3 / 5,
      recall: 3 / 4,
      f1: 6 / 9,
      accuracy: 5 / 8,
    });
  });

  test("counts between similarities", () => {
    expect(confusionAt(example, 0.75)).toMatchObject({
      truePositive: 2,
      falsePositive: 0,
      trueNegative: 4,
      falseNegative: 2,
    });
  });

  test("has no precision when nothing is accepted", () => {
    expect(confusionAt(example, 1)).toEqual({
      truePositive: 0,
      falsePositive: 0,
      trueNegative: 4,
      falseNegative: 4,
      precision: NaN,
      recall: 0,
      f1: 0,
      accuracy: 0.5,
    });
  });

  test("rejects missed pairs at every threshold", () => {
    expect(confusionAt(withMisses, -Infinity)).toMatchObject({
      truePositive: 1,
      falsePositive: 1,
      trueNegative: 1,
      falseNegative: 1,
    });
  });
});
