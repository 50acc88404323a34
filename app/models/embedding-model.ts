import type { EmbeddingDescription } from "./manifest.ts";
import type { ModelStore } from "./store.ts";

/** The facts of an embedding model. Throws when the id is that of another kind of model. */
export function embeddingModel(store: ModelStore, id: string): EmbeddingDescription {
  const model = store.describe(id);
  if (model.task !== "embedding") throw new Error(`${id} is no model that represents faces.`);
  return model;
}
