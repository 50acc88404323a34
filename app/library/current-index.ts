import { storedModels } from "../db/stored-recipe.ts";
import type { ModelStore } from "../models/store.ts";
import type { FaceIndex } from "../people/face-index.ts";
import { refreshLibraryIndex } from "./library-index.ts";
import type { Library } from "./open-library.ts";

/** An index with the model whose vectors it holds. */
export interface ModelIndex {
  readonly index: FaceIndex;
  readonly model: string;
}

/**
 * The index of the model that a library is recognised with; null before its first scan. It has all faces but those that
 * were ignored when it was opened and are not any more: the next scan adds them. Rejects with
 * UnknownModelError when the model is no longer known, and with what opening the index throws.
 */
export async function openCurrentIndex(
  library: Library,
  store: Pick<ModelStore, "describe">,
): Promise<ModelIndex | null> {
  const model = storedModels(library.db)?.embedding;
  if (model === undefined) return null;
  const description = store.describe(model);
  if (description.task !== "embedding") throw new TypeError(`${model} is a model for ${description.task}.`);
  const indexed = { embedding: model, dimensions: description.dimensions };
  const { index } = await refreshLibraryIndex(library, indexed, { isForNewFacesOnly: true });
  return { index, model };
}
