import { describe, expect, it } from "vitest";
import { CalibrationError } from "../../app/evaluate/calibration.ts";
import { figuresByMetric } from "../../app/evaluate/compare-ways.ts";
import { fitThresholds } from "../../app/evaluate/fit-thresholds.ts";
import { checkHalves, halvesOfPeople } from "../../app/evaluate/half-of-people.ts";
import { averagedTemplates } from "../../app/evaluate/identification.ts";
import { cosine, facesAtAngles } from "./faces-at-angles.ts";

// People 0 and 2 are fitted on, 1 and 3 are reported on.
const faces = facesAtAngles([
  ...([
    [0, 0],
    [0, 20],
    [2, 100],
    [2, 110],
  ] as const),
  ...([
    [1, 200],
    [1, 250],
    [3, 300],
    [3, 310],
  ] as const),
]);
const halves = halvesOfPeople(faces.identities);

describe("fitted thresholds", () => {
  it("lie in the middle of the gap between one person and two, on one half of the people", () => {
    // Most unlike of one person: 20 degrees; most alike of two: 80.
    const { verification, differentPairs } = fitThresholds(faces, null, halves, 0.001);
    const middle = (cosine(20) + cosine(80)) / 2;
    expect(differentPairs).toBe(4);
    expect(verification.cosine).toBeCloseTo(1 - middle, 5);
    expect(verification.euclidean_l2).toBeCloseTo(Math.sqrt(2 - 2 * middle), 5);
    expect(verification.euclidean).toBeCloseTo(verification.euclidean_l2, 10);
    expect(verification.angular).toBeCloseTo(Math.acos(middle) / Math.PI, 5);
  });

  it("are reported on the other half", () => {
    const { heldOut } = fitThresholds(faces, null, halves, 0.001);
    expect(heldOut.map(({ metric }) => metric)).toEqual(["cosine", "euclidean", "euclidean_l2", "angular"]);
    // Up to 56.2 degrees is one person: of 1 and 3 that takes in both pairs of one person, and one of four of two: 250 and 300.
    for (const { confusion, falseAcceptRate } of heldOut) {
      expect(confusion).toMatchObject({
        truePositive: 2,
        falsePositive: 1,
        trueNegative: 3,
        falseNegative: 0,
      });
      expect(falseAcceptRate).toBe(1 / 4);
    }
  });

  it("by the length of the vectors count for the Euclidean distance alone", () => {
    const norms = [1, 3, 1, 1, 1, 1, 1, 1];
    const { verification } = fitThresholds(faces, norms, halves, 0.001);
    const unit = fitThresholds(faces, null, halves, 0.001).verification;
    expect(verification.cosine).toBe(unit.cosine);
    // The pair of person 0 is now the law of cosines on sides 1 and 3 apart, further than 80 degrees are.
    const far = Math.sqrt(1 + 9 - 6 * cosine(20));
    expect(far).toBeGreaterThan(Math.sqrt(2 - 2 * cosine(80)));
    expect(verification.euclidean).toBeLessThan(far);
  });

  it("are refused where strangers are the most alike", () => {
    const mixed = facesAtAngles([
      [0, 0],
      [0, 90],
      [2, 1],
      [2, 180],
      [1, 0],
      [1, 1],
      [3, 90],
      [3, 91],
    ]);
    expect(() => fitThresholds(mixed, null, halvesOfPeople(mixed.identities), 0.001)).toThrow(
      CalibrationError,
    );
  });

  it("need people enough in both halves", () => {
    const few = facesAtAngles([
      [0, 0],
      [0, 10],
      [1, 90],
      [1, 100],
    ]);
    expect(() => {
      checkHalves("photos", few, halvesOfPeople(few.identities));
    }).toThrow(/^The folder photos cannot be evaluated: fitting takes two halves of the people/);
    expect(() => {
      checkHalves("photos", faces, halves);
    }).not.toThrow();
  });
});

describe("figures by metric", () => {
  it("are at each metric's own threshold", () => {
    const scale = {
      verification: { cosine: 1 - cosine(30), euclidean: 0.1, euclidean_l2: 0.1, angular: 55 / 180 },
      calibration: { slope: 1, intercept: 0 },
    };
    const facts = Array.from(faces.identities, () => null);
    const rows = figuresByMetric({ faces, facts, failed: [] }, scale);
    expect(
      rows.map(({ metric, confusion }) => [metric, confusion.truePositive, confusion.falsePositive]),
    ).toEqual([
      ["cosine", 3, 0],
      ["euclidean", 0, 0],
      ["euclidean_l2", 0, 0],
      ["angular", 4, 2],
    ]);
    for (const { auc } of rows) expect(auc).toBe(rows[0]?.auc);
  });
});

describe("averaged templates", () => {
  it("name a photo after the mean of a person's other photos", () => {
    const people = facesAtAngles([
      [0, 40],
      [0, 100],
      [0, 70],
      [1, 95],
      [1, 130],
    ]);
    // 40: mean of 100 and 70 is 85, of person 1 112.5: right. 100: own 55, other 112.5: wrong. 70: own 70: right.
    // 95: own 130, other 70: wrong. 130: own 95, other 70: right.
    expect(averagedTemplates(people)).toEqual({ rank1: 3 / 5, probes: 5, right: 3 });
  });

  it("count a photo without a face as wrong, and a person without another face too", () => {
    expect(
      averagedTemplates(
        facesAtAngles([
          [0, 0],
          [0, undefined],
          [1, 90],
          [1, 91],
        ]),
      ),
    ).toEqual({
      ...{ rank1: 2 / 4, probes: 4, right: 2 },
    });
  });
});
