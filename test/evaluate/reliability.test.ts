import { describe, expect, test } from "vitest";
import { expectedCalibrationError, reliability } from "../../app/evaluate/reliability.ts";

describe("reliability", () => {
  test("compares promise and outcome in each bin", () => {
    // Two bins. Below a half: 0.125 and 0.375, one same pair of two. From a half: 0.5, 0.75 and 1, two of three.
    const table = reliability(Float64Array.of(0.125, 0.5, 1, 0.375, 0.75), Uint8Array.of(0, 1, 1, 1, 0), 2);
    expect(table).toEqual([
      { from: 0, to: 0.5, pairs: 2, promised: 0.25, observed: 0.5 },
      { from: 0.5, to: 1, pairs: 3, promised: 0.75, observed: 2 / 3 },
    ]);
    // (2 x |0.25 - 0.5| + 3 x |0.75 - 2/3|) / 5 = (0.5 + 0.25) / 5
    expect(expectedCalibrationError(table)).toBeCloseTo(0.15, 12);
  });

  test("has ten bins, the last with 1 in it, and leaves empty ones out of the error", () => {
    const table = reliability(Float64Array.of(1, 0), Uint8Array.of(1, 0));
    expect(table.length).toBe(10);
    expect(table[9]).toEqual({ from: 0.9, to: 1, pairs: 1, promised: 1, observed: 1 });
    expect(table[4]).toEqual({ from: 0.4, to: 0.5, pairs: 0, promised: NaN, observed: NaN });
    expect(expectedCalibrationError(table)).toBe(0);
  });

  test("has no error without pairs", () => {
    expect(expectedCalibrationError(reliability(Float64Array.of(), Uint8Array.of()))).toBeNaN();
  });

  test("refuses what is not a probability, and lists that do not fit", () => {
    expect(() => reliability(Float64Array.of(1.5), Uint8Array.of(1))).toThrow(
      "Pair 0 has the probability 1.5",
    );
    expect(() => reliability(Float64Array.of(NaN), Uint8Array.of(1))).toThrow(RangeError);
    expect(() => reliability(Float64Array.of(0.5), Uint8Array.of())).toThrow(
      "1 probabilities do not fit 0 labels.",
    );
  });
});
