import path from "node:path";
import type { Command } from "commander";
import { scoreAllPairs, similaritiesOfPairs } from "../evaluate/all-pairs.ts";
import { clusterLabelled } from "../evaluate/cluster-labelled.ts";
import { clusteringFigures } from "../evaluate/clustering.ts";
import { normsOf } from "../evaluate/compare-ways.ts";
import { averagedTemplates, leaveOneOut, oneShot } from "../evaluate/identification.ts";
import type { LabelledFaces } from "../evaluate/labelled-faces.ts";
import { readLabelledFolder, type LabelledFolder } from "../evaluate/labelled-folder.ts";
import { scoreByMetric, type MetricScores } from "../evaluate/metric-scores.ts";
import { readPairs } from "../evaluate/pairs-file.ts";
import { recogniseFolder, type RecognisedFolder } from "../evaluate/recognise-folder.ts";
import { tenFoldAccuracy } from "../evaluate/ten-fold.ts";
import {
  areaUnderCurve,
  bestAccuracy,
  confusionAt,
  equalErrorRate,
  trueAcceptRateAt,
} from "../evaluate/verification.ts";
import { chooseRecipe } from "../library/choose-recipe.ts";
import { alignmentOfRecipe, alignments, type Recipe } from "../library/recipe.ts";
import { embeddingModel } from "../models/embedding-model.ts";
import { openDefaultModelStore } from "../models/open-default-store.ts";
import { clusterOptionsOf } from "../people/cluster-options.ts";
import { commonnessOfModel } from "../people/commonness.ts";
import { groupingNeighbours } from "../people/near-faces.ts";
import { metrics, thresholdOf } from "../people/verify.ts";
import { hasPhotoExtension } from "../photo/format.ts";
import { chooseScale } from "../verification/fitted-thresholds.ts";
import { jsonOption, note, printResult } from "./console.ts";
import { compareWays } from "./evaluate-compare.ts";
import { fitOnFolder } from "./evaluate-fit.ts";
import { wayName, type EvaluateOptions } from "./evaluate-options.ts";
import { evaluationText } from "./evaluate-output.ts";
import { checkPlotFile, writePlot } from "./evaluate-plot.ts";
import { namesOption, shareOption, withRecipeOptions, wordOption, wordsOption } from "./option-values.ts";
import { withExamples } from "./examples.ts";
import { count } from "./words.ts";

/** Registers `familiar evaluate FOLDER`. */
export function registerEvaluateCommand(program: Command): void {
  const command = withRecipeOptions(program.command("evaluate"))
    .description("measure recognition on a folder with one folder of photos for each person")
    .argument("<FOLDER>", "labelled folder")
    .option(
      "--metric <METRIC>",
      `distance of the confusion matrix: ${metrics.join(", ")}`,
      wordOption(...metrics),
      "cosine",
    )
    .option("--pairs <CSV>", "official pairs (same,a,b) for the ten-fold accuracy")
    .option("--aligned", "the pictures are aligned faces of 112 x 112 pixels: detect nothing")
    .option("--roc <FILE>", "write the ROC curve as a picture (SVG)")
    .option("--force", "write it over a file that is there")
    .option(
      "--compare",
      "compare models, detectors, alignments and metrics: all models and detectors installed, or",
    )
    .option(
      "--models <IDS>",
      "these, separated by commas; with --fit, the members of the ensemble",
      namesOption,
    )
    .option("--detectors <IDS>", "these", namesOption)
    .option(
      "--alignments <NAMES>",
      `these (${alignments.join(", ")}); as always by default`,
      wordsOption(...alignments),
    )
    .option("--metrics <NAMES>", "these; all by default", wordsOption(...metrics))
    .option(
      "--fit",
      "fit thresholds and an ensemble of models on one half of the people, report on the other, and use them from now on",
    )
    .option("--far <SHARE>", "share of strangers that a fitted threshold may let in", shareOption, 0.001)
    .option("--no-ensemble", "fit thresholds only")
    .option(...jsonOption);
  withExamples(command, [
    ["evaluate labelled --roc roc.svg", "figures, and the ROC curve as a picture"],
    [
      "evaluate labelled --compare --alignments landmarks,none",
      "models and detectors side by side, with alignment and without",
    ],
    ["evaluate labelled --fit", "thresholds and an ensemble for photos like these"],
  ]).action(async (folder: string, options: EvaluateOptions) => {
    const result = await evaluateFolder(path.resolve(folder), options);
    printResult(options, result, evaluationText);
  });
}

/** The fields of `familiar evaluate --json`. */
export type EvaluationResult = Awaited<ReturnType<typeof evaluateFolder>>;

