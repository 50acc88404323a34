import { describe, expect, it } from "vitest";
import {
  distanceAtSimilarity,
  distanceOf,
  metrics,
  similarityAtDistance,
  thresholdOf,
  verifyFaces,
} from "../../app/people/verify.ts";

const right = Float32Array.of(2, 0);
const up = Float32Array.of(0, 3);

const scale = {
  verification: { cosine: 0.5, euclidean: 1, euclidean_l2: 1 },
  calibration: { slope: 10, intercept: -5 },
};

describe("distances", () => {
  it("are those of a right angle, and of nothing between a vector and itself", () => {
    expect(metrics.map((metric) => distanceOf(right, up, metric))).toEqual([
      1,
      Math.sqrt(13),
      expect.closeTo(Math.SQRT2, 12) as number,
      0.5,
    ]);
    for (const metric of metrics) expect(distanceOf(up, up, metric)).toBeCloseTo(0, 6);
    expect(distanceOf(right, Float32Array.of(-1, 0), "angular")).toBe(1);
  });

  it("follow from the cosine between vectors of length 1, and the cosine from them", () => {
    const [a, b] = [Float32Array.of(0.6, 0.8), Float32Array.of(0.8, -0.6)];
    const c = Float32Array.of(0.28, 0.96);
    for (const metric of metrics) {
      expect(distanceAtSimilarity(0, metric)).toBeCloseTo(distanceOf(a, b, metric), 6);
      const similarity = 0.6 * 0.28 + 0.8 * 0.96;
      expect(distanceAtSimilarity(similarity, metric)).toBeCloseTo(distanceOf(a, c, metric), 6);
      expect(similarityAtDistance(distanceAtSimilarity(0.3, metric), metric)).toBeCloseTo(0.3, 12);
    }
  });
});

describe("thresholds", () => {
  it("of the angle follow from the cosine where a model has none of its own", () => {
    // A cosine of 0.5 is 60 degrees, a third of half a turn.
    expect(thresholdOf(scale, "angular")).toBeCloseTo(1 / 3, 12);
    const own = { ...scale, verification: { ...scale.verification, angular: 0.2 } };
    expect(thresholdOf(own, "angular")).toBe(0.2);
  });

  it("part one person from two", () => {
    const half = Float32Array.of(1, 0);
    expect(
      verifyFaces(half, Float32Array.of(0.51, Math.sqrt(1 - 0.51 ** 2)), "angular", scale),
    ).toMatchObject({
      verified: true,
      probability: expect.closeTo(1 / (1 + Math.exp(-0.1)), 5) as number,
    });
    expect(verifyFaces(half, up, "cosine", scale).verified).toBe(false);
  });
});
