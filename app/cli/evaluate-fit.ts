import { normsOf } from "../evaluate/compare-ways.ts";
import type { MemberFaces } from "../evaluate/ensemble-pairs.ts";
import { fitEnsemble } from "../evaluate/fit-ensemble.ts";
import { fitThresholds } from "../evaluate/fit-thresholds.ts";
import { checkHalves, halvesOfPeople, type Halves } from "../evaluate/half-of-people.ts";
import type { LabelledFolder } from "../evaluate/labelled-folder.ts";
import type { RecognisedFolder } from "../evaluate/recognise-folder.ts";
import { RecipeError } from "../library/choose-recipe.ts";
import { alignmentOfRecipe, type Recipe } from "../library/recipe.ts";
import { embeddingModel } from "../models/embedding-model.ts";
import { ModelError } from "../models/errors.ts";
import type { ModelStore } from "../models/store.ts";
import { ensembleFile, rememberEnsemble } from "../verification/ensemble-file.ts";
import type { Ensemble, EnsembleFigures, EnsembleMember } from "../verification/ensemble.ts";
import { fittedThresholdsFile, rememberThresholds } from "../verification/fitted-thresholds.ts";
import { memberRecipe } from "../verification/open-judge.ts";
import { note } from "./console.ts";
import { wayName, type EvaluateOptions } from "./evaluate-options.ts";
import type { NamedScores } from "./evaluate-plot.ts";
import { count } from "./words.ts";

/** How a folder was looked at, and what was seen. */
interface Look {
  readonly recipe: Recipe;
  readonly recognised: RecognisedFolder;
}

type Recognise = (recipe: Recipe) => Promise<RecognisedFolder>;

/** What was fitted, as `familiar evaluate --fit --json` tells it. */
export interface FitResult {
  readonly falseAcceptRate: number;
  readonly people: { readonly fitting: number; readonly heldOut: number };
  readonly thresholds: ReturnType<typeof fitThresholds>["verification"];
  readonly calibration: ReturnType<typeof fitThresholds>["calibration"];
  readonly heldOut: ReturnType<typeof fitThresholds>["heldOut"];
  /** Where they are kept: beside the models, for this user. */
  readonly file: string;
  /** null = none was asked for, or there are no two ways to represent a face. */
  readonly ensemble: {
    readonly members: readonly string[];
    readonly trees: number;
    readonly threshold: number;
    readonly heldOut: readonly EnsembleFigures[];
    readonly file: string;
  } | null;
}

/**
 * Fits thresholds, and an ensemble, on the pictures of every other person of a folder, and keeps them beside the models;
 * the figures are those of the other people.
 */
export async function fitOnFolder(
  store: ModelStore,
  folder: LabelledFolder,
  look: Look,
  options: EvaluateOptions,
  recognise: Recognise,
): Promise<{ readonly result: FitResult; readonly curves: readonly NamedScores[] }> {
  const { recipe, recognised } = look;
  const halves = halvesOfPeople(recognised.faces.identities);
  checkHalves(folder.folder, recognised.faces, halves);
  const model = embeddingModel(store, recipe.embedding);
  const fitted = {
    folder: folder.folder,
    at: new Date().toISOString(),
    pictures: halves.fitting.length,
    people: peopleOf(halves.fitting, recognised),
    falseAcceptRate: options.far,
  };
  const scale = fitThresholds(recognised.faces, normsOf(recognised.facts, model), halves, options.far);
  if (scale.differentPairs * options.far < 1) {
    note(
      `There are only ${count(scale.differentPairs, "pair")} of different people to fit on: the thresholds let none of them in.`,
    );
  }
  await rememberThresholds(store.folder, {
    ...{ model: model.id, sha256: model.sha256, detector: recipe.detector },
    ...{ alignment: alignmentOfRecipe(recipe), fitted },
    ...{ verification: scale.verification, calibration: scale.calibration },
  });
  const ensemble = options.ensemble
    ? await fitAndKeep(store, look, halves, fitted, options, recognise)
    : null;
  const result = {
    falseAcceptRate: options.far,
    people: { fitting: fitted.people, heldOut: peopleOf(halves.held, recognised) },
    ...{ thresholds: scale.verification, calibration: scale.calibration, heldOut: scale.heldOut },
    file: fittedThresholdsFile(store.folder),
    ensemble: ensemble?.result ?? null,
  };
  return { result, curves: ensemble?.curves ?? [] };
}

function peopleOf(places: readonly number[], { faces }: RecognisedFolder): number {
  return new Set(places.map((place) => faces.identities[place])).size;
}

async function fitAndKeep(
  store: ModelStore,
  look: Look,
  halves: Halves,
  fitted: Ensemble["fitted"],
  options: EvaluateOptions,
  recognise: Recognise,
): Promise<{ readonly result: FitResult["ensemble"]; readonly curves: readonly NamedScores[] } | null> {
  const members = await lookAsMembers(store, look, options, recognise);
  if (members.length < 2) return null;
  const { fusion, trees, threshold, heldOut, heldScores } = fitEnsemble(
    members.map(({ seen }) => seen),
    halves,
    options.far,
  );
  const { recipe } = look;
  const fileOf = (id: string) => ({ id, sha256: store.describe(id).sha256 });
  await rememberEnsemble(store.folder, {
    version: 1,
    detector: fileOf(recipe.detector),
    // The landmarks find the eyes for every member that is aligned by them.
    landmarks: members.some(({ member }) => member.alignment === "landmarks")
      ? fileOf(store.recipe.landmarks)
      : null,
    members: members.map(({ member }) => member),
    ...{ fusion, trees, threshold, fitted, heldOut: [...heldOut] },
  });
  return {
    result: {
      members: members.map(({ seen }) => seen.name),
      ...{ trees: trees.trees.length, threshold, heldOut, file: ensembleFile(store.folder) },
    },
    curves: [{ name: "ensemble, people not fitted on", scores: heldScores }],
  };
}

/** Every model, plain and together with the mirror image, as far as it can be had. */
async function lookAsMembers(
  store: ModelStore,
  { recipe, recognised }: Look,
  options: EvaluateOptions,
  recognise: Recognise,
): Promise<{ readonly member: EnsembleMember; readonly seen: MemberFaces }[]> {
  const alignment = alignmentOfRecipe(recipe);
  if (alignment === "none") {
    note("No ensemble is made of faces that are not aligned.");
    return [];
  }
  const rows = await store.list();
  const installed = rows.filter(({ installed, model }) => installed && model.task === "embedding");
  const models = options.models ?? installed.map(({ model }) => model.id);
  const members: { member: EnsembleMember; seen: MemberFaces }[] = [];
  for (const id of models) {
    for (const withMirrorImage of [false, true]) {
      const { sha256 } = embeddingModel(store, id);
      const member = { model: { id, sha256 }, alignment, withMirrorImage };
      try {
        const own = await memberRecipe(
          store,
          member,
          { detector: recipe.detector, runtime: options.runtime },
          note,
        );
        const name = wayName(own, { aligned: true });
        note(`${name}:`);
        const isLooked = id === recipe.embedding && !withMirrorImage;
        const { faces, facts } = isLooked ? recognised : await recognise(own);
        members.push({ member, seen: { name, faces, facts } });
      } catch (error) {
        if (!(error instanceof RecipeError || error instanceof ModelError)) throw error;
        note(`${id} takes no part: ${error.message}`);
      }
    }
  }
  return members;
}
