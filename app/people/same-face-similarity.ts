import { readBuiltInManifest } from "../models/manifest.ts";

/**
 * The cosine similarity from which on a model takes two faces for one person (decisions 0006); a model that nobody has
 * fitted gets the default model's.
 */
export function sameFaceSimilarityOf(modelId: string): number {
  const { models, recipe } = readBuiltInManifest();
  const embeddings = models.filter((model) => model.task === "embedding");
  const model =
    embeddings.find(({ id }) => id === modelId) ?? embeddings.find(({ id }) => id === recipe.embedding);
  if (model === undefined) throw new RangeError(`models.json does not describe ${recipe.embedding}.`);
  return 1 - model.verification.cosine;
}
