import { embeddingsOf, newestVector } from "../db/embeddings.ts";
import { faceIdsWithEmbedding, facesInStableOrder } from "../db/grouping.ts";
import type { Database } from "../db/open.ts";
import { storedModels } from "../db/stored-recipe.ts";
import { openCompactVectors, saveCompactVectors } from "../people/compact-file.ts";
import {
  addMissingFaces,
  openFaceIndex,
  saveFaceIndex,
  type IndexedFace,
  type IndexIdentity,
  type OpenedIndex,
  type ReadFaces,
} from "../people/open-index.ts";
import type { Library } from "./open-library.ts";
import type { Recipe } from "./recipe.ts";
import { markAssignmentsDue } from "./renew-assignments.ts";
import { vectorRevision } from "./vector-revision.ts";

/** Which of a library's indexes is meant. */
export type IndexedModel = Pick<Recipe, "embedding" | "dimensions">;

/** How an index is brought up to date. */
export interface IndexOptions {
  readonly signal?: AbortSignal | undefined;
  /** Faces looked at, of all with a vector of the model. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** Faces that are no longer ignored may be missing; then an index in memory is looked through only after new vectors. */
  readonly isForNewFacesOnly?: boolean;
}

/** Vectors fetched at once. */
const facesPerRead = 1_000;

/** An index of 300,000 faces takes 0.7 GB: it is kept through a break between two answers, and then let go. */
const keptMs = 5 * 60_000;

interface KeptIndex {
  readonly key: string;
  readonly opened: OpenedIndex;
  /** The newest vector of the catalogue when it was brought up to date. */
  newest: number;
  /** Faces were added to it that the file does not have. */
  isSaved: boolean;
  clock: NodeJS.Timeout;
}

const keptFor = new WeakMap<Database, KeptIndex>();
const queueOf = new WeakMap<Database, Promise<unknown>>();

/**
 * The library's index of a model, up to date with the catalogue, and saved when that changed it. One at a time for a
 * library, as two would write the same file; it stays in memory for a while, so that a hundred quick actions read it
 * once. 300,000 faces that are new to it take minutes, with other work getting its turns.
 * Throws the signal's reason when it is aborted; what was added so far is kept in memory only.
 */
export async function refreshLibraryIndex(
  library: Library,
  recipe: IndexedModel,
  options: IndexOptions = {},
): Promise<OpenedIndex> {
  const { db } = library;
  const before = queueOf.get(db) ?? Promise.resolve();
  const refreshed = before.then(async () => await refresh(library, recipe, options));
  // Whoever waits behind it does not care how it ended.
  queueOf.set(
    db,
    refreshed.catch(() => undefined),
  );
  return await refreshed;
}

async function refresh(library: Library, recipe: IndexedModel, options: IndexOptions): Promise<OpenedIndex> {
  const { db } = library;
  const identity = indexIdentity(library, recipe);
  const key = JSON.stringify(identity);
  const faces = readFaces(db, recipe.embedding, options);
  const known = keptFor.get(db);
  const newest = newestVector(db);
  if (known?.key === key) {
    if (options.isForNewFacesOnly === true && known.isSaved && known.newest === newest) {
      known.clock.refresh();
      return { index: known.opened.index, rebuiltBecause: null, added: 0 };
    }
    known.isSaved &&= !isAnyMissing(known, db, recipe);
    const added = known.isSaved ? 0 : await addMissingFaces(known.opened.index, faces);
    if (!known.isSaved) {
      await saveFaceIndex(known.opened.index, identity);
      await refreshCompactVectors(db, identity);
    }
    known.isSaved = true;
    known.newest = newest;
    known.clock.refresh();
    return { index: known.opened.index, rebuiltBecause: null, added };
  }
  forgetLibraryIndex(library);
  const opened = await openFaceIndex(identity, faces);
  // Vectors may have been replaced: before the index counts as up to date, it is noted that faces are to be offered anew.
  const isInUse = storedModels(db)?.embedding === recipe.embedding;
  if (opened.rebuiltBecause !== null && isInUse) markAssignmentsDue(db);
  if (opened.added > 0 || opened.rebuiltBecause !== null) await saveFaceIndex(opened.index, identity);
  await refreshCompactVectors(db, identity);
  const clock = setTimeout(() => keptFor.delete(db), keptMs).unref();
  keptFor.set(db, { key, opened, newest, isSaved: true, clock });
  return opened;
}

/** Brings the saved compact vectors, which are for searches without the index, up to the catalogue. */
async function refreshCompactVectors(db: Database, identity: IndexIdentity): Promise<void> {
  await saveCompactVectors(
    await openCompactVectors(identity, readFacesInAnyOrder(db, identity.model)),
    identity,
  );
}

/** Lets the index of a library go from memory. */
export function forgetLibraryIndex({ db }: Pick<Library, "db">): void {
  clearTimeout(keptFor.get(db)?.clock);
  keptFor.delete(db);
}

function isAnyMissing({ opened }: KeptIndex, db: Database, { embedding }: IndexedModel): boolean {
  return faceIdsWithEmbedding(db, embedding).some((faceId) => !opened.index.has(faceId));
}

/** Where an index of a library lies, and of which vectors it is. */
export function indexIdentity(
  { folders, db }: Library,
  { embedding, dimensions }: IndexedModel,
): IndexIdentity {
  return { folder: folders.indexes, model: embedding, dimensions, revision: vectorRevision(db) };
}

/** The vectors of a model in the order in which an index takes them. */
export function readFaces(db: Database, model: string, { signal, onProgress }: IndexOptions = {}): ReadFaces {
  return function* (isIndexed): Generator<IndexedFace> {
    const faces = facesInStableOrder(db, model).map(({ faceId }) => faceId);
    for (let start = 0; start < faces.length; start += facesPerRead) {
      onProgress?.(start, faces.length);
      signal?.throwIfAborted();
      yield* vectorsOf(
        db,
        model,
        faces.slice(start, start + facesPerRead).filter((id) => !isIndexed(id)),
      );
    }
  };
}

/** As readFaces, in no order: ten times as fast where there is nothing new. */
export function readFacesInAnyOrder(db: Database, model: string): ReadFaces {
  return function* (isIndexed): Generator<IndexedFace> {
    const missing = faceIdsWithEmbedding(db, model).filter((faceId) => !isIndexed(faceId));
    for (let start = 0; start < missing.length; start += facesPerRead) {
      yield* vectorsOf(db, model, missing.slice(start, start + facesPerRead));
    }
  };
}

function* vectorsOf(db: Database, model: string, faceIds: readonly number[]): Generator<IndexedFace> {
  const vectors = embeddingsOf(db, faceIds, model);
  for (const faceId of faceIds) {
    const vector = vectors.get(faceId);
    if (vector !== undefined) yield { faceId, vector };
  }
}
