import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CalibrationError, fitLogistic } from "../../app/evaluate/calibration.ts";
import { probabilityOf } from "../../app/people/probability.ts";

// At similarity 0 one of four pairs is one person, at similarity 1 three of four are.
const similarities = Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1);
const labels = Uint8Array.of(1, 0, 0, 0, 1, 1, 1, 0);

describe("fitLogistic", () => {
  test("meets the shares of two similarities exactly", () => {
    // The log odds are ln(1/3) at 0 and ln(3) at 1: intercept -ln 3, slope 2 ln 3.
    const fit = fitLogistic(similarities, labels, { ridge: 0 });
    expect(fit.intercept).toBeCloseTo(-Math.log(3), 9);
    expect(fit.slope).toBeCloseTo(2 * Math.log(3), 9);
    expect(probabilityOf(0, fit)).toBeCloseTo(1 / 4, 9);
    expect(probabilityOf(1, fit)).toBeCloseTo(3 / 4, 9);
  });

  test("hardly feels the ridge it has by default", () => {
    const fit = fitLogistic(similarities, labels);
    expect(fit.intercept).toBeCloseTo(-Math.log(3), 4);
    expect(fit.slope).toBeCloseTo(2 * Math.log(3), 4);
  });

  test("treats a weight as so many pairs, and only proportions matter", () => {
    // Doubling the same pairs makes the odds 2/3 at 0 and 6/1 at 1: intercept ln(2/3), slope ln 9.
    const weights = Float64Array.from(labels, (label) => (label === 1 ? 0.2 : 0.1));
    const fit = fitLogistic(similarities, labels, { weights, ridge: 0 });
    expect(fit.intercept).toBeCloseTo(Math.log(2 / 3), 9);
    expect(fit.slope).toBeCloseTo(Math.log(9), 9);
  });

  test("stays finite where a threshold separates the pairs, with the half way between them", () => {
    const fit = fitLogistic(Float64Array.of(0.1, 0.2, 0.6, 0.7), Uint8Array.of(0, 0, 1, 1));
    expect(fit.slope).toBeGreaterThan(10);
    expect(fit.slope).toBeLessThan(1000);
    // The example is symmetric about 0.4.
    expect(-fit.intercept / fit.slope).toBeCloseTo(0.4, 6);
  });

  test("gives a flat answer where the similarity says nothing", () => {
    // All similarities 0.5, three of four pairs one person: whatever the slope, the probability there is 3/4.
    const fit = fitLogistic(Float64Array.of(0.5, 0.5, 0.5, 0.5), Uint8Array.of(1, 1, 1, 0));
    expect(fit.slope).toBeCloseTo(0, 6);
    expect(probabilityOf(0.5, fit)).toBeCloseTo(3 / 4, 6);
  });

  test("says when there is nothing to fit", () => {
    const one = Float64Array.of(0.1, 0.9);
    expect(() => fitLogistic(one, Uint8Array.of(1, 1))).toThrow(CalibrationError);
    expect(() => fitLogistic(one, Uint8Array.of(0, 1), { weights: Float64Array.of(1, 0) })).toThrow(
      CalibrationError,
    );
    expect(() => fitLogistic(one, Uint8Array.of(0, 1), { ridge: 0 })).toThrow(CalibrationError);
    expect(() => fitLogistic(Float64Array.of(0.5, 0.5), Uint8Array.of(0, 1), { ridge: 0 })).toThrow(
      CalibrationError,
    );
  });

  test("refuses lists that do not fit and numbers that are none", () => {
    expect(() => fitLogistic(similarities, Uint8Array.of(1))).toThrow(RangeError);
    expect(() => fitLogistic(Float64Array.of(0.1, -Infinity), Uint8Array.of(0, 1))).toThrow(
      "Pair 1 has the similarity -Infinity and the weight 1.",
    );
    expect(() =>
      fitLogistic(Float64Array.of(0, 1), Uint8Array.of(0, 1), { weights: Float64Array.of(1, -1) }),
    ).toThrow(RangeError);
  });

  test("promises as many same pairs in all as there are, whatever the data", () => {
    // The derivative by the intercept is zero exactly then, as the ridge leaves the intercept alone.
    const pair = fc.tuple(fc.integer({ min: -100, max: 100 }), fc.nat(1));
    fc.assert(
      fc.property(fc.array(pair, { minLength: 2, maxLength: 60 }), (pairs) => {
        const truth = pairs.map(([, label]) => label);
        fc.pre(truth.includes(0) && truth.includes(1));
        const values = Float64Array.from(pairs, ([value]) => value / 100);
        const fit = fitLogistic(values, Uint8Array.from(truth));
        const promised = values.reduce((sum, value) => sum + probabilityOf(value, fit), 0);
        expect(promised).toBeCloseTo(truth.filter((label) => label === 1).length, 6);
      }),
      { seed: 5 },
    );
  });
});
