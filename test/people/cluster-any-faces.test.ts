import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clusterFaces } from "../../app/people/cluster.ts";
import type { ClusterFace, FaceGroup } from "../../app/people/cluster-types.ts";
import { everyPair, facesAt, groupsOf, membersOf, newFace, options, pairsOf } from "./faces-to-cluster.ts";
import { randomUnitVectors, unitVector } from "./unit-vectors.ts";

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
