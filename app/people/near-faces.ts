import { z } from "zod";
import type { FaceIndex } from "./face-index.ts";
import type { NearFaces } from "./grouping-problem.ts";

/** Which pairs of faces are compared at all. */
export const groupingNeighbours = {
  /** Neighbours looked up for each face: enough for it to meet every lump of its person. */
  perFace: 32,
  /** Pairs less alike never decide anything: the mean similarity of strangers is about 0. */
  minimumSimilarity: 0.15,
} as const;

/** Faces whose neighbours are wanted; their vectors one after the other, in the space of the index. */
export const neighboursTask = z.strictObject({
  faceIds: z.instanceof(Int32Array),
  vectors: z.instanceof(Float32Array),
});
export type NeighboursTask = z.infer<typeof neighboursTask>;

/** The faces nearest to each of these. */
export function nearFaces(index: FaceIndex, { faceIds, vectors }: NeighboursTask): NearFaces {
  const { perFace, minimumSimilarity } = groupingNeighbours;
  const dimensions = vectors.length / faceIds.length;
  const from = new Int32Array(faceIds.length * perFace);
  const to = new Int32Array(from.length);
  const similarity = new Float32Array(from.length);
  let pairs = 0;
  for (const [at, faceId] of faceIds.entries()) {
    const vector = vectors.subarray(at * dimensions, (at + 1) * dimensions);
    const found = index
      .searchProjected(vector, perFace + 1)
      .filter((near) => near.faceId !== faceId && near.similarity >= minimumSimilarity);
    for (const near of found.slice(0, perFace)) {
      from[pairs] = faceId;
      to[pairs] = near.faceId;
      similarity[pairs] = near.similarity;
      pairs += 1;
    }
  }
  return { from: from.slice(0, pairs), to: to.slice(0, pairs), similarity: similarity.slice(0, pairs) };
}

/** Parts of one list, in order. */
export function joinNearFaces(parts: readonly NearFaces[]): NearFaces {
  const pairs = parts.reduce((sum, { from }) => sum + from.length, 0);
  const joined = {
    from: new Int32Array(pairs),
    to: new Int32Array(pairs),
    similarity: new Float32Array(pairs),
  };
  let at = 0;
  for (const { from, to, similarity } of parts) {
    joined.from.set(from, at);
    joined.to.set(to, at);
    joined.similarity.set(similarity, at);
    at += from.length;
  }
  return joined;
}
