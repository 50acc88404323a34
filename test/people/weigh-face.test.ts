import { describe, expect, test } from "vitest";
import { limitsOf } from "../../app/people/strictness.ts";
import { settlePhoto, type Verdict } from "../../app/people/weigh-face.ts";

const anna = 1;
const ben = 2;

function verdict(faceId: number, probability: number, personId = anna): Verdict {
  return { faceId, personId, probability, mayBeAssigned: true };
}

function settled(verdicts: readonly Verdict[], confirmed: readonly number[] = []): string[] {
  return settlePhoto(verdicts, confirmed, limitsOf.normal).map(
    ({ faceId, personId, level }) => `${faceId} ${level} ${personId}`,
  );
}

describe("the people of a photo are shared out among its faces", () => {
  test("the most probable face gets the person, and one more may be asked about", () => {
    expect(settled([verdict(7, 0.5), verdict(8, 0.99), verdict(9, 0.6)])).toEqual([
      "8 assigned 1",
      "9 suggested 1",
    ]);
  });

  test("of two that are not sure only the likelier one is suggested", () => {
    expect(settled([verdict(7, 0.5), verdict(8, 0.6), verdict(9, 0.4, ben)])).toEqual([
      "8 suggested 1",
      "9 suggested 2",
    ]);
  });

  test("whom the user has named in the photo is neither assigned nor suggested again", () => {
    expect(settled([verdict(7, 0.99), verdict(8, 0.6, ben)], [anna])).toEqual(["8 suggested 2"]);
  });

  test("but suggested where the user has said that the photo shows them more than once", () => {
    expect(settled([verdict(7, 0.99), verdict(8, 0.6)], [anna, anna])).toEqual([
      "7 suggested 1",
      "8 suggested 1",
    ]);
  });
});
