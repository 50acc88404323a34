import type { BoostedTrees, RegressionTree } from "../verification/boosted-trees.ts";
import { scoreOf } from "../verification/boosted-trees.ts";
import { sigmoid } from "../people/probability.ts";
import { binFeatures, type BinnedFeatures } from "./bin-features.ts";

/** What is learnt from: one row an example. */
export interface BoostingRows {
  /** Rows x `width`, row-major, finite. */
  readonly features: Float64Array;
  readonly width: number;
  /** 1 = one person, 0 = two. */
  readonly labels: Uint8Array;
  /** 0 or more; only their proportions matter. */
  readonly weights: Float64Array;
}

export interface BoostingOptions {
  /** The linear function that boosting starts from. */
  readonly start: Pick<BoostedTrees, "intercept" | "weights">;
  /** For each feature: true = a higher value may only raise the score. */
  readonly isRising: readonly boolean[];
  readonly rounds: number;
  readonly depth: number;
  /** Share of each tree's correction that is taken, 0..1. */
  readonly learningRate: number;
  /** Weight of the penalty on a leaf's square, as a share of the total weight. */
  readonly ridge: number;
  /** Least curvature (weight x p x (1 - p)) in a leaf, as a share of the total weight. */
  readonly leastCurvature: number;
  /** Rows that say when to stop: the trees up to the round with the least loss on them are kept. */
  readonly validation?: BoostingRows;
  /** Rounds without a new least loss after which boosting stops. */
  readonly patience: number;
}

/** How a fit went. */
export interface BoostingFit {
  readonly model: BoostedTrees;
  /** Mean weighted logarithmic loss of the validation rows (without any, of the rows) after each round, the start first. */
  readonly losses: readonly number[];
}

/**
 * Gradient-boosted trees for two classes (Friedman 2001), with second-order steps, histograms and monotone features as in
 * XGBoost (Chen and Guestrin 2016). Nothing is random: the same rows give the same model.
 */
export function fitBoostedTrees(rows: BoostingRows, options: BoostingOptions): BoostingFit {
  const binned = binFeatures(rows.features, rows.width);
  const weights = normalised(rows.weights);
  const scores = scoreRows({ ...options.start, trees: [] }, rows);
  const judged = options.validation ?? rows;
  const judgedScores = scoreRows({ ...options.start, trees: [] }, judged);
  const judgedWeights = normalised(judged.weights);
  const trees: RegressionTree[] = [];
  const losses = [meanLoss(judgedScores, judged.labels, judgedWeights)];
  let best = 0;
  for (let round = 1; round <= options.rounds; round++) {
    const steps = stepsOf(scores, rows.labels, weights);
    const tree = growTree(binned, steps, options);
    trees.push(tree);
    addTree(tree, rows, scores);
    addTree(tree, judged, judgedScores);
    losses.push(meanLoss(judgedScores, judged.labels, judgedWeights));
    if ((losses[round] ?? Infinity) < (losses[best] ?? Infinity)) best = round;
    if (round - best >= options.patience) break;
  }
  const { intercept, weights: linear } = options.start;
  return { model: { intercept, weights: [...linear], trees: trees.slice(0, best) }, losses };
}

/** Scores of all rows. */
export function scoreRows(model: BoostedTrees, { features, width, labels }: BoostingRows): Float64Array {
  return Float64Array.from(labels, (_, row) =>
    scoreOf(model, features.subarray(row * width, (row + 1) * width)),
  );
}

/** The mean of -ln(probability given to the truth), weighted; the weights sum to 1. */
export function meanLoss(scores: Float64Array, labels: Uint8Array, weights: Float64Array): number {
  let loss = 0;
  for (const [row, score] of scores.entries()) {
    const towards = labels[row] === 1 ? -score : score;
    // ln(1 + e^t), written so that e^t cannot overflow.
    loss += (weights[row] ?? 0) * (Math.max(towards, 0) + Math.log1p(Math.exp(-Math.abs(towards))));
  }
  return loss;
}

function normalised(weights: Float64Array): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** A split that lowers the mean loss by less is rounding. */
const leastGain = 1e-12;

/** First and second derivative of the loss by each row's score. */
interface Steps {
  readonly gradients: Float64Array;
  readonly curvatures: Float64Array;
}

function stepsOf(scores: Float64Array, labels: Uint8Array, weights: Float64Array): Steps {
  const gradients = new Float64Array(scores.length);
  const curvatures = new Float64Array(scores.length);
  for (const [row, score] of scores.entries()) {
    const probability = sigmoid(score);
    const weight = weights[row] ?? 0;
    gradients[row] = weight * (probability - (labels[row] ?? 0));
    curvatures[row] = weight * probability * (1 - probability);
  }
  return { gradients, curvatures };
}

/** A leaf that may yet be split, and the values that keep the features monotone. */
interface Leaf {
  /** Its place in the tree's nodes. */
  readonly place: number;
  readonly rows: Uint32Array;
  readonly gradient: number;
  readonly curvature: number;
  readonly least: number;
  readonly most: number;
  readonly depth: number;
}

interface Split {
  readonly feature: number;
  /** Rows in bins up to this one go to the low side. */
  readonly bin: number;
  readonly gain: number;
  readonly lowGradient: number;
  readonly lowCurvature: number;
}

