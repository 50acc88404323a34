import { describe, expect, test } from "vitest";
import { facesAt, groupsOf, membersOf, options } from "./faces-to-cluster.ts";

describe("faces of one photo", () => {
  test("are never together, not even through a third", () => {
    // 4 and 5 degrees join first, so the face at 0 meets its own photo in that group.
    const faces = facesAt({ at: 0, photoId: 1 }, { at: 4, photoId: 2 }, { at: 5, photoId: 1 });
    expect(membersOf(groupsOf(faces))).toEqual([[0], [1, 2]]);
  });

  test("keep whole groups apart that look the same", () => {
    const twins = facesAt(
      { at: 0, photoId: 1, clusterId: 1 },
      { at: 0, photoId: 2, clusterId: 1 },
      { at: 0, photoId: 2, clusterId: 2 },
      { at: 0, photoId: 3, clusterId: 2 },
    );
    expect(membersOf(groupsOf(twins))).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });
});

describe("faces that are only looked at", () => {
  test("are in no group of the result, and give no group their name", () => {
    const faces = facesAt({ at: 0, witness: 7 }, 4, { at: 90, witness: 7 });
    expect(membersOf(groupsOf(faces))).toEqual([[1]]);
  });

  test("bring nobody together", () => {
    expect(membersOf(groupsOf(facesAt(0, { at: 40, witness: 7 }, 80)))).toEqual([[0], [2]]);
  });
});

describe("what the user said", () => {
  test("brings faces together that are nothing alike, and without an edge", () => {
    const faces = facesAt(0, 90, 180);
    expect(membersOf(groupsOf(faces, [], { together: [[0, 2]] }))).toEqual([[0, 2], [1]]);
  });

  test("brings whole groups together; the lowest id survives", () => {
    const faces = facesAt({ at: 0, clusterId: 9 }, { at: 0, clusterId: 9 }, { at: 180, clusterId: 4 });
    expect(groupsOf(faces, [], { together: [[1, 2]] })).toEqual([
      { clusterId: 4, absorbedClusterIds: [9], members: [0, 1, 2] },
    ]);
  });

  test("keeps faces apart that look the same, and all that has joined one of them", () => {
    const faces = facesAt(0, 1, 2.5, 3);
    expect(membersOf(groupsOf(faces, undefined, { apart: [[[0], [3]]] }))).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  test("keeps nothing apart on one side", () => {
    const faces = facesAt(0, 1, 180);
    expect(membersOf(groupsOf(faces, undefined, { apart: [[[0, 1], [2]]] }))).toEqual([[0, 1], [2]]);
  });
});

describe("families", () => {
  // Two sisters in one photo, 60 degrees apart (0.5); somebody at 25 degrees is 0.906 like the one and 0.819 the other.
  const sisters = (...others: Parameters<typeof facesAt>) =>
    facesAt({ at: 0, photoId: 1 }, { at: 60, photoId: 1 }, ...others);

  test("ask for more similarity, as somebody else is alike", () => {
    const careful = { ...options, lookalikeSimilarity: 0.3, lookalikeCaution: 2 };
    // 0.5 + 2 x (0.5 - 0.3) = 0.9 is needed.
    expect(membersOf(groupsOf(sisters(-24), undefined, { fitted: careful }))).toEqual([[0, 2], [1]]);
    expect(membersOf(groupsOf(sisters(-27), undefined, { fitted: careful }))).toEqual([[0], [1], [2]]);
    expect(membersOf(groupsOf(sisters(-27)))).toEqual([[0, 2], [1]]);
  });

  test("count a person with a name, and whoever the user said is somebody else", () => {
    const careful = { ...options, lookalikeSimilarity: 0.3, lookalikeCaution: 2 };
    const named = facesAt({ at: 0, photoId: 1 }, { at: 60, photoId: 1, witness: 7 }, -27);
    expect(membersOf(groupsOf(named, undefined, { fitted: careful }))).toEqual([[0], [2]]);
    const said = { apart: [[[0], [1]]] as const, fitted: careful };
    expect(membersOf(groupsOf(facesAt(0, 60, -27), undefined, said))).toEqual([[0], [1], [2]]);
  });

  test("leave a face alone that is nearly as much like the other one of the photo", () => {
    const careful = { ...options, rivalMargin: 0.1 };
    // cos 25 - cos 35 = 0.087; cos 24 - cos 36 = 0.105.
    expect(membersOf(groupsOf(sisters(25), undefined, { fitted: careful }))).toEqual([[0], [1], [2]]);
    expect(membersOf(groupsOf(sisters(24), undefined, { fitted: careful }))).toEqual([[0, 2], [1]]);
  });
});
