// Fits what resources/models.json and app/people/cluster-options.ts hold for an embedding model on one half of
// the identities of lfw-dev, and reports it on the other half. Decisions 0005 and 0006 hold the figures.
//   FAMILIAR_DATA=... node test/bench/accuracy/fit.ts [MODEL] [DETECTOR]
import path from "node:path";
import { scoreAllPairs, allPairs } from "../../../app/evaluate/all-pairs.ts";
import { fitLogistic } from "../../../app/evaluate/calibration.ts";
import { clusterLabelled } from "../../../app/evaluate/cluster-labelled.ts";
import { clusteringFigures } from "../../../app/evaluate/clustering.ts";
import type { LabelledFaces } from "../../../app/evaluate/labelled-faces.ts";
import { readLabelledFolder } from "../../../app/evaluate/labelled-folder.ts";
import { recogniseFolder } from "../../../app/evaluate/recognise-folder.ts";
import { expectedCalibrationError, reliability } from "../../../app/evaluate/reliability.ts";
import { confusionAt, trueAcceptRateAt } from "../../../app/evaluate/verification.ts";
import { table } from "../../../app/cli/words.ts";
import { chooseRecipe } from "../../../app/library/choose-recipe.ts";
import { openDefaultModelStore } from "../../../app/models/open-default-store.ts";
import type { ClusterOptions } from "../../../app/people/cluster-types.ts";
import { clusterOptionsOf } from "../../../app/people/cluster-options.ts";
import { commonnessOfModel } from "../../../app/people/commonness.ts";
import { groupingNeighbours } from "../../../app/people/near-faces.ts";
import { probabilityOf } from "../../../app/people/probability.ts";
import { hasPhotoExtension } from "../../../app/photo/format.ts";
import { printMachine } from "../machine.ts";
import { dataFolder } from "./data.ts";

const [embedding, detector] = process.argv.slice(2);
const folder = await readLabelledFolder(path.join(dataFolder(), "lfw-dev"), hasPhotoExtension);
const recipe = await chooseRecipe(await openDefaultModelStore(), { embedding, detector }, console.error);
const { faces } = await recogniseFolder(folder.pictures, {
  networks: recipe.files,
  dimensions: recipe.dimensions,
  isAligned: false,
  onProgress: () => undefined,
});
printMachine();
console.log(`${recipe.detector}, ${recipe.embedding}: fitted on every other identity, reported on the rest`);
const fitting = half(faces, 0);
const held = half(faces, 1);

const { threshold } = trueAcceptRateAt(scoreAllPairs(fitting), 0.001);
const heldScores = scoreAllPairs(held);
const at = confusionAt(heldScores, threshold);
console.log(
  `\nThreshold at FAR 0.1 %: similarity ${threshold.toFixed(4)}, cosine distance ${(1 - threshold).toFixed(4)},`,
);
console.log(`  Euclidean distance ${Math.sqrt(2 - 2 * threshold).toFixed(4)}`);
console.log(
  `  held out: TAR ${at.recall.toFixed(4)}, FAR ${(at.falsePositive / heldScores.differentPairs).toFixed(6)}`,
);

const fitPairs = balancedPairs(fitting);
const calibration = fitLogistic(fitPairs.similarities, fitPairs.labels, { weights: fitPairs.weights });
console.log(
  `\nCalibration: slope ${calibration.slope.toFixed(2)}, intercept ${calibration.intercept.toFixed(2)}`,
);
const heldPairs = balancedPairs(held);
const bins = reliability(
  thinned(heldPairs).map((s) => probabilityOf(s, calibration)),
  thinnedLabels(heldPairs),
);
console.log(
  `  held out, one different pair for each same pair: expected calibration error ${expectedCalibrationError(bins).toFixed(4)}`,
);

const rows: { options: ClusterOptions; f1: number }[] = [];
for (let single = 0.36; single < 0.501; single += 0.02) {
  for (let group = 0.2; group < 0.361; group += 0.02) {
    const fitted = { singleThreshold: single, groupThreshold: group };
    const options = { ...clusterOptionsOf(recipe.embedding), ...fitted };
    rows.push({ options, f1: figuresOf(fitting, options).bCubedF1 });
  }
}
rows.sort((a, b) => b.f1 - a.f1);
console.log("\nClustering, best on the fitting half, with the held-out half beside it");
console.log(
  table([
    ["single", "group", "F1 fitted", "F1 held out", "precision", "recall"],
    ...rows.slice(0, 8).map(({ options, f1 }) => {
      const figures = figuresOf(held, options);
      return [
        options.singleThreshold.toFixed(2),
        options.groupThreshold.toFixed(2),
        f1.toFixed(4),
        figures.bCubedF1.toFixed(4),
        figures.bCubedPrecision.toFixed(4),
        figures.bCubedRecall.toFixed(4),
      ];
    }),
  ]),
);

function figuresOf(of: LabelledFaces, options: ClusterOptions) {
  return clusteringFigures(
    of.identities,
    clusterLabelled(of, commonnessOfModel(recipe.embedding), options, groupingNeighbours),
  );
}

/** The pictures of every other identity. */
function half(all: LabelledFaces, remainder: 0 | 1): LabelledFaces {
  const places = [...all.identities.keys()].filter((place) => (all.identities[place] ?? 0) % 2 === remainder);
  const embeddings = new Float32Array(places.length * all.dimension);
  for (const [to, from] of places.entries()) {
    embeddings.set(
      all.embeddings.subarray(from * all.dimension, (from + 1) * all.dimension),
      to * all.dimension,
    );
  }
  return {
    embeddings,
    dimension: all.dimension,
    identities: Int32Array.from(places, (place) => all.identities[place] ?? -1),
    hasFace: Uint8Array.from(places, (place) => all.hasFace[place] ?? 0),
  };
}

/** All pairs, weighted so that pairs of one person count as much in total as pairs of two. */
function balancedPairs(of: LabelledFaces) {
  const { same, different } = allPairs(of, { countMisses: false });
  const similarities = Float64Array.from([...same, ...different]);
  const labels = Uint8Array.from(similarities, (_, place) => (place < same.length ? 1 : 0));
  const share = same.length / different.length;
  const weights = Float64Array.from(labels, (label) => (label === 1 ? 1 : share));
  return { similarities, labels, weights, sameCount: same.length };
}

/** As many different pairs as same ones, evenly taken. */
function thinnedPlaces(pairs: ReturnType<typeof balancedPairs>): number[] {
  const different = pairs.labels.length - pairs.sameCount;
  const step = different / pairs.sameCount;
  const chosen = Array.from({ length: pairs.sameCount }, (_, n) => pairs.sameCount + Math.floor(n * step));
  return [...Array.from({ length: pairs.sameCount }, (_, n) => n), ...chosen];
}

function thinned(pairs: ReturnType<typeof balancedPairs>): Float64Array {
  return Float64Array.from(thinnedPlaces(pairs), (place) => pairs.similarities[place] ?? 0);
}

function thinnedLabels(pairs: ReturnType<typeof balancedPairs>): Uint8Array {
  return Uint8Array.from(thinnedPlaces(pairs), (place) => pairs.labels[place] ?? 0);
}
