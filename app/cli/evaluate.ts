import path from "node:path";
import type { Command } from "commander";
import { scoreAllPairs, similaritiesOfPairs } from "../evaluate/all-pairs.ts";
import { clusterLabelled } from "../evaluate/cluster-labelled.ts";
import { clusteringFigures } from "../evaluate/clustering.ts";
import { leaveOneOut } from "../evaluate/identification.ts";
import type { LabelledFaces } from "../evaluate/labelled-faces.ts";
import { readLabelledFolder, type LabelledFolder } from "../evaluate/labelled-folder.ts";
import { readPairs } from "../evaluate/pairs-file.ts";
import { recogniseFolder } from "../evaluate/recognise-folder.ts";
import { tenFoldAccuracy } from "../evaluate/ten-fold.ts";
import {
  areaUnderCurve,
  bestAccuracy,
  confusionAt,
  equalErrorRate,
  trueAcceptRateAt,
} from "../evaluate/verification.ts";
import { chooseRecipe } from "../library/choose-recipe.ts";
import { openDefaultModelStore } from "../models/open-default-store.ts";
import { clusterOptionsOf } from "../people/cluster-options.ts";
import { commonnessOfModel } from "../people/commonness.ts";
import { groupingNeighbours } from "../people/near-faces.ts";
import { hasPhotoExtension } from "../photo/format.ts";
import { note, printResult, type CommonOptions } from "./console.ts";
import { withRecipeOptions, type RecipeOptions } from "./option-values.ts";
import { embeddingModel } from "./verify.ts";
import { count, percent, printable, table } from "./words.ts";

interface EvaluateOptions extends CommonOptions, RecipeOptions {
  readonly pairs?: string;
  readonly aligned?: boolean;
}

/** Registers `familiar evaluate FOLDER`. */
export function registerEvaluateCommand(program: Command): void {
  withRecipeOptions(program.command("evaluate"))
    .description("measure recognition on a folder with one folder of photos for each person")
    .argument("<FOLDER>", "labelled folder")
    .option("--pairs <CSV>", "official pairs (same,a,b) for the ten-fold accuracy")
    .option("--aligned", "the pictures are aligned faces of 112 x 112 pixels: detect nothing")
    .option("--json", "one JSON document on stdout")
    .action(async (folder: string, options: EvaluateOptions) => {
      const result = await evaluateFolder(path.resolve(folder), options);
      printResult(options, result, evaluationText);
    });
}

/** The fields of `familiar evaluate --json`. */
export type EvaluationResult = Awaited<ReturnType<typeof evaluateFolder>>;

async function evaluateFolder(folderPath: string, options: EvaluateOptions) {
  const folder = await readLabelledFolder(folderPath, hasPhotoExtension);
  const store = await openDefaultModelStore();
  const { detector, alignment, model, runtime } = options;
  const recipe = await chooseRecipe(store, { detector, alignment, embedding: model, runtime }, note);
  const { faces, failed } = await recogniseFolder(folder.pictures, {
    networks: recipe.files,
    dimensions: recipe.dimensions,
    isAligned: options.aligned === true,
    onProgress: (done, total) => {
      if (done % 500 === 0 || done === total) note(`${done} of ${count(total, "picture")}`);
    },
  });
  const threshold = 1 - embeddingModel(store, recipe.embedding).verification.cosine;
  const clusters = clusterLabelled(
    faces,
    commonnessOfModel(recipe.embedding),
    clusterOptionsOf(recipe.embedding),
    groupingNeighbours,
  );
  const figures = clusteringFigures(faces.identities, clusters);
  return {
    images: folder.pictures.length,
    facesFound: faces.hasFace.reduce((sum, has) => sum + has, 0),
    detector: options.aligned === true ? null : recipe.detector,
    model: recipe.embedding,
    verification: {
      ...verificationFigures(faces, threshold),
      ...(await officialFigures(folder, faces, options.pairs)),
    },
    clustering: {
      bCubedF1: figures.bCubedF1,
      bCubedPrecision: figures.bCubedPrecision,
      bCubedRecall: figures.bCubedRecall,
      pairwiseF1: figures.pairwiseF1,
      clusters: figures.clusters,
      identities: figures.identities,
    },
    identification: { rank1: leaveOneOut(faces).rank1 },
    failed,
  };
}

function verificationFigures(faces: LabelledFaces, threshold: number) {
  const scores = scoreAllPairs(faces);
  const at = trueAcceptRateAt(scores, 0.001);
  return {
    pairs: scores.samePairs + scores.differentPairs,
    accuracy: bestAccuracy(scores).accuracy,
    auc: areaUnderCurve(scores),
    equalErrorRate: equalErrorRate(scores).rate,
    tarAtFar001: at.trueAcceptRate,
    similarityAtFar001: at.threshold,
    confusion: confusionAt(scores, threshold),
  };
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

function accuracyText({
  accuracy,
  accuracyStandardError,
  officialPairs,
}: EvaluationResult["verification"]): string {
  const text = percent(accuracy, 2);
  if (accuracyStandardError === undefined || officialPairs === undefined) return text;
  const error = percent(accuracyStandardError, 2);
  return `${text} (standard error ${error}), ten-fold on ${count(officialPairs, "official pair")}`;
}

function evaluationText(result: EvaluationResult): string {
  const { verification, clustering, identification } = result;
  const { confusion } = verification;
  return [
    `${count(result.images, "picture")} of ${count(clustering.identities, "person", "people")}, ` +
      `a face found in ${result.facesFound.toLocaleString("en-US")} ` +
      `(${result.detector === null ? "" : `${result.detector}, `}${result.model}).`,
    "",
    table([
      ["Verification", `${verification.pairs.toLocaleString("en-US")} pairs`],
      ["  accuracy", accuracyText(verification)],
      ["  area under the ROC curve", verification.auc.toFixed(5)],
      ["  equal error rate", percent(verification.equalErrorRate, 2)],
      ["  true accepts at 0.1 % false accepts", percent(verification.tarAtFar001, 2)],
      ["  at the model's threshold: precision", percent(confusion.precision, 2)],
      ["  at the model's threshold: recall", percent(confusion.recall, 2)],
      ["Identification, leave one out", percent(identification.rank1, 2)],
      ["Clustering", count(clustering.clusters, "group")],
      ["  B-cubed F1", clustering.bCubedF1.toFixed(4)],
      ["  B-cubed precision", clustering.bCubedPrecision.toFixed(4)],
      ["  B-cubed recall", clustering.bCubedRecall.toFixed(4)],
      ["  pairwise F1", clustering.pairwiseF1.toFixed(4)],
    ]),
    ...(result.failed.length > 0 ? ["", `Could not be used (${result.failed.length}):`] : []),
    ...result.failed.flatMap(({ path: file, reason }) => [`  ${printable(file)}`, `    ${reason}`]),
  ].join("\n");
}
