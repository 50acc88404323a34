import { alignmentOfRecipe, type Alignment, type Recipe } from "../library/recipe.ts";
import type { Metric } from "../people/verify.ts";
import type { CommonOptions } from "./console.ts";
import type { RecipeOptions } from "./option-values.ts";

/** What `familiar evaluate` was asked. */
export interface EvaluateOptions extends CommonOptions, RecipeOptions {
  readonly pairs?: string;
  readonly aligned?: boolean;
  readonly metric: Metric;
  readonly roc?: string;
  readonly force?: boolean;
  readonly compare?: boolean;
  readonly models?: readonly string[];
  readonly detectors?: readonly string[];
  readonly alignments?: readonly Alignment[];
  readonly metrics?: readonly Metric[];
  readonly fit?: boolean;
  readonly far: number;
  /** False with --no-ensemble. */
  readonly ensemble: boolean;
}

/** A way of looking at pictures, for a legend. */
export function wayName(recipe: Recipe, { aligned }: Pick<EvaluateOptions, "aligned">): string {
  const mirrored = recipe.files.embedding.withMirrorImage === true ? " with mirror image" : "";
  if (aligned === true) return `${recipe.embedding}${mirrored}`;
  const alignment = alignmentOfRecipe(recipe);
  const how = alignment === "none" ? "not aligned" : `aligned by ${alignment}`;
  return `${recipe.embedding}${mirrored}, ${recipe.detector}, ${how}`;
}
