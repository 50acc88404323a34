import { clusterFaces } from "../../../app/people/cluster.ts";
import type { ClusterOptions } from "../../../app/people/cluster-types.ts";
import type { Commonness } from "../../../app/people/commonness.ts";
import { FaceIndex } from "../../../app/people/face-index.ts";
import { groupingNeighbours } from "../../../app/people/near-faces.ts";
import { dot } from "../../../app/people/vectors.ts";
import type { LabelledFace } from "./labelled-sets.ts";

/** Two faces that look alike; places in the list of faces, a < b, each pair once. */
export interface Edge {
  readonly a: number;
  readonly b: number;
  /** Cosine. */
  readonly similarity: number;
}

/** The pairs that the app would look at: the neighbours that its own index finds for each face; the most alike first. */
export function edgesOf(faces: readonly LabelledFace[]): Edge[] {
  const index = FaceIndex.empty(faces[0]?.vector.length ?? 0);
  for (const [at, { vector }] of faces.entries()) index.add(at, vector);
  const edges = new Map<number, Edge>();
  for (const [at, { vector }] of faces.entries()) {
    for (const { faceId, similarity } of index.search(vector, groupingNeighbours.perFace + 1)) {
      if (faceId === at || similarity < groupingNeighbours.minimumSimilarity) continue;
      const [a, b] = at < faceId ? [at, faceId] : [faceId, at];
      edges.set(a * faces.length + b, { a, b, similarity });
    }
  }
  return [...edges.values()].sort((x, y) => y.similarity - x.similarity || x.a - y.a || x.b - y.b);
}

/** The groups that a scan would make of these faces, as places in the list. */
export function groupLabelled(
  faces: readonly LabelledFace[],
  edges: readonly Edge[],
  commonnessOf: Commonness,
  options: ClusterOptions,
): (readonly number[])[] {
  const photos = new Map<string, number>();
  const listed = faces.map(({ photo, vector, quality }, at) => {
    const photoId = photos.get(photo) ?? photos.size + 1;
    photos.set(photo, photoId);
    return { faceId: at, photoId, vector, quality, clusterId: null, commonness: commonnessOf(vector) };
  });
  const vectorAt = (at: number) => listed[at]?.vector ?? new Float32Array(0);
  const neighbours = {
    from: Int32Array.from(edges, ({ a }) => a),
    to: Int32Array.from(edges, ({ b }) => b),
    similarity: Float32Array.from(edges, ({ a, b }) => dot(vectorAt(a), vectorAt(b))),
  };
  const steps = clusterFaces({ faces: listed, neighbours }, options);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value.map(({ members }) => members);
}
