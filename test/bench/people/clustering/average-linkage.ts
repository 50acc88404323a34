import { clusterFaces } from "../../../../app/people/cluster.ts";
import type { ClusterOptions } from "../../../../app/people/cluster-types.ts";
import type { FaceGraph } from "./graph.ts";

/** What the app does: constrained average linkage (decisions 0005). */
export function averageLinkage({ faces, edges }: FaceGraph, options: ClusterOptions): Int32Array {
  const photos = new Map<string, number>();
  const listed = faces.map(({ photo, vector, quality }, at) => {
    const photoId = photos.get(photo) ?? photos.size + 1;
    photos.set(photo, photoId);
    return { faceId: at, photoId, vector, quality, clusterId: null };
  });
  const neighbours = { from: Int32Array.from(edges, ({ a }) => a), to: Int32Array.from(edges, ({ b }) => b) };
  const steps = clusterFaces({ faces: listed, neighbours }, options);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  const groups = new Int32Array(faces.length);
  for (const [number, { members }] of step.value.entries()) for (const at of members) groups[at] = number;
  return groups;
}
