import { describe, expect, test } from "vitest";
import { linkThreshold } from "../../app/people/cluster.ts";
import { facesAt, groupsOf, membersOf, options } from "./faces-to-cluster.ts";

describe("linkThreshold", () => {
  test.each([
    [1, 1, 0.5],
    [1, 100, 0.5],
    // 0.25 + 0.25 / 2: the smaller group counts, and its square root.
    [4, 4, 0.375],
    [100, 4, 0.375],
    [4, 100, 0.375],
    [100, 100, 0.275],
  ])("of groups of %i and %i is %d", (sizeA, sizeB, threshold) => {
    expect(linkThreshold(sizeA, sizeB, options)).toBeCloseTo(threshold, 12);
  });
});

describe("joining", () => {
  test("puts alike faces together, the groups in the order of their first face", () => {
    expect(groupsOf(facesAt(180, 0, 10, 190, 20, 90))).toEqual([
      { clusterId: null, absorbedClusterIds: [], members: [0, 3] },
      { clusterId: null, absorbedClusterIds: [], members: [1, 2, 4] },
      { clusterId: null, absorbedClusterIds: [], members: [5] },
    ]);
  });

  test("of nothing gives nothing, of one face a group of one", () => {
    expect(groupsOf([])).toEqual([]);
    expect(membersOf(groupsOf(facesAt(30)))).toEqual([[0]]);
  });

  test("needs the threshold of single faces: 59 degrees are enough, 61 are not", () => {
    expect(membersOf(groupsOf(facesAt(0, 59)))).toEqual([[0, 1]]);
    expect(membersOf(groupsOf(facesAt(0, 61)))).toEqual([[0], [1]]);
  });

  test("looks at the mean of all pairs, so that a chain does not hold", () => {
    // 0-50 and 50-110 are pairs of their own; {0, 50} to 110: (cos 110 + cos 60) / 2 = 0.08.
    expect(membersOf(groupsOf(facesAt(0, 50, 110)))).toEqual([[0, 1], [2]]);
  });

  test("asks less of larger groups", () => {
    // cos 66 = 0.407; two against two need 0.427, three against three 0.394.
    expect(membersOf(groupsOf(facesAt(0, 0, 66, 66)))).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(membersOf(groupsOf(facesAt(0, 0, 0, 66, 66, 66)))).toEqual([[0, 1, 2, 3, 4, 5]]);
  });

  test("compares only groups that share an edge, in whatever direction it is given", () => {
    const faces = facesAt(0, 1, 2, 3);
    expect(membersOf(groupsOf(faces, [{ a: 3, b: 0 }]))).toEqual([[0, 3], [1], [2]]);
    const chain = [
      { a: 1, b: 0 },
      { a: 1, b: 2 },
      { a: 2, b: 1 },
    ];
    expect(membersOf(groupsOf(faces, chain))).toEqual([[0, 1, 2], [3]]);
  });

  test("begins with the best pair, and breaks a tie by position", () => {
    // The middle face could go with either; the two others share a photo.
    const rivals = facesAt({ at: 0, photoId: 1 }, { at: 20, photoId: 2 }, { at: 30, photoId: 1 });
    expect(membersOf(groupsOf(rivals))).toEqual([[0], [1, 2]]);
    const tied = facesAt({ at: 0, photoId: 1 }, { at: 0, photoId: 2 }, { at: 0, photoId: 1 });
    expect(membersOf(groupsOf(tied))).toEqual([[0, 1], [2]]);
  });
});

describe("groups that exist already", () => {
  test("stay together, however unlike their faces are", () => {
    const faces = facesAt({ at: 0, clusterId: 7 }, { at: 180, clusterId: 7 }, 90);
    expect(groupsOf(faces)).toEqual([
      { clusterId: 7, absorbedClusterIds: [], members: [0, 1] },
      { clusterId: null, absorbedClusterIds: [], members: [2] },
    ]);
  });

  test("take in a new face under their own id", () => {
    expect(groupsOf(facesAt(10, { at: 0, clusterId: 7 }))).toEqual([
      { clusterId: 7, absorbedClusterIds: [], members: [0, 1] },
    ]);
  });

  test("join through a new face, and the lowest id survives", () => {
    const faces = facesAt({ at: 0, clusterId: 9 }, 20, { at: 40, clusterId: 4 }, { at: 30, clusterId: 12 });
    const throughTheNew = [
      { a: 1, b: 0 },
      { a: 1, b: 2 },
      { a: 1, b: 3 },
    ];
    expect(groupsOf(faces, throughTheNew)).toEqual([
      { clusterId: 4, absorbedClusterIds: [9, 12], members: [0, 1, 2, 3] },
    ]);
    expect(membersOf(groupsOf(faces, []))).toEqual([[0], [1], [2], [3]]);
  });
});

describe("a poor face", () => {
  test("joins the group that it is like", () => {
    expect(membersOf(groupsOf(facesAt(0, { at: 50, quality: 0 })))).toEqual([[0, 1]]);
  });

  test("bridges nothing, where a good one would", () => {
    // {0, 35} and 70: (cos 70 + cos 35) / 2 = 0.58.
    expect(membersOf(groupsOf(facesAt(0, 35, 70)))).toEqual([[0, 1, 2]]);
    expect(membersOf(groupsOf(facesAt(0, { at: 34, quality: 0 }, 70)))).toEqual([[0, 1], [2]]);
  });

  test("does not change what its group looks like", () => {
    // Of {0 good, 50 poor}, only the good one counts for what comes later: 55 degrees away is near enough.
    const faces = facesAt({ at: 0, clusterId: 7 }, { at: 50, quality: 0, clusterId: 7 }, -55);
    expect(membersOf(groupsOf(faces))).toEqual([[0, 1, 2]]);
  });

  test("joins other poor ones where there is no good one", () => {
    expect(membersOf(groupsOf(facesAt({ at: 0, quality: 0 }, { at: 5, quality: 0 })))).toEqual([[0, 1]]);
  });
});
