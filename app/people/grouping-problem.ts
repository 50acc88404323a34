import type { GroupingFace } from "../db/grouping.ts";
import type { Judgement } from "../db/judgements.ts";
import type { ClusterFace, ClusterJudgements, NeighbourPairs } from "./cluster-types.ts";

/** Pairs of face ids that look alike: `from[i]` goes with `to[i]`. */
export interface NearFaces {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** A face that takes part in a grouping: without its vector. */
export type FaceInvolved = Omit<ClusterFace, "vector">;

/**
 * Which faces a grouping has to look at, in the order of `all`: the new ones; whole groups that any of them is near to
 * or the user said it belongs to, as their mean needs every member; and, as witnesses, faces with a name that are near
 * to one of these or in a photo with one.
 */
export function facesInvolved(
  all: readonly GroupingFace[],
  near: NearFaces,
  judgements: readonly Judgement[],
): FaceInvolved[] {
  const unnamed = all.filter(({ personId }) => personId === null);
  const wanted = new Set(unnamed.filter(({ clusterId }) => clusterId === null).map(({ faceId }) => faceId));
  const met = new Set(near.to);
  for (const faceId of saidTogetherWith(wanted, judgements)) met.add(faceId);
  const clusterIds = new Set(
    unnamed.filter(({ faceId }) => met.has(faceId)).map(({ clusterId }) => clusterId),
  );
  const placed = new Set(
    unnamed
      .filter(
        ({ faceId, clusterId }) => wanted.has(faceId) || (clusterId !== null && clusterIds.has(clusterId)),
      )
      .map(({ faceId }) => faceId),
  );
  const photoIds = new Set(all.filter(({ faceId }) => placed.has(faceId)).map(({ photoId }) => photoId));
  return all.flatMap(({ personId, ...face }) => {
    if (placed.has(face.faceId)) return face;
    if (personId === null || !(met.has(face.faceId) || photoIds.has(face.photoId))) return [];
    return { ...face, witness: personId };
  });
}

/** Pairs of ids as places in the list; those with a face that is not in it are left out. */
export function pairsInList(faces: readonly FaceInvolved[], near: NearFaces): NeighbourPairs {
  const placeOf = placesOf(faces);
  const from = new Int32Array(near.from.length);
  const to = new Int32Array(near.to.length);
  let known = 0;
  for (const [pair, faceId] of near.from.entries()) {
    const [one, other] = [placeOf.get(faceId), placeOf.get(near.to[pair] ?? -1)];
    if (one === undefined || other === undefined) continue;
    from[known] = one;
    to[known] = other;
    known += 1;
  }
  return { from: from.subarray(0, known), to: to.subarray(0, known) };
}

/** What the user said, about the faces of the list alone. */
export function judgementsInList(
  faces: readonly FaceInvolved[],
  judgements: readonly Judgement[],
): ClusterJudgements {
  const placeOf = placesOf(faces);
  const inList = (faceIds: readonly number[]): number[] =>
    faceIds.flatMap((faceId) => placeOf.get(faceId) ?? []);
  const ofKind = (kind: Judgement["kind"]) => judgements.filter((judgement) => judgement.kind === kind);
  return {
    together: ofKind("together").map(({ sides: [one] }) => inList(one)),
    apart: ofKind("apart").map(({ sides: [one, other] }) => [inList(one), inList(other)] as const),
  };
}

function saidTogetherWith(faceIds: ReadonlySet<number>, judgements: readonly Judgement[]): number[] {
  return judgements
    .filter(({ kind, sides: [one] }) => kind === "together" && one.some((faceId) => faceIds.has(faceId)))
    .flatMap(({ sides: [one] }) => one);
}

function placesOf(faces: readonly FaceInvolved[]): Map<number, number> {
  return new Map(faces.map(({ faceId }, place) => [faceId, place]));
}
