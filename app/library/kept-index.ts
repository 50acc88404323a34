import { newestVector } from "../db/embeddings.ts";
import type { ModelStore } from "../models/store.ts";
import { exactUpTo, type FaceSearch } from "../people/face-index.ts";
import { searchBesideGraph } from "./beside-graph.ts";
import { openCompactSearch, type CompactSearch } from "./compact-search.ts";
import { currentModel, type ModelIndex } from "./current-index.ts";
import {
  forgetLibraryIndex,
  indexIdentity,
  libraryIndexInMemory,
  refreshLibraryIndex,
  type IndexedModel,
} from "./library-index.ts";
import type { Library } from "./open-library.ts";

/** The faces of a library, to be searched for as long as it is open. Close it before the library is closed. */
export interface KeptIndex {
  /**
   * A search among all faces of the model that the library is recognised with; null before the first scan. It has all
   * faces but those that were ignored when it was saved and are not any more: the next scan adds them. To be opened
   * anew for each question, as it knows no faces that come later.
   *
   * Nobody waits for the graph: until it is read, and while it takes in new faces, compact vectors answer instead.
   * Rejects with UnknownModelError when the model is no longer known.
   */
  readonly open: () => Promise<ModelIndex | null>;
  /** Resolves when nothing is read or written any more. */
  readonly idle: () => Promise<void>;
  /** Nothing is read or written now: questions are answered by what answers them fastest. */
  readonly isIdle: () => boolean;
  readonly close: () => Promise<void>;
}

/** How an index is kept. */
export interface KeptIndexOptions {
  /** Reads the graph in the background: for many questions. Without it compact vectors answer all of them. */
  readonly usesGraph: boolean;
  /** Hears why the graph could not be read or saved; questions are answered all the same. */
  readonly onError: (error: unknown) => void;
  /** Reads the graph and brings it up to date. */
  readonly refreshIndex?: typeof refreshLibraryIndex;
}

/** For one question and then another program. */
const once: KeptIndexOptions = { usesGraph: false, onError: () => undefined };

/** Up to so many vectors the index is exact, and there in a moment (decisions 0037). */
const mostToWaitFor = exactUpTo;

/** Keeps the index of a library. Nothing is read before it is asked for. */
export function keepLibraryIndex(
  library: Library,
  store: Pick<ModelStore, "describe">,
  { usesGraph, onError, refreshIndex = refreshLibraryIndex }: KeptIndexOptions = once,
): KeptIndex {
  const { db } = library;
  const closing = new AbortController();
  const forNewFaces = { isForNewFacesOnly: true, signal: closing.signal };
  let compact: { readonly key: string; readonly search: Promise<CompactSearch> } | null = null;
  let loading: Promise<void> | null = null;

  const loadGraph = async (recipe: IndexedModel): Promise<void> => {
    try {
      await refreshIndex(library, recipe, forNewFaces);
    } catch (error) {
      if (!closing.signal.aborted) onError(error);
    } finally {
      compact = null;
      loading = null;
    }
  };
  const openCompact = async (recipe: IndexedModel): Promise<FaceSearch> => {
    const key = JSON.stringify(indexIdentity(library, recipe));
    if (compact?.key !== key) {
      compact = { key, search: openCompactSearch(library, recipe, closing.signal) };
    }
    const own = compact;
    try {
      const search = await own.search;
      await search.refresh();
      return {
        search: (vector, count) => search.search([vector], count)[0] ?? [],
        searchAll: search.search,
      };
    } catch (error) {
      // The next question tries again.
      if (compact === own) compact = null;
      throw error;
    }
  };
  const open = async (recipe: IndexedModel): Promise<FaceSearch> => {
    if (newestVector(db) <= mostToWaitFor) {
      return (await refreshIndex(library, recipe, forNewFaces)).index;
    }
    const graph = libraryIndexInMemory(library, recipe);
    if (usesGraph && graph?.newest !== newestVector(db)) loading ??= loadGraph(recipe);
    return (graph && searchBesideGraph(db, recipe, graph, forNewFaces)) ?? (await openCompact(recipe));
  };

  return {
    open: async () => {
      const recipe = currentModel(library, store);
      return recipe && { index: await open(recipe), model: recipe.embedding };
    },
    idle: async () => {
      while (loading !== null) await loading;
    },
    isIdle: () => loading === null,
    close: async () => {
      closing.abort();
      await loading;
      forgetLibraryIndex(library);
    },
  };
}
