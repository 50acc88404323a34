import { storedModels } from "../db/stored-recipe.ts";
import type { ModelStore } from "../models/store.ts";
import type { FaceSearch } from "../people/face-index.ts";
import type { IndexedModel } from "./library-index.ts";
import type { Library } from "./open-library.ts";

/** A search among the faces of a library, with the model whose vectors it compares. */
export interface ModelIndex {
  readonly index: FaceSearch;
  readonly model: string;
}

/** The model that a library is recognised with; null before its first scan. Throws UnknownModelError when it is no longer known. */
export function currentModel(
  { db }: Pick<Library, "db">,
  store: Pick<ModelStore, "describe">,
): IndexedModel | null {
  const model = storedModels(db)?.embedding;
  if (model === undefined) return null;
  const description = store.describe(model);
  if (description.task !== "embedding") throw new TypeError(`${model} is a model for ${description.task}.`);
  return { embedding: model, dimensions: description.dimensions };
}
