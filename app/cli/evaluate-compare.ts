import path from "node:path";
import { scoreAllPairs } from "../evaluate/all-pairs.ts";
import { figuresByMetric, type MetricFigures } from "../evaluate/compare-ways.ts";
import type { LabelledFolder } from "../evaluate/labelled-folder.ts";
import { readPairs } from "../evaluate/pairs-file.ts";
import type { RecognisedFolder } from "../evaluate/recognise-folder.ts";
import { chooseRecipe, RecipeError } from "../library/choose-recipe.ts";
import type { Alignment, Recipe } from "../library/recipe.ts";
import { embeddingModel } from "../models/embedding-model.ts";
import { ModelError } from "../models/errors.ts";
import type { ModelTask } from "../models/manifest.ts";
import type { ModelStore } from "../models/store.ts";
import { chooseScale } from "../verification/fitted-thresholds.ts";
import { note } from "./console.ts";
import { wayName, type EvaluateOptions } from "./evaluate-options.ts";
import type { NamedScores } from "./evaluate-plot.ts";

/** One row of the comparison. */
export interface ComparisonRow extends MetricFigures {
  readonly model: string;
  /** null = the pictures are aligned already. */
  readonly detector: string | null;
  readonly alignment: Alignment | null;
  readonly facesFound: number;
  /** Of all cores together, reading and decoding included. */
  readonly msPerPicture: number;
}

/** What was compared, and what could not be. */
export interface Comparison {
  readonly rows: readonly ComparisonRow[];
  readonly skipped: readonly { readonly way: string; readonly reason: string }[];
  readonly curves: readonly NamedScores[];
}

/** Looks at a folder in every way that was asked for: models x detectors x alignments, each by every metric. */
export async function compareWays(
  store: ModelStore,
  folder: LabelledFolder,
  options: EvaluateOptions,
  recognise: (recipe: Recipe) => Promise<RecognisedFolder>,
): Promise<Comparison> {
  const pairs = options.pairs === undefined ? null : await readPairs(path.resolve(options.pairs), folder);
  const rows: ComparisonRow[] = [];
  const skipped: { way: string; reason: string }[] = [];
  const curves: NamedScores[] = [];
  for (const { model, detector, alignment } of await waysOf(store, options)) {
    const way = options.aligned === true ? model : `${model}, ${detector}, ${alignment}`;
    try {
      const wish = { detector, alignment, embedding: model, runtime: options.runtime };
      const recipe = await chooseRecipe(store, wish, note);
      note(`${way}:`);
      const startMs = performance.now();
      const recognised = await recognise(recipe);
      const msPerPicture = (performance.now() - startMs) / folder.pictures.length;
      const { scale } = await chooseScale(store.folder, recipe, embeddingModel(store, model));
      const facesFound = recognised.faces.hasFace.reduce((sum, has) => sum + has, 0);
      const looked = options.aligned === true ? { detector: null, alignment: null } : { detector, alignment };
      for (const figures of figuresByMetric(recognised, scale, options.metrics, pairs)) {
        rows.push({ model, ...looked, ...figures, facesFound, msPerPicture });
      }
      curves.push({ name: wayName(recipe, options), scores: scoreAllPairs(recognised.faces) });
    } catch (error) {
      if (!(error instanceof RecipeError || error instanceof ModelError)) throw error;
      skipped.push({ way, reason: error.message });
    }
  }
  return { rows, skipped, curves };
}

async function waysOf(store: ModelStore, options: EvaluateOptions) {
  const models = options.models ?? (await installed(store, "embedding"));
  const detectors = options.detectors ?? (await installed(store, "detector"));
  // A name that does not exist is told before an hour of measuring.
  for (const id of [...models, ...detectors]) store.describe(id);
  const alignments = options.alignments ?? [options.alignment ?? "landmarks"];
  const combined = models.flatMap((model) =>
    detectors.flatMap((detector) => alignments.map((alignment) => ({ model, detector, alignment }))),
  );
  if (options.aligned !== true) return combined;
  return combined.filter((way, at) => combined.findIndex(({ model }) => model === way.model) === at);
}

async function installed(store: ModelStore, task: ModelTask): Promise<string[]> {
  const rows = await store.list();
  return rows.filter((row) => row.installed && row.model.task === task).map(({ model }) => model.id);
}
