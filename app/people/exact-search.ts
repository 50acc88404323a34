import type { NearFace } from "./face-index.ts";
import { NearestFew } from "./nearest-few.ts";
import { dot } from "./vectors.ts";

/** A face and its unit vector. */
export interface FaceVector {
  readonly faceId: number;
  readonly vector: Float32Array;
}

/** Cosine similarity of two unit vectors of the same length. */
export function similarityOf(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** Exact nearest faces by looking at every one; nearest first, equal ones by id; at most `count`. */
export function searchExactly(faces: Iterable<FaceVector>, vector: Float32Array, count: number): NearFace[] {
  return searchAllExactly(faces, [vector], count)[0] ?? [];
}

/** As searchExactly for each of several vectors, looking at every face once. */
export function searchAllExactly(
  faces: Iterable<FaceVector>,
  vectors: readonly Float32Array[],
  count: number,
): NearFace[][] {
  const nearest = vectors.map((vector) => ({ vector, few: new NearestFew(count) }));
  for (const face of faces) {
    for (const { vector, few } of nearest) {
      const similarity = dot(face.vector, vector);
      if (similarity >= few.floor) few.offer(face.faceId, similarity);
    }
  }
  return nearest.map(({ few }) => few.list());
}
