import { readBuiltInManifest } from "../models/manifest.ts";
import type { Matching } from "./evidence.ts";

/** How a model tells people apart, and whether that was fitted for this very model. */
export interface ModelMatching {
  readonly matching: Matching;
  /** false = the default model's: too uncertain to give a face to anybody without asking. */
  readonly isFitted: boolean;
}

/** Read once: the manifest comes with Familiar and does not change while it runs. */
let builtIn: { readonly byModel: ReadonlyMap<string, Matching>; readonly ofDefault: Matching } | undefined;

/** What is known of an embedding model; a model nobody has fitted gets the default model's numbers. */
export function matchingOfModel(modelId: string): ModelMatching {
  builtIn ??= readMatching();
  const own = builtIn.byModel.get(modelId);
  return own === undefined
    ? { matching: builtIn.ofDefault, isFitted: false }
    : { matching: own, isFitted: true };
}

function readMatching() {
  const { models, recipe } = readBuiltInManifest();
  const byModel = new Map<string, Matching>();
  for (const model of models) {
    if (model.task === "embedding" && model.matching !== undefined) byModel.set(model.id, model.matching);
  }
  const ofDefault = byModel.get(recipe.embedding);
  if (ofDefault === undefined) throw new RangeError(`models.json has no "matching" for ${recipe.embedding}.`);
  return { byModel, ofDefault };
}
