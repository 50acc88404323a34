import { describe, expect, test } from "vitest";
import { leaveOneOut, oneShot } from "../../app/evaluate/identification.ts";
import { cosine, facesAtAngles } from "./faces-at-angles.ts";

const faces = facesAtAngles([
  [0, 0],
  [0, 10],
  [1, 30],
  [1, 16],
  [1, undefined],
  [2, 90],
]);

describe("leaveOneOut", () => {
  test("names each photo after its nearest, and counts a missing face as wrong", () => {
    // 0: nearest is 10, right. 10: nearest is 16, wrong. 30: nearest is 16, right. 16: nearest is 10, wrong.
    // The photo without a face is wrong. The only photo of person 2 is no probe.
    expect(leaveOneOut(faces)).toEqual({ rank1: 2 / 5, probes: 5, right: 2 });
  });

  test("counts a photo as wrong whose person has no other face", () => {
    const alone = facesAtAngles([
      [0, 0],
      [0, undefined],
      [1, 80],
    ]);
    expect(leaveOneOut(alone)).toEqual({ rank1: 0, probes: 2, right: 0 });
  });

  test("counts a tie between two people as wrong", () => {
    const tied = facesAtAngles([
      [0, 0],
      [0, 0],
      [1, 0],
    ]);
    expect(leaveOneOut(tied)).toEqual({ rank1: 0, probes: 2, right: 0 });
  });

  test("has no figure when nobody has two photos", () => {
    const single = facesAtAngles([
      [0, 0],
      [1, 50],
    ]);
    expect(leaveOneOut(single)).toEqual({ rank1: NaN, probes: 0, right: 0 });
  });
});

describe("oneShot", () => {
  test("enrols the first photo of each person", () => {
    // Enrolled: 0, 30, 90 degrees. 10 is nearest to 0, right. 16 is nearest to 30, right. No face: wrong.
    expect(oneShot(faces)).toEqual({ rank1: 2 / 3, probes: 3, right: 2 });
  });

  test("leaves a photo unnamed below the threshold", () => {
    // Within 12 degrees: only 10 (of 0). 16 is 14 away from its own and 16 from the nearest stranger.
    expect(oneShot(faces, cosine(12)).openSet).toEqual({
      namedRightly: 1 / 3,
      namedWrongly: 0,
      leftUnnamed: 2 / 3,
      strangersNamed: 0,
    });
  });

  test("tells how many strangers would be named", () => {
    // Within 18 degrees: 10 and 16 rightly; without person 1 enrolled, 16 would be taken for person 0.
    expect(oneShot(faces, cosine(18)).openSet).toEqual({
      namedRightly: 2 / 3,
      namedWrongly: 0,
      leftUnnamed: 1 / 3,
      strangersNamed: 1 / 3,
    });
  });

  test("fails a person whose first photo has no face", () => {
    const unseen = facesAtAngles([
      [0, undefined],
      [0, 5],
      [1, 10],
      [1, 70],
    ]);
    // Person 0 is not enrolled; 5 is then 5 degrees from person 1, and 70 is 60 degrees from its own.
    expect(oneShot(unseen, cosine(20))).toEqual({
      rank1: 1 / 2,
      probes: 2,
      right: 1,
      openSet: { namedRightly: 0, namedWrongly: 1 / 2, leftUnnamed: 1 / 2, strangersNamed: 1 / 2 },
    });
  });

  test("passes over a label that does not occur", () => {
    const gap = facesAtAngles([
      [0, 0],
      [2, 50],
      [2, 40],
    ]);
    expect(oneShot(gap)).toEqual({ rank1: 1, probes: 1, right: 1 });
  });
});
