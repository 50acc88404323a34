import { embeddingsOf, newestVector } from "../db/embeddings.ts";
import { addMissingRows, openCompactVectors } from "../people/compact-file.ts";
import { searchExactly } from "../people/exact-search.ts";
import type { NearFace } from "../people/face-index.ts";
import { subspaceOfModel } from "../people/subspace.ts";
import { indexIdentity, readFacesInAnyOrder, type IndexedModel } from "./library-index.ts";
import type { Library } from "./open-library.ts";

/** For each face asked for, so many are compared by their full vectors: more find no other ten (decisions 0037). */
const candidatesPerFace = 4;

/** Looks through all faces of a library by compact vectors in memory. */
export interface CompactSearch {
  /** For each of the unit vectors the nearest faces, nearest first, at most `count`; similarities of the full vectors. */
  readonly search: (vectors: readonly Float32Array[], count: number) => NearFace[][];
  /** Takes in the faces that came since; others wait for their turn. */
  readonly refresh: () => Promise<void>;
}

/**
 * A search that is ready in a moment, as nothing but the compact vectors is read, which are saved with the face index;
 * what they do not have is read from the catalogue. Nothing is written. Faces that are no longer ignored may be missing
 * until a scan has saved them.
 */
export async function openCompactSearch(
  library: Library,
  recipe: IndexedModel,
  signal?: AbortSignal,
): Promise<CompactSearch> {
  const { db } = library;
  const { embedding, dimensions } = recipe;
  const { project } = subspaceOfModel(embedding, dimensions);
  const identity = indexIdentity(library, recipe);
  const newFaces = readFacesInAnyOrder(db, embedding, { isForNewFacesOnly: true, signal });
  let newest = newestVector(db);
  const { vectors } = await openCompactVectors(identity, newFaces);
  let refreshed = Promise.resolve();
  const refresh = async (): Promise<void> => {
    const now = newestVector(db);
    if (now === newest) return;
    await addMissingRows(vectors, identity, newFaces, newest);
    newest = now;
  };
  return {
    search: (queries, count) => {
      const candidates = vectors.search(queries.map(project), count * candidatesPerFace);
      return queries.map((query, at) => {
        const faceIds = (candidates[at] ?? []).map(({ faceId }) => faceId);
        const full = [...embeddingsOf(db, faceIds, embedding)].map(([faceId, vector]) => ({
          faceId,
          vector,
        }));
        return searchExactly(full, query, count);
      });
    },
    refresh: async () => {
      // Two at a time would take in the same faces twice.
      const mine = refreshed.then(refresh);
      refreshed = mine.catch(() => undefined);
      await mine;
    },
  };
}
