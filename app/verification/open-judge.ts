import { alignmentOfRecipe, type Recipe } from "../library/recipe.ts";
import { chooseRecipe, type RecipeWish } from "../library/choose-recipe.ts";
import type { NetworkFiles } from "../faces/network-files.ts";
import { embeddingModel } from "../models/embedding-model.ts";
import type { ModelStore } from "../models/store.ts";
import type { Metric } from "../people/verify.ts";
import { needEnsemble } from "./ensemble-file.ts";
import { createEnsembleJudge, ensembleName, type Ensemble, type EnsembleMember } from "./ensemble.ts";
import { EnsembleError } from "./errors.ts";
import { openFaceReader, type ReadFaces } from "./face-reader.ts";
import { chooseScale, type FittedThresholds } from "./fitted-thresholds.ts";
import { createModelJudge, type Judge } from "./judge.ts";

/** What is to compare faces. */
export interface JudgeWish extends RecipeWish {
  readonly metric: Metric;
}

/** A judge, and what finds and represents the faces that it compares. */
export interface OpenJudge {
  readonly judge: Judge;
  readonly readFaces: ReadFaces;
  readonly detector: string;
  readonly alignment: string;
  /** What its threshold was fitted on, on this computer; null = it came with the model. */
  readonly fitted: FittedThresholds["fitted"] | null;
}

/**
 * Loads what it takes to compare faces: one model, or the ensemble of this computer, which brings its own detector.
 * Rejects with the errors of the model store, RecipeError, EnsembleError.
 */
export async function openJudge(
  store: ModelStore,
  wish: JudgeWish,
  report: (line: string) => void,
): Promise<OpenJudge> {
  if (wish.embedding === ensembleName) return await openEnsemble(store, wish, report);
  const recipe = await chooseRecipe(store, wish, report);
  const { scale, fitted } = await chooseScale(store.folder, recipe, embeddingModel(store, recipe.embedding));
  return {
    judge: createModelJudge(recipe.embedding, wish.metric, scale),
    readFaces: await openFaceReader([recipe.files]),
    detector: recipe.detector,
    alignment: alignmentOfRecipe(recipe),
    fitted,
  };
}

async function openEnsemble(
  store: ModelStore,
  wish: JudgeWish,
  report: (line: string) => void,
): Promise<OpenJudge> {
  const ensemble = await needEnsemble(store);
  if (wish.alignment !== undefined || (wish.detector ?? ensemble.detector.id) !== ensemble.detector.id) {
    throw new EnsembleError(
      `The ensemble was made with the detector ${ensemble.detector.id} and its own alignment; leave out --detector and --alignment.`,
    );
  }
  const files = await ensembleNetworks(store, ensemble, wish, report);
  return {
    judge: createEnsembleJudge(ensemble),
    readFaces: await openFaceReader(files),
    detector: ensemble.detector.id,
    alignment: [...new Set(ensemble.members.map(({ alignment }) => alignment))].join(" and "),
    fitted: ensemble.fitted,
  };
}

async function ensembleNetworks(
  store: ModelStore,
  ensemble: Ensemble,
  { runtime }: JudgeWish,
  report: (line: string) => void,
): Promise<NetworkFiles[]> {
  const files: NetworkFiles[] = [];
  for (const member of ensemble.members) {
    files.push(
      (await memberRecipe(store, member, { detector: ensemble.detector.id, runtime }, report)).files,
    );
  }
  return files;
}

/** The recipe of a member of an ensemble. */
export async function memberRecipe(
  store: ModelStore,
  {
    model,
    alignment,
    withMirrorImage,
  }: Omit<EnsembleMember, "model"> & { readonly model: { readonly id: string } },
  wish: Pick<RecipeWish, "detector" | "runtime">,
  report: (line: string) => void,
): Promise<Recipe> {
  const recipe = await chooseRecipe(store, { ...wish, alignment, embedding: model.id }, report);
  const embedding = { ...recipe.files.embedding, withMirrorImage };
  return { ...recipe, files: { ...recipe.files, embedding } };
}
