import { embeddingsOf } from "../db/embeddings.ts";
import { facesInStableOrder } from "../db/grouping.ts";
import type { Database } from "../db/open.ts";
import {
  openFaceIndex,
  saveFaceIndex,
  type IndexedFace,
  type IndexIdentity,
  type OpenedIndex,
} from "../people/open-index.ts";
import type { Library } from "./open-library.ts";
import type { Recipe } from "./recipe.ts";
import { vectorRevision } from "./vector-revision.ts";

/** Vectors fetched at once. */
const facesPerRead = 1_000;

/**
 * Brings the library's index of a model up to the catalogue and saves it when that changed it, so that the next opening
 * is quick. 300,000 faces that are new to it take minutes, with other work getting its turns.
 * Throws the signal's reason when it is aborted; nothing is saved then.
 */
export async function refreshLibraryIndex(
  library: Library,
  recipe: Pick<Recipe, "embedding" | "dimensions">,
  { signal, onProgress }: IndexOptions = {},
): Promise<OpenedIndex> {
  const identity = indexIdentity(library, recipe);
  const opened = await openFaceIndex(identity, () =>
    vectorsInStableOrder(library.db, recipe.embedding, (done, total) => {
      onProgress?.(done, total);
      signal?.throwIfAborted();
    }),
  );
  if (opened.added > 0 || opened.rebuiltBecause !== null) await saveFaceIndex(opened.index, identity);
  return opened;
}

/** How an index is brought up to date. */
export interface IndexOptions {
  readonly signal?: AbortSignal | undefined;
  /** Faces looked at, of all with a vector of the model. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

function indexIdentity(
  { folders, db }: Library,
  { embedding, dimensions }: Pick<Recipe, "embedding" | "dimensions">,
): IndexIdentity {
  return { folder: folders.indexes, model: embedding, dimensions, revision: vectorRevision(db) };
}

function* vectorsInStableOrder(
  db: Database,
  model: string,
  onRead: (done: number, total: number) => void,
): Generator<IndexedFace> {
  const faces = facesInStableOrder(db, model);
  for (let start = 0; start < faces.length; start += facesPerRead) {
    onRead(start, faces.length);
    const ids = faces.slice(start, start + facesPerRead).map(({ faceId }) => faceId);
    const vectors = embeddingsOf(db, ids, model);
    for (const faceId of ids) {
      const vector = vectors.get(faceId);
      if (vector !== undefined) yield { faceId, vector };
    }
  }
}
