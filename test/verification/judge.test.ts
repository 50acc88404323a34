import { describe, expect, it } from "vitest";
import type { Metric } from "../../app/people/verify.ts";
import { createModelJudge } from "../../app/verification/judge.ts";
import { faceAt } from "./faces.ts";

const calibration = { slope: 10, intercept: -5 };

/** Two faces at a right angle, whose vectors the network made 3 and 4 long. */
const faces = [faceAt(0), faceAt(90)].map((face, at) => ({
  ...face,
  represented: face.represented.map(({ vector }) => ({ vector, norm: 3 + at })),
}));

function compare(metric: Metric, euclidean: number) {
  const verification = { cosine: 0.4, euclidean, euclidean_l2: 0.8 };
  const [a, b] = faces;
  if (a === undefined || b === undefined) throw new Error("Two faces are compared");
  return createModelJudge("facenet", metric, { verification, calibration }).compare(a, b);
}

describe("the Euclidean distance", () => {
  it("is between vectors as the network gave them, for a model whose threshold is", () => {
    expect(compare("euclidean", 10)).toMatchObject({
      distance: expect.closeTo(5, 5) as number,
      verified: true,
    });
    expect(compare("euclidean", 4.9)).toMatchObject({ threshold: 4.9, verified: false });
  });

  it("is between vectors of length 1 for every other model, and for every other metric", () => {
    expect(compare("euclidean", 0.8).distance).toBeCloseTo(Math.SQRT2, 5);
    expect(compare("euclidean_l2", 10).distance).toBeCloseTo(Math.SQRT2, 5);
    expect(compare("cosine", 10).distance).toBeCloseTo(1, 5);
    expect(compare("angular", 10).distance).toBeCloseTo(0.5, 5);
  });
});
