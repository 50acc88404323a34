import { describe, expect, test } from "vitest";
import {
  allPairs,
  allPairsHistogram,
  scoreAllPairs,
  similaritiesOfPairs,
} from "../../app/evaluate/all-pairs.ts";
import type { LabelledFaces } from "../../app/evaluate/labelled-faces.ts";
import { scoreHistogram, scorePairs } from "../../app/evaluate/pair-scores.ts";
import { areaUnderCurve, trueAcceptRateAt } from "../../app/evaluate/verification.ts";
import { cosine, facesAtAngles } from "./faces-at-angles.ts";

// Person 0 at 0 and 60 degrees; person 1 at 90 degrees and on a photo without a face.
const four = facesAtAngles([
  [0, 0],
  [0, 60],
  [1, 90],
  [1, undefined],
]);

describe("allPairs", () => {
  test("compares all photos and counts a missing face as a rejected same pair", () => {
    const { same, different } = allPairs(four);
    expect([...same]).toEqual([expect.closeTo(cosine(60), 6), -Infinity]);
    // 0 with 90 degrees, then 60 with 90; the photo without a face is compared with no stranger.
    expect([...different]).toEqual([expect.closeTo(0, 6), expect.closeTo(cosine(30), 6)]);
  });

  test("leaves missing faces out when asked to", () => {
    const { same, different } = allPairs(four, { countMisses: false });
    expect([...same]).toEqual([expect.closeTo(cosine(60), 6)]);
    expect(different.length).toBe(2);
  });

  test("multiplies every number of a vector, also past a multiple of four", () => {
    // Six numbers, the last the largest: 0.1 x 0.1 + ... : (3, 1, 1, 1, 2, 3) / 5 with (1, 1, 3, 1, 2, 3) / 5
    // = (3 + 1 + 3 + 1 + 4 + 9) / 25 = 21/25.
    const rows = [3, 1, 1, 1, 2, 3, 1, 1, 3, 1, 2, 3].map((value) => value / 5);
    const faces: LabelledFaces = {
      embeddings: Float32Array.from(rows),
      dimension: 6,
      identities: Int32Array.of(0, 0),
      hasFace: Uint8Array.of(1, 1),
    };
    expect(allPairs(faces).same[0]).toBeCloseTo(21 / 25, 6);
  });

  test("refuses arrays that do not fit and vectors that are not of unit length", () => {
    expect(() => allPairs({ ...four, hasFace: Uint8Array.of(1) })).toThrow(/4 labels need 4 x 2 numbers/);
    expect(() => allPairs({ ...four, identities: Int32Array.of(0, 0, 1, -1) })).toThrow(
      "Photo 3 has a negative label.",
    );
    const long = { ...four, embeddings: four.embeddings.map((value) => 2 * value) };
    expect(() => allPairs(long)).toThrow("The vector of photo 0 has the length 2, not 1.");
    expect(() => allPairs({ ...four, embeddings: new Float32Array(8).fill(NaN) })).toThrow(RangeError);
  });
});

describe("allPairsHistogram", () => {
  test.each([true, false])("agrees with the list to a millionth (misses counted: %s)", (countMisses) => {
    const listed = allPairs(four, { countMisses });
    const exact = scorePairs(listed.same, listed.different);
    const counted = scoreHistogram(allPairsHistogram(four, { countMisses }));
    expect([...counted.thresholds]).toEqual(
      [...exact.thresholds].map((value): unknown => expect.closeTo(value, 5)),
    );
    expect({ ...counted, thresholds: undefined }).toEqual({ ...exact, thresholds: undefined });
  });
});

describe("scoreAllPairs", () => {
  test("lists a small set", () => {
    const { same, different } = allPairs(four);
    expect(scoreAllPairs(four)).toEqual(scorePairs(same, different));
  });

  test("counts a set of five million pairs, two people at a right angle", () => {
    // 3,163 photos: 1,582 of person 0 and 1,581 of person 1. Same pairs 1582 x 1581 / 2 + 1581 x 1580 / 2.
    const faces = facesAtAngles(Array.from({ length: 3163 }, (_, photo) => [photo % 2, (photo % 2) * 90]));
    const scores = scoreAllPairs(faces);
    expect(scores.samePairs).toBe(1_250_571 + 1_248_990);
    expect(scores.differentPairs).toBe(1582 * 1581);
    expect(areaUnderCurve(scores)).toBe(1);
    expect(trueAcceptRateAt(scores, 0.001)).toEqual({ threshold: 1, trueAcceptRate: 1, falseAcceptRate: 0 });
  });
});

describe("similaritiesOfPairs", () => {
  test("keeps the order of the pairs", () => {
    const pairs = [
      { a: 2, b: 1 },
      { a: 0, b: 3 },
      { a: 0, b: 1 },
    ];
    expect([...similaritiesOfPairs(four, pairs)]).toEqual([
      expect.closeTo(cosine(30), 6),
      -Infinity,
      expect.closeTo(cosine(60), 6),
    ]);
  });
});
