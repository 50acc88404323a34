import type { ModelStore } from "../models/store.ts";
import { openCurrentIndex, type ModelIndex } from "./current-index.ts";
import { forgetLibraryIndex } from "./library-index.ts";
import type { Library } from "./open-library.ts";

/** The face index of a library, in memory for as long as it is used. Close it when the library is closed. */
export interface KeptIndex {
  /**
   * The index of the model that the library is recognised with; null before the first scan. It is the same object as
   * before unless vectors were replaced or it was not used for a while.
   */
  readonly open: () => Promise<ModelIndex | null>;
  readonly close: () => void;
}

/** Keeps the index of a library. Nothing is read before it is asked for. */
export function keepLibraryIndex(library: Library, store: Pick<ModelStore, "describe">): KeptIndex {
  return {
    open: async () => await openCurrentIndex(library, store),
    close: () => {
      forgetLibraryIndex(library);
    },
  };
}
