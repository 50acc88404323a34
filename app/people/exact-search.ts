import type { NearFace } from "./face-index.ts";

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
  const best: NearFace[] = [];
  for (const face of faces) {
    const similarity = similarityOf(face.vector, vector);
    const last = best[best.length - 1];
    if (best.length >= count && last !== undefined && similarity < last.similarity) continue;
    best.push({ faceId: face.faceId, similarity });
    best.sort((a, b) => b.similarity - a.similarity || a.faceId - b.faceId);
    if (best.length > count) best.pop();
  }
  return best;
}
