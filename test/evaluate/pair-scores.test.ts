import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createPairHistogram,
  histogramBin,
  scoreHistogram,
  scorePairs,
} from "../../app/evaluate/pair-scores.ts";

describe("scorePairs", () => {
  test("counts what is accepted at each similarity, equal ones together", () => {
    const scores = scorePairs(Float64Array.of(0.3, 0.9, 0.5), Float64Array.of(0.5, 0.1, 0.5));
    expect([...scores.thresholds]).toEqual([0.9, 0.5, 0.3, 0.1]);
    expect([...scores.sameAccepted]).toEqual([1, 2, 3, 3]);
    expect([...scores.differentAccepted]).toEqual([0, 2, 2, 3]);
    expect([scores.samePairs, scores.differentPairs]).toEqual([3, 3]);
  });

  test("counts pairs without a face, but never accepts them", () => {
    const scores = scorePairs(Float64Array.of(-Infinity, 0.9), Float64Array.of(0.2, -Infinity, -Infinity));
    expect([...scores.thresholds]).toEqual([0.9, 0.2]);
    expect([...scores.sameAccepted]).toEqual([1, 1]);
    expect([...scores.differentAccepted]).toEqual([0, 1]);
    expect([scores.samePairs, scores.differentPairs]).toEqual([2, 3]);
  });

  test("leaves the lists as they were, sorts as numbers and takes negative ones", () => {
    const same = Float32Array.of(-0.5, 0.25, -0.75);
    const scores = scorePairs(same, Float32Array.of());
    expect([...same]).toEqual([-0.5, 0.25, -0.75]);
    expect([...scores.thresholds]).toEqual([0.25, -0.5, -0.75]);
  });

  test("refuses what is not a similarity", () => {
    expect(() => scorePairs(Float64Array.of(0.1, NaN), Float64Array.of(0.2))).toThrow(/A similarity is NaN/);
    expect(() => scorePairs(Float64Array.of(0.1), Float64Array.of(Infinity))).toThrow(
      /A similarity is Infinity/,
    );
  });
});

function countIn(counts: Uint32Array, similarity: number): void {
  const bin = histogramBin(similarity);
  counts[bin] = (counts[bin] ?? 0) + 1;
}

describe("scoreHistogram", () => {
  test("puts -1, 0 and 1 at their places and rounds down between them", () => {
    // A bin is 2^-20 wide, so -1 is bin 0, 0 is bin 2^20 and 1 is bin 2^21.
    expect(histogramBin(-1)).toBe(0);
    expect(histogramBin(0)).toBe(1_048_576);
    expect(histogramBin(1)).toBe(2_097_152);
    expect(histogramBin(2 ** -20 * 1.9)).toBe(1_048_577);
    expect(histogramBin(-1.0000001)).toBe(0);
    expect(histogramBin(1.0000001)).toBe(2_097_152);
  });

  test("gives what scorePairs gives for similarities that are multiples of a bin", () => {
    const similarity = fc.integer({ min: -16, max: 16 }).map((sixteenths) => sixteenths / 16);
    fc.assert(
      fc.property(fc.array(similarity), fc.array(similarity), fc.nat(5), (same, different, missed) => {
        const histogram = createPairHistogram();
        for (const value of same) countIn(histogram.same, value);
        for (const value of different) countIn(histogram.different, value);
        histogram.sameMissed = missed;
        const listed = [...same, ...new Array<number>(missed).fill(-Infinity)];
        expect(scoreHistogram(histogram)).toEqual(
          scorePairs(Float64Array.from(listed), Float64Array.from(different)),
        );
      }),
      { numRuns: 20, seed: 5 },
    );
  });
});
