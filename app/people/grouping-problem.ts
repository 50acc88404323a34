import type { GroupingFace } from "../db/grouping.ts";
import type { Judgement } from "../db/judgements.ts";
import type { ClusterFace, ClusterJudgements, NeighbourPairs } from "./cluster-types.ts";

/** Pairs of face ids that look alike: `from[i]` goes with `to[i]`. */
export interface NearFaces {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Cosine. */
  readonly similarity: Float32Array;
}

/** A face that takes part in a grouping: without its vector, and what is told from that. */
export type FaceInvolved = Omit<ClusterFace, "vector" | "commonness">;

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

/**
 * Pairs of ids as places in the list; those with a face that is not in it are left out, and so is the second of two
 * that are one pair, from the one face and from the other, if `near` lists the pairs of a face together.
 */
export function pairsInList(faces: readonly FaceInvolved[], near: NearFaces): NeighbourPairs {
  const placeOf = placesOf(faces);
  const from = new Int32Array(near.from.length);
  const to = new Int32Array(near.to.length);
  const similarity = new Float32Array(near.to.length);
  const listOf = new Map<number, readonly [number, number]>();
  let known = 0;
  for (let begin = 0, end = 0; begin < near.from.length; begin = end) {
    const faceId = near.from[begin] ?? -1;
    while (near.from[end] === faceId) end += 1;
    listOf.set(faceId, [begin, end]);
    const place = placeOf.get(faceId);
    if (place === undefined) continue;
    for (let pair = begin; pair < end; pair++) {
      const other = near.to[pair] ?? -1;
      const otherPlace = placeOf.get(other);
      if (otherPlace === undefined || isListed(near, listOf.get(other), faceId)) continue;
      from[known] = place;
      to[known] = otherPlace;
      similarity[known] = near.similarity[pair] ?? 1;
      known += 1;
    }
  }
  return {
    from: from.slice(0, known),
    to: to.slice(0, known),
    similarity: similarity.slice(0, known),
  };
}

function isListed({ to }: NearFaces, list: readonly [number, number] | undefined, faceId: number): boolean {
  if (list === undefined) return false;
  for (let pair = list[0]; pair < list[1]; pair++) if (to[pair] === faceId) return true;
  return false;
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
