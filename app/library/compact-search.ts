import { embeddingsOf } from "../db/embeddings.ts";
import { openCompactVectors } from "../people/compact-file.ts";
import { searchExactly } from "../people/exact-search.ts";
import type { NearFace } from "../people/face-index.ts";
import { subspaceOfModel } from "../people/subspace.ts";
import { indexIdentity, readFacesInAnyOrder, type IndexedModel } from "./library-index.ts";
import type { Library } from "./open-library.ts";

/** For each face asked for, so many are compared by their full vectors: more find no other ten (decisions 0037). */
const candidatesPerFace = 4;

/** Looks through all faces of a library, for each of the unit vectors; nearest first, at most `count`. */
export type SearchLibrary = (vectors: readonly Float32Array[], count: number) => NearFace[][];

/**
 * A search for one question and then another program: ready in a moment, as nothing but the compact vectors is read,
 * which are saved with the face index; what they do not have is read from the catalogue. Nothing is written.
 * Similarities are those of the full vectors.
 */
export async function openCompactSearch(library: Library, recipe: IndexedModel): Promise<SearchLibrary> {
  const { db } = library;
  const { embedding, dimensions } = recipe;
  const { project } = subspaceOfModel(embedding, dimensions);
  const identity = indexIdentity(library, recipe);
  const { vectors } = await openCompactVectors(identity, readFacesInAnyOrder(db, embedding));
  return (queries, count) => {
    const candidates = vectors.search(queries.map(project), count * candidatesPerFace);
    return queries.map((query, at) => {
      const faceIds = (candidates[at] ?? []).map(({ faceId }) => faceId);
      const full = [...embeddingsOf(db, faceIds, embedding)].map(([faceId, vector]) => ({ faceId, vector }));
      return searchExactly(full, query, count);
    });
  };
}
