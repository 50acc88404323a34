import { sigmoid } from "../people/probability.ts";
import { CalibrationError } from "./calibration.ts";
import { solveLinear } from "./solve-linear.ts";

/** One thing to learn from. */
export interface Example {
  /** As many numbers for every example; the first is 1, for the intercept. */
  readonly features: readonly number[];
  readonly isSame: boolean;
  /** 0 or more; only the proportions matter. */
  readonly weight: number;
}

export interface RegressionOptions {
  /** Places in `features` that take part; the others get the weight 0. Default: all. */
  readonly used?: readonly number[];
  /** Weight of the penalty ridge / 2 x sum of squares on the mean loss; the intercept is free. */
  readonly ridge?: number;
}

/** Newton's method settles in some ten steps on real examples. */
const mostSteps = 100;

/**
 * Fits P(same) = sigmoid(weights . features) by maximum likelihood with a ridge penalty (Newton's method with halved
 * steps; the same examples give the same bits). Returns one weight a feature.
 * @throws CalibrationError when there is no example of one kind, or the fit does not settle.
 */
export function fitRegression(examples: readonly Example[], options: RegressionOptions = {}): number[] {
  const width = examples[0]?.features.length ?? 0;
  const used = options.used ?? Array.from({ length: width }, (_, place) => place);
  const ridge = options.ridge ?? 1e-6;
  const rows = normalised(examples, used);
  let fit = used.map(() => 0);
  let loss = lossOf(rows, fit, ridge);
  for (let step = 0; step < mostSteps; step++) {
    const move = newtonMove(rows, fit, ridge);
    if (move.every((part, place) => Math.abs(part) <= 1e-9 * (1 + Math.abs(fit[place] ?? 0)))) {
      return spread(fit, used, width);
    }
    let share = 1;
    let next = moved(fit, move, share);
    let nextLoss = lossOf(rows, next, ridge);
    // Once rounding hides the difference in loss, halving further cannot help.
    while (nextLoss > loss && share > 1e-6) {
      share /= 2;
      next = moved(fit, move, share);
      nextLoss = lossOf(rows, next, ridge);
    }
    // Where features say nearly the same, rounding moves the weights about long after the loss has settled.
    if (loss - nextLoss <= 1e-15 * loss) return spread(nextLoss < loss ? next : fit, used, width);
    fit = next;
    loss = nextLoss;
  }
  throw new CalibrationError(`The regression did not settle in ${mostSteps} steps.`);
}

function normalised(examples: readonly Example[], used: readonly number[]): Example[] {
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  const same = examples.reduce((sum, { weight, isSame }) => sum + (isSame ? weight : 0), 0);
  if (!(same > 0 && same < total)) {
    throw new CalibrationError("A regression needs examples of one person and examples of different people.");
  }
  return examples.map(({ features, isSame, weight }) => ({
    features: used.map((place) => features[place] ?? NaN),
    isSame,
    weight: weight / total,
  }));
}

function newtonMove(rows: readonly Example[], fit: readonly number[], ridge: number): number[] {
  const gradient = fit.map((weight, place) => (place === 0 ? 0 : ridge * weight));
  const curvature = fit.map((_, a) => fit.map((__, b) => (a === b && a > 0 ? ridge : 0)));
  for (const { features, isSame, weight } of rows) {
    const probability = sigmoid(scoreOf(features, fit));
    const error = weight * (probability - (isSame ? 1 : 0));
    const bend = weight * probability * (1 - probability);
    for (const [a, row] of curvature.entries()) {
      const feature = features[a] ?? 0;
      gradient[a] = (gradient[a] ?? 0) + error * feature;
      for (let b = 0; b < row.length; b++) row[b] = (row[b] ?? 0) + bend * feature * (features[b] ?? 0);
    }
  }
  const solution = solveLinear(curvature, gradient);
  if (solution === null) {
    throw new CalibrationError("The features do not fix the weights: some of them say the same.");
  }
  return solution.map((part) => -part);
}

function lossOf(rows: readonly Example[], fit: readonly number[], ridge: number): number {
  let loss = 0;
  for (const weight of fit.slice(1)) loss += (ridge / 2) * weight * weight;
  for (const { features, isSame, weight } of rows) {
    const score = scoreOf(features, fit);
    const towards = isSame ? -score : score;
    // ln(1 + e^t), written so that e^t cannot overflow.
    loss += weight * (Math.max(towards, 0) + Math.log1p(Math.exp(-Math.abs(towards))));
  }
  return loss;
}

function scoreOf(features: readonly number[], fit: readonly number[]): number {
  return fit.reduce((sum, weight, place) => sum + weight * (features[place] ?? 0), 0);
}

function moved(fit: readonly number[], move: readonly number[], share: number): number[] {
  return fit.map((weight, place) => weight + share * (move[place] ?? 0));
}

function spread(fit: readonly number[], used: readonly number[], width: number): number[] {
  const all = Array.from({ length: width }, () => 0);
  for (const [place, feature] of used.entries()) all[feature] = fit[place] ?? 0;
  return all;
}
