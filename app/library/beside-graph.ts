import { newestVector } from "../db/embeddings.ts";
import type { Database } from "../db/open.ts";
import type { FaceSearch, NearFace } from "../people/face-index.ts";
import { subspaceOfModel } from "../people/subspace.ts";
import { VectorTable } from "../people/vector-table.ts";
import {
  readFacesInAnyOrder,
  type IndexedModel,
  type IndexInMemory,
  type IndexOptions,
} from "./library-index.ts";

/** So many new faces are looked at one and all beside the graph; among more, compact vectors are searched. */
const mostBeside = 500;

/**
 * A search of the graph that is in memory, and of the faces that came since it was brought up to date; null when they are
 * too many to be looked at one and all.
 */
export function searchBesideGraph(
  db: Database,
  { embedding, dimensions }: IndexedModel,
  { index, newest }: IndexInMemory,
  options: IndexOptions,
): FaceSearch | null {
  if (newestVector(db) === newest) return index;
  const { dimensions: projected, project } = subspaceOfModel(embedding, dimensions);
  const table = new VectorTable(projected);
  const isIndexed = (faceId: number): boolean => index.has(faceId);
  for (const { faceId, vector } of readFacesInAnyOrder(db, embedding, options)(isIndexed, newest)) {
    if (table.size === mostBeside) return null;
    table.add(faceId, project(vector));
  }
  if (table.size === 0) return index;
  const search = (vector: Float32Array, count: number): NearFace[] => {
    // The graph may have taken in some of them since.
    const beside = table.search(project(vector), count).filter(({ faceId }) => !index.has(faceId));
    return [...index.search(vector, count), ...beside]
      .sort((a, b) => b.similarity - a.similarity || a.faceId - b.faceId)
      .slice(0, count);
  };
  return { search, searchAll: (vectors, count) => vectors.map((vector) => search(vector, count)) };
}