function growTree(binned: BinnedFeatures, steps: Steps, options: BoostingOptions): RegressionTree {
  const nodes: RegressionTree["nodes"] = [{ value: 0 }];
  const all = Uint32Array.from({ length: steps.gradients.length }, (_, row) => row);
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const open: Leaf[] = [
    {
      ...{ place: 0, rows: all, least: -Infinity, most: Infinity, depth: 0 },
      ...{ gradient: sum(steps.gradients), curvature: sum(steps.curvatures) },
    },
  ];
  for (let leaf = open.shift(); leaf !== undefined; leaf = open.shift()) {
    const split = leaf.depth < options.depth ? bestSplit(leaf, binned, steps, options) : undefined;
    if (split === undefined) {
      nodes[leaf.place] = { value: options.learningRate * valueOf(leaf, leaf, options) };
      continue;
    }
    const [low, high] = divide(leaf, split, binned, nodes.length, options);
    nodes.push({ value: 0 }, { value: 0 });
    const threshold = binned.upperEdges[split.feature]?.[split.bin] ?? 0;
    nodes[leaf.place] = { feature: split.feature, threshold, low: low.place, high: high.place };
    open.push(low, high);
  }
  return { nodes };
}

function valueOf(
  sums: { readonly gradient: number; readonly curvature: number },
  bounds: { readonly least: number; readonly most: number },
  { ridge }: BoostingOptions,
): number {
  const free = sums.curvature + ridge === 0 ? 0 : -sums.gradient / (sums.curvature + ridge);
  return Math.min(bounds.most, Math.max(bounds.least, free));
}

/** How much a leaf with this value lowers the loss, to the second order. */
function gainOf(
  sums: { readonly gradient: number; readonly curvature: number },
  value: number,
  { ridge }: BoostingOptions,
): number {
  return -(sums.gradient * value + ((sums.curvature + ridge) * value * value) / 2);
}

function bestSplit(
  leaf: Leaf,
  binned: BinnedFeatures,
  steps: Steps,
  options: BoostingOptions,
): Split | undefined {
  const without = gainOf(leaf, valueOf(leaf, leaf, options), options);
  let best: Split | undefined;
  for (let feature = 0; feature < binned.upperEdges.length; feature++) {
    const { gradients, curvatures } = histogramOf(leaf.rows, feature, binned, steps);
    let lowGradient = 0;
    let lowCurvature = 0;
    for (let bin = 0; bin + 1 < gradients.length; bin++) {
      lowGradient += gradients[bin] ?? 0;
      lowCurvature += curvatures[bin] ?? 0;
      const low = { gradient: lowGradient, curvature: lowCurvature };
      const high = { gradient: leaf.gradient - lowGradient, curvature: leaf.curvature - lowCurvature };
      if (Math.min(low.curvature, high.curvature) < options.leastCurvature) continue;
      const [lowValue, highValue] = [valueOf(low, leaf, options), valueOf(high, leaf, options)];
      if (options.isRising[feature] === true && lowValue > highValue) continue;
      const gain = gainOf(low, lowValue, options) + gainOf(high, highValue, options) - without;
      if (gain > (best?.gain ?? leastGain)) best = { feature, bin, gain, lowGradient, lowCurvature };
    }
  }
  return best;
}

function histogramOf(rows: Uint32Array, feature: number, binned: BinnedFeatures, steps: Steps): Steps {
  const bins = (binned.upperEdges[feature]?.length ?? 0) + 1;
  const gradients = new Float64Array(bins);
  const curvatures = new Float64Array(bins);
  const column = binned.bins.subarray(feature * binned.rows, (feature + 1) * binned.rows);
  for (const row of rows) {
    const bin = column[row] ?? 0;
    gradients[bin] = (gradients[bin] ?? 0) + (steps.gradients[row] ?? 0);
    curvatures[bin] = (curvatures[bin] ?? 0) + (steps.curvatures[row] ?? 0);
  }
  return { gradients, curvatures };
}

function divide(
  leaf: Leaf,
  { feature, bin, lowGradient, lowCurvature }: Split,
  binned: BinnedFeatures,
  place: number,
  options: BoostingOptions,
): [low: Leaf, high: Leaf] {
  const column = binned.bins.subarray(feature * binned.rows, (feature + 1) * binned.rows);
  const isLow = (row: number) => (column[row] ?? 0) <= bin;
  const low = { gradient: lowGradient, curvature: lowCurvature };
  const high = { gradient: leaf.gradient - lowGradient, curvature: leaf.curvature - lowCurvature };
  // What lies below a split on a rising feature stays on its side of the middle, so that no later split turns it round.
  const middle = (valueOf(low, leaf, options) + valueOf(high, leaf, options)) / 2;
  const isRising = options.isRising[feature] === true;
  const depth = leaf.depth + 1;
  return [
    {
      ...low,
      place,
      rows: leaf.rows.filter(isLow),
      least: leaf.least,
      most: isRising ? middle : leaf.most,
      depth,
    },
    {
      ...{ ...high, place: place + 1, rows: leaf.rows.filter((row) => !isLow(row)) },
      ...{ least: isRising ? middle : leaf.least, most: leaf.most, depth },
    },
  ];
}

function addTree(tree: RegressionTree, { features, width }: BoostingRows, scores: Float64Array): void {
  const alone: BoostedTrees = { intercept: 0, weights: [], trees: [tree] };
  for (let row = 0; row < scores.length; row++) {
    const own = scoreOf(alone, features.subarray(row * width, (row + 1) * width));
    scores[row] = (scores[row] ?? 0) + own;
  }
}
