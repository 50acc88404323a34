import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { probabilityOf, sigmoid } from "../../app/people/probability.ts";

describe("sigmoid", () => {
  test("turns log odds into a probability", () => {
    expect(sigmoid(0)).toBe(0.5);
    // Odds of 3 to 1 and of 1 to 3.
    expect(sigmoid(Math.log(3))).toBeCloseTo(3 / 4, 15);
    expect(sigmoid(-Math.log(3))).toBeCloseTo(1 / 4, 15);
  });

  test("keeps its precision far out", () => {
    expect(sigmoid(1000)).toBe(1);
    expect(sigmoid(-1000)).toBe(0);
    // 1 / (1 + e^40) = e^-40 to 17 digits; 1 - sigmoid(40) would be 0.
    expect(sigmoid(-40) / Math.exp(-40)).toBeCloseTo(1, 12);
  });

  test("is symmetric", () => {
    fc.assert(
      fc.property(fc.double({ min: -50, max: 50, noNaN: true }), (x) => {
        expect(sigmoid(x) + sigmoid(-x)).toBeCloseTo(1, 12);
      }),
      { seed: 5 },
    );
  });
});

describe("probabilityOf", () => {
  test("is a half where slope x similarity + intercept is 0", () => {
    expect(probabilityOf(0.4, { slope: 20, intercept: -8 })).toBe(0.5);
  });

  test("rises with the similarity", () => {
    // 20 x 0.5 - 8 = 2: 1 / (1 + e^-2) = 0.880797.
    expect(probabilityOf(0.5, { slope: 20, intercept: -8 })).toBeCloseTo(0.880797, 6);
  });

  test("is 0 without a face, even for a slope of 0", () => {
    expect(probabilityOf(-Infinity, { slope: 20, intercept: -8 })).toBe(0);
    expect(probabilityOf(-Infinity, { slope: 0, intercept: 5 })).toBe(0);
  });
});
