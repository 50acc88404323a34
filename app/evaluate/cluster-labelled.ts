import { clusterFaces } from "../people/cluster.ts";
import type { ClusterFace, ClusterOptions } from "../people/cluster-types.ts";
import type { Commonness } from "../people/commonness.ts";
import { FaceIndex } from "../people/face-index.ts";
import type { LabelledFaces } from "./labelled-faces.ts";

/**
 * Groups labelled faces with the functions that a library uses; each picture counts as a photo of its own.
 * Returns a group number a picture, -1 for a picture without a face.
 */
export function clusterLabelled(
  faces: LabelledFaces,
  commonnessOf: Commonness,
  options: ClusterOptions,
  neighbours: { readonly perFace: number; readonly minimumSimilarity: number },
): Int32Array {
  const { dimension, embeddings } = faces;
  const index = FaceIndex.empty(dimension);
  const members: ClusterFace[] = [];
  for (const [at, hasFace] of faces.hasFace.entries()) {
    if (hasFace === 0) continue;
    const vector = embeddings.slice(at * dimension, (at + 1) * dimension);
    const commonness = commonnessOf(vector);
    members.push({ faceId: at, photoId: at, vector, commonness, quality: 1, clusterId: null });
    index.add(at, vector);
  }
  const position = new Map(members.map(({ faceId }, place) => [faceId, place]));
  const from: number[] = [];
  const to: number[] = [];
  const similarity: number[] = [];
  for (const [a, { faceId, vector }] of members.entries()) {
    for (const near of index.search(vector, neighbours.perFace + 1)) {
      const b = position.get(near.faceId);
      if (near.faceId === faceId || b === undefined || near.similarity < neighbours.minimumSimilarity)
        continue;
      from.push(a);
      to.push(b);
      similarity.push(near.similarity);
    }
  }
  const groups = clusterFaces(
    {
      faces: members,
      neighbours: {
        from: Int32Array.from(from),
        to: Int32Array.from(to),
        similarity: Float32Array.from(similarity),
      },
    },
    options,
  );
  let step = groups.next();
  while (step.done !== true) step = groups.next();
  const clusters = new Int32Array(faces.hasFace.length).fill(-1);
  for (const [number, group] of step.value.entries()) {
    for (const member of group.members) clusters[members[member]?.faceId ?? 0] = number;
  }
  return clusters;
}