async function evaluateFolder(folderPath: string, options: EvaluateOptions) {
  if (options.roc !== undefined) await checkPlotFile(options.roc, options.force === true);
  const folder = await readLabelledFolder(folderPath, hasPhotoExtension);
  const store = await openDefaultModelStore();
  const { detector, alignment, model, runtime } = options;
  const recipe = await chooseRecipe(store, { detector, alignment, embedding: model, runtime }, note);
  const recognised = await recognise(folder, recipe, options);
  const { faces, failed } = recognised;
  const { scale, fitted } = await chooseScale(store.folder, recipe, embeddingModel(store, recipe.embedding));
  const scores = scoreByMetric(faces, options.metric, normsOf(recognised.facts, scale), scoreAllPairs(faces));
  const compared =
    options.compare === true
      ? await compareWays(store, folder, options, (other) => recognise(folder, other, options))
      : null;
  const fit =
    options.fit === true
      ? await fitOnFolder(store, folder, { recipe, recognised }, options, (other) =>
          recognise(folder, other, options),
        )
      : null;
  const plot =
    options.roc === undefined
      ? null
      : await writePlot(options.roc, options.force === true, folder.folder, [
          { name: wayName(recipe, options), scores: scores.scores },
          ...(compared?.curves ?? []),
          ...(fit?.curves ?? []),
        ]);
  return {
    images: folder.pictures.length,
    facesFound: faces.hasFace.reduce((sum, has) => sum + has, 0),
    detector: options.aligned === true ? null : recipe.detector,
    alignment: options.aligned === true ? null : alignmentOfRecipe(recipe),
    model: recipe.embedding,
    verification: {
      ...verificationFigures(scores, thresholdOf(scale, options.metric)),
      isThresholdFitted: fitted !== null,
      ...(await officialFigures(folder, faces, options.pairs)),
    },
    clustering: clusteringOf(faces, recipe.embedding),
    identification: {
      rank1: leaveOneOut(faces).rank1,
      oneShot: oneShot(faces).rank1,
      averaged: averagedTemplates(faces).rank1,
    },
    ...(compared === null ? {} : { comparison: compared.rows, notCompared: compared.skipped }),
    ...(fit === null ? {} : { fit: fit.result }),
    ...(plot === null ? {} : { roc: plot }),
    failed,
  };
}

async function recognise(
  folder: LabelledFolder,
  recipe: Recipe,
  options: EvaluateOptions,
): Promise<RecognisedFolder> {
  return await recogniseFolder(folder.pictures, {
    networks: recipe.files,
    dimensions: recipe.dimensions,
    isAligned: options.aligned === true,
    onProgress: (done, total) => {
      if (done % 500 === 0 || done === total) note(`${done} of ${count(total, "picture")}`);
    },
  });
}

function verificationFigures({ metric, scores, scoreAtDistance }: MetricScores, threshold: number) {
  const at = trueAcceptRateAt(scores, 0.001);
  return {
    pairs: scores.samePairs + scores.differentPairs,
    accuracy: bestAccuracy(scores).accuracy,
    auc: areaUnderCurve(scores),
    equalErrorRate: equalErrorRate(scores).rate,
    tarAtFar001: at.trueAcceptRate,
    tarAtFar0001: trueAcceptRateAt(scores, 0.0001).trueAcceptRate,
    similarityAtFar001: at.threshold,
    metric,
    threshold,
    confusion: confusionAt(scores, scoreAtDistance(threshold)),
  };
}

function clusteringOf(faces: LabelledFaces, model: string) {
  const clusters = clusterLabelled(
    faces,
    commonnessOfModel(model),
    clusterOptionsOf(model),
    groupingNeighbours,
  );
  const {
    bCubedF1,
    bCubedPrecision,
    bCubedRecall,
    pairwiseF1,
    clusters: found,
    identities,
  } = clusteringFigures(faces.identities, clusters);
  return { bCubedF1, bCubedPrecision, bCubedRecall, pairwiseF1, clusters: found, identities };
}

interface OfficialFigures {
  readonly accuracy: number;
  readonly accuracyStandardError: number;
  readonly officialPairs: number;
}

/** With a pairs file the accuracy is the ten-fold one on its pairs, as LFW's authors define it. */
async function officialFigures(
  folder: LabelledFolder,
  faces: LabelledFaces,
  pairsFile: string | undefined,
): Promise<Partial<OfficialFigures>> {
  if (pairsFile === undefined) return {};
  const pairs = await readPairs(path.resolve(pairsFile), folder);
  const isSame = Uint8Array.from(pairs, (pair) => (pair.isSame ? 1 : 0));
  const { mean, standardError } = tenFoldAccuracy(similaritiesOfPairs(faces, pairs), isSame);
  return { accuracy: mean, accuracyStandardError: standardError, officialPairs: pairs.length };
}
