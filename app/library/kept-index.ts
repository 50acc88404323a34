import { setImmediate } from "node:timers/promises";
import { newestVector, vectorsAddedAfter } from "../db/embeddings.ts";
import { storedModels } from "../db/stored-recipe.ts";
import type { ModelStore } from "../models/store.ts";
import type { FaceIndex } from "../people/face-index.ts";
import { refreshLibraryIndex } from "./library-index.ts";
import type { Library } from "./open-library.ts";
import { vectorRevision } from "./vector-revision.ts";

/** An index with the model whose vectors it holds. */
export interface ModelIndex {
  readonly index: FaceIndex;
  readonly model: string;
}

/** The face index of a library, in memory for as long as it is used. Close it when the library is closed. */
export interface KeptIndex {
  /**
   * The index with all faces that the catalogue has now; null before the first scan. It is the same object as before
   * unless vectors were replaced or the index was not used for minutes.
   */
  readonly open: () => Promise<ModelIndex | null>;
  readonly close: () => void;
}

/** An index of 300,000 faces holds 0.7 GB and takes seconds to read: long enough for a break between two answers. */
const keptForMs = 5 * 60_000;

/** Faces added to the index before other work gets a turn; one takes about 1 ms. */
const facesPerTurn = 8;

interface Kept {
  readonly model: string;
  readonly revision: number;
  readonly newest: number;
  readonly opening: Promise<ModelIndex>;
}

/** Keeps the index of a library. Nothing is read before it is asked for. */
export function keepLibraryIndex(library: Library, store: Pick<ModelStore, "describe">): KeptIndex {
  const { db } = library;
  let kept: Kept | null = null;
  let clock: NodeJS.Timeout | null = null;
  const forget = () => {
    kept = null;
    if (clock !== null) clearTimeout(clock);
    clock = null;
  };
  const read = async (model: string): Promise<ModelIndex> => {
    const description = store.describe(model);
    if (description.task !== "embedding") throw new TypeError(`${model} is a model for ${description.task}.`);
    const { index } = await refreshLibraryIndex(library, {
      embedding: model,
      dimensions: description.dimensions,
    });
    return { index, model };
  };
  const addNew = async ({ opening, newest }: Kept): Promise<ModelIndex> => {
    const opened = await opening;
    let added = 0;
    for (const { faceId, vector } of vectorsAddedAfter(db, newest, opened.model)) {
      if (opened.index.has(faceId)) continue;
      opened.index.add(faceId, vector);
      if (++added % facesPerTurn === 0) await setImmediate();
    }
    return opened;
  };
  const bringUpToDate = (model: string): Promise<ModelIndex> => {
    const [revision, newest] = [vectorRevision(db), newestVector(db)];
    const isSame = kept?.model === model && kept.revision === revision;
    if (kept !== null && isSame && kept.newest === newest) return kept.opening;
    const opening = kept !== null && isSame ? addNew(kept) : read(model);
    kept = { model, revision, newest, opening };
    // What failed is tried again by the next who asks.
    opening.catch(() => {
      if (kept?.opening === opening) forget();
    });
    return opening;
  };
  return {
    open: async () => {
      const model = storedModels(db)?.embedding;
      if (model === undefined) return null;
      if (clock !== null) clearTimeout(clock);
      clock = setTimeout(forget, keptForMs).unref();
      return await bringUpToDate(model);
    },
    close: forget,
  };
}
