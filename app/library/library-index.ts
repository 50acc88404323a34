import { embeddingsOf, newestVector } from "../db/embeddings.ts";
import { faceIdsWithEmbedding, faceIdsWithNewEmbedding, sortedStably } from "../db/grouping.ts";
import type { Database } from "../db/open.ts";
import { storedModels } from "../db/stored-recipe.ts";
import { areCompactVectorsSaved, openCompactVectors, saveCompactVectors } from "../people/compact-file.ts";
import type { FaceIndex } from "../people/face-index.ts";
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
import { vectorRevision } from "../db/vector-revision.ts";

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
  const newest = newestVector(db);
  const known = keptFor.get(db);
  if (known?.key === key) {
    const { index } = known.opened;
    const isNewsPossible = options.isForNewFacesOnly !== true || known.newest !== newest;
    const added = isNewsPossible ? await addToKept(known, faces) : 0;
    await saveKept(db, known, identity, newest, options);
    return { index, rebuiltBecause: null, added };
  }
  forgetLibraryIndex(library);
  const opened = await openFaceIndex(identity, faces);
  options.signal?.throwIfAborted();
  // Vectors may have been replaced: before the index counts as up to date, it is noted that faces are to be offered anew.
  const isInUse = storedModels(db)?.embedding === recipe.embedding;
  if (opened.rebuiltBecause !== null && isInUse) markAssignmentsDue(db);
  const isSaved = opened.added === 0 && opened.rebuiltBecause === null;
  const clock = setTimeout(() => keptFor.delete(db), keptMs).unref();
  const kept = { key, opened, newest, isSaved, clock };
  keptFor.set(db, kept);
  await saveKept(db, kept, identity, newest, options);
  return opened;
}

/** What was added counts as not saved, also when it is cut short. */
async function addToKept(kept: KeptIndex, faces: ReadFaces): Promise<number> {
  const { index } = kept.opened;
  const before = index.size;
  try {
    return await addMissingFaces(index, faces, kept.newest);
  } finally {
    if (index.size > before) kept.isSaved = false;
  }
}

async function saveKept(
  db: Database,
  kept: KeptIndex,
  identity: IndexIdentity,
  newest: number,
  options: IndexOptions,
): Promise<void> {
  if (!kept.isSaved) await saveFaceIndex(kept.opened.index, identity, newest);
  kept.isSaved = true;
  kept.newest = newest;
  kept.clock.refresh();
  await refreshCompactVectors(db, identity, newest, options);
}

/** Brings the saved compact vectors, which are for searches without the index, up to the catalogue. */
async function refreshCompactVectors(
  db: Database,
  identity: IndexIdentity,
  newest: number,
  options: IndexOptions,
): Promise<void> {
  if (options.isForNewFacesOnly === true && (await areCompactVectorsSaved(identity, newest))) return;
  options.signal?.throwIfAborted();
  const opened = await openCompactVectors(identity, readFacesInAnyOrder(db, identity.model, options));
  await saveCompactVectors(opened, identity, newest);
}

/** An index that is in memory, and may be used at once. */
export interface IndexInMemory {
  readonly index: FaceIndex;
  /** The newest vector of the catalogue (`newestVector`) when it was brought up to date. */
  readonly newest: number;
}

/** The library's index of a model if it is in memory, as it is; it then stays there for a while. */
export function libraryIndexInMemory(library: Library, recipe: IndexedModel): IndexInMemory | null {
  const kept = keptFor.get(library.db);
  if (kept?.key !== JSON.stringify(indexIdentity(library, recipe))) return null;
  kept.clock.refresh();
  return { index: kept.opened.index, newest: kept.newest };
}

/** Lets the index of a library go from memory. */
export function forgetLibraryIndex({ db }: Pick<Library, "db">): void {
  clearTimeout(keptFor.get(db)?.clock);
  keptFor.delete(db);
}

/** Where an index of a library lies, and of which vectors it is. */
export function indexIdentity(
  { folders, db }: Library,
  { embedding, dimensions }: IndexedModel,
): IndexIdentity {
  return { folder: folders.indexes, model: embedding, dimensions, revision: vectorRevision(db) };
}

/** The vectors of a model in the order in which an index takes them. */
export function readFaces(db: Database, model: string, options: IndexOptions = {}): ReadFaces {
  const { signal, onProgress, isForNewFacesOnly = false } = options;
  return function* (isIndexed, newerThan): Generator<IndexedFace> {
    signal?.throwIfAborted();
    const missing = missingFaces(db, model, isIndexed, isForNewFacesOnly ? newerThan : 0);
    // Sorting takes ten times as long as finding out that nothing is new.
    const faces = missing.length === 0 ? [] : sortedStably(db, model, missing);
    for (let start = 0; start < faces.length; start += facesPerRead) {
      onProgress?.(start, faces.length);
      signal?.throwIfAborted();
      yield* vectorsOf(db, model, faces.slice(start, start + facesPerRead));
    }
  };
}

/** As readFaces, in no order. */
export function readFacesInAnyOrder(db: Database, model: string, options: IndexOptions = {}): ReadFaces {
  const { signal, isForNewFacesOnly = false } = options;
  return function* (isIndexed, newerThan): Generator<IndexedFace> {
    signal?.throwIfAborted();
    const missing = missingFaces(db, model, isIndexed, isForNewFacesOnly ? newerThan : 0);
    for (let start = 0; start < missing.length; start += facesPerRead) {
      signal?.throwIfAborted();
      yield* vectorsOf(db, model, missing.slice(start, start + facesPerRead));
    }
  };
}

function missingFaces(
  db: Database,
  model: string,
  isIndexed: (faceId: number) => boolean,
  newerThan: number,
): number[] {
  const faceIds =
    newerThan === 0 ? faceIdsWithEmbedding(db, model) : faceIdsWithNewEmbedding(db, model, newerThan);
  return faceIds.filter((faceId) => !isIndexed(faceId));
}

function* vectorsOf(db: Database, model: string, faceIds: readonly number[]): Generator<IndexedFace> {
  const vectors = embeddingsOf(db, faceIds, model);
  for (const faceId of faceIds) {
    const vector = vectors.get(faceId);
    if (vector !== undefined) yield { faceId, vector };
  }
}
