import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clusterFaces, linkThreshold } from "../../app/people/cluster.ts";
import type {
  ClusterFace,
  ClusterJudgements,
  ClusterOptions,
  FaceGroup,
  NeighbourPairs,
} from "../../app/people/cluster-types.ts";
import { atDegrees, randomUnitVectors, unitVector } from "./unit-vectors.ts";

// Two faces join from 60 degrees on (cosine 0.5), two endless groups from 75.5 (cosine 0.25). Nobody looks like anybody.
const options: ClusterOptions = {
  singleThreshold: 0.5,
  groupThreshold: 0.25,
  minimumWeight: 0.1,
  poorQuality: 0.1,
  lookalikeSimilarity: 1,
  lookalikeCaution: 0,
  rivalMargin: -2,
};

/** Two faces; places in the list. */
interface Pair {
  readonly a: number;
  readonly b: number;
}

/** Faces in this order, each in a photo of its own unless told otherwise. */
function facesAt(...places: (number | ({ readonly at: number } & Partial<ClusterFace>))[]): ClusterFace[] {
  return places.map((place, index) => {
    const { at, ...changes } = typeof place === "number" ? { at: place } : place;
    return newFace(index, atDegrees(at), changes);
  });
}

function newFace(index: number, vector: Float32Array, changes: Partial<ClusterFace> = {}): ClusterFace {
  const plain = { quality: 1, clusterId: null, commonness: 0 };
  return { faceId: index + 1, photoId: index + 1, vector, ...plain, ...changes };
}

function everyPair(count: number): Pair[] {
  const pairs: Pair[] = [];
  for (let a = 0; a < count; a++) for (let b = a + 1; b < count; b++) pairs.push({ a, b });
  return pairs;
}

function pairsOf(pairs: readonly Pair[]): NeighbourPairs {
  return {
    from: Int32Array.from(pairs, ({ a }) => a),
    to: Int32Array.from(pairs, ({ b }) => b),
    similarity: new Float32Array(pairs.length).fill(1),
  };
}

function groupsOf(
  faces: readonly ClusterFace[],
  pairs: readonly Pair[] = everyPair(faces.length),
  { fitted = options, ...said }: Partial<ClusterJudgements> & { readonly fitted?: ClusterOptions } = {},
): FaceGroup[] {
  const judgements = { together: [], apart: [], ...said };
  const steps = clusterFaces({ faces, neighbours: pairsOf(pairs), judgements }, fitted);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function membersOf(groups: readonly FaceGroup[]): number[][] {
  return groups.map(({ members }) => [...members]);
}

/** The groups as a set of sets of face ids. */
function asSets(faces: readonly ClusterFace[], groups: readonly FaceGroup[]): string[] {
  const idOf = (index: number) => faces[index]?.faceId ?? 0;
  return groups
    .map(({ members }) =>
      members
        .map(idOf)
        .sort((a, b) => a - b)
        .join(" "),
    )
    .sort();
}

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

describe("the result", () => {
  const vectors = randomUnitVectors(60, 3, 1);
  const crowd = vectors.map((vector, index) => newFace(index, vector, { photoId: index % 23 }));

  test("is the same for the same faces, whatever the order of the edges", () => {
    const expected = groupsOf(crowd);
    expect(expected.length).toBeGreaterThan(5);
    expect(groupsOf(crowd)).toEqual(expected);
    const turned = everyPair(60).map(({ a, b }) => ({ a: b, b: a }));
    expect(groupsOf(crowd, turned.reverse())).toEqual(expected);
  });

  test("does not depend on the order of the faces where no two links are equal", () => {
    const expected = asSets(crowd, groupsOf(crowd));
    fc.assert(
      fc.property(fc.shuffledSubarray(crowd, { minLength: crowd.length }), (shuffled) => {
        expect(asSets(shuffled, groupsOf(shuffled))).toEqual(expected);
      }),
      { numRuns: 50, seed: 5 },
    );
  });

  test("comes with pauses also while nothing can be joined yet", () => {
    // 100 faces of one photo: 4,950 pairs are first read, then, in both directions, compared, once for good faces and
    // once for poor ones; with a pause at every 4,096.
    const strangers = facesAt(...Array.from({ length: 100 }, (_, at) => ({ at, photoId: 1 })));
    const problem = { faces: strangers, neighbours: pairsOf(everyPair(100)) };
    expect([...clusterFaces(problem, options)]).toEqual([0, 0, 0, 0, 0]);
  });

  test("comes with a pause after every so many joins", () => {
    const problem = { faces: facesAt(0, 1, 2, 3, 4, 5), neighbours: pairsOf(everyPair(6)) };
    expect([...clusterFaces(problem, options, 2)]).toEqual([2, 4]);
  });
});

describe("for any faces", () => {
  const part = fc.integer({ min: -3, max: 3 });
  const direction = fc.tuple(part, part, part).filter((numbers) => numbers.some((number) => number !== 0));
  const anyFace = fc.record({
    vector: direction.map((numbers) => unitVector(...numbers)),
    photoId: fc.integer({ min: 1, max: 8 }),
    quality: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  test("each is in one group, and no group has two of one photo or of two sides", () => {
    fc.assert(
      fc.property(fc.array(anyFace, { minLength: 4, maxLength: 30 }), (described) => {
        const apart = [[[0], [1, 2]]] as const;
        const faces = described.map((face, index) => newFace(index, face.vector, face));
        const groups = groupsOf(faces, undefined, { apart });
        expect(
          membersOf(groups)
            .flat()
            .sort((a, b) => a - b),
        ).toEqual(faces.map((_, index) => index));
        for (const { members } of groups) {
          const photoIds = members.map((member) => faces[member]?.photoId);
          expect(new Set(photoIds).size).toBe(members.length);
          expect(members.includes(0) && (members.includes(1) || members.includes(2))).toBe(false);
        }
      }),
      { seed: 5 },
    );
  });

  test("those that were together stay together, and no id of a group is lost", () => {
    const known = fc.tuple(anyFace, fc.option(fc.integer({ min: 1, max: 5 })));
    fc.assert(
      fc.property(fc.array(known, { maxLength: 30 }), (described) => {
        const faces = described.map(([face, clusterId], index) =>
          newFace(index, face.vector, { ...face, clusterId }),
        );
        const groups = groupsOf(faces);
        const clusterIds = new Set(faces.flatMap(({ clusterId }) => clusterId ?? []));
        for (const clusterId of clusterIds) {
          const holders = groups.filter(({ members }) =>
            members.some((member) => faces[member]?.clusterId === clusterId),
          );
          expect(holders).toHaveLength(1);
          const [holder] = holders;
          expect([holder?.clusterId, ...(holder?.absorbedClusterIds ?? [])]).toContain(clusterId);
          expect(holder?.clusterId).toBeLessThanOrEqual(clusterId);
        }
      }),
      { seed: 5 },
    );
  });
});
