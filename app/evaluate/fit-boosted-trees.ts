import type { BoostedTrees, RegressionTree } from "../verification/boosted-trees.ts";
import { scoreOf } from "../verification/boosted-trees.ts";
import { sigmoid } from "../people/probability.ts";
import { binFeatures } from "./bin-features.ts";
import { growTree, type Steps, type TreeOptions } from "./grow-tree.ts";

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

export interface BoostingOptions extends TreeOptions {
  /** The linear function that boosting starts from. */
  readonly start: Pick<BoostedTrees, "intercept" | "weights">;
  readonly rounds: number;
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

function addTree(tree: RegressionTree, { features, width }: BoostingRows, scores: Float64Array): void {
  const alone: BoostedTrees = { intercept: 0, weights: [], trees: [tree] };
  for (let row = 0; row < scores.length; row++) {
    const own = scoreOf(alone, features.subarray(row * width, (row + 1) * width));
    scores[row] = (scores[row] ?? 0) + own;
  }
}
