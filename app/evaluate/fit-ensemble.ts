import { scoreOf, type BoostedTrees } from "../verification/boosted-trees.ts";
import {
  distanceOfScore,
  featureNames,
  risingFeatures,
  type Ensemble,
  type EnsembleFigures,
} from "../verification/ensemble.ts";
import {
  boostingRows,
  evenWeights,
  featuresOf,
  forEachMemberPair,
  samplePairs,
  type EnsemblePair,
  type MemberFaces,
} from "./ensemble-pairs.ts";
import { fitBoostedTrees, meanLoss, type BoostingOptions } from "./fit-boosted-trees.ts";
import { calibrate, finiteThreshold } from "./fit-thresholds.ts";
import { selectPictures, type Halves } from "./half-of-people.ts";
import { fitRegression } from "./logistic-regression.ts";
import { scorePairs, type PairScores } from "./pair-scores.ts";
import { areaUnderCurve, equalErrorRate, trueAcceptRateAt } from "./verification.ts";

/** What is learnt of an ensemble, and how it does on the people that nothing was fitted on. */
export interface FittedEnsemble extends Pick<Ensemble, "fusion" | "trees" | "threshold"> {
  /** The ensemble first, then its linear start alone, then each member. */
  readonly heldOut: readonly EnsembleFigures[];
  /** Pairs of the half that was reported on, by the ensemble's score. */
  readonly heldScores: PairScores;
}

/** Of a few tried on halves of lfw-dev (decisions 0035); a tenth of the ridge and of the curvature learns by heart. */
const boosting = {
  rounds: 200,
  depth: 3,
  learningRate: 0.1,
  ridge: 1e-2,
  leastCurvature: 1e-3,
  patience: 25,
} satisfies Partial<BoostingOptions>;

/** Ridge of the linear start: members say nearly the same, and without it their weights run away from each other. */
const fusionRidge = 1e-4;

/**
 * Joins the members' distances: a logistic regression on their cosines, and boosted trees on top of it that also see norms
 * and how clear the faces are. The number of trees is chosen on a third of the fitting half's people, and the trees are
 * then grown on all of it. Throws CalibrationError when one kind of pair is missing.
 */
export function fitEnsemble(
  members: readonly MemberFaces[],
  halves: Halves,
  falseAcceptRate: number,
): FittedEnsemble {
  const { fusion, trees } = learn(members, halves.fitting);
  const scoreBy =
    (model: BoostedTrees) =>
    (pair: Omit<EnsemblePair, "weight">): number =>
      scoreOf(model, featuresOf(members, pair, fusion));
  const fitting = scoreMemberPairs(members, halves.fitting, scoreBy(trees));
  const threshold = distanceOfScore(finiteThreshold(fitting.scores, falseAcceptRate));
  const held = scoreMemberPairs(members, halves.held, scoreBy(trees));
  const start = scoreMemberPairs(members, halves.held, scoreBy({ ...trees, trees: [] }));
  return {
    ...{ fusion, trees, threshold, heldScores: held.scores },
    heldOut: [
      figuresOf("ensemble", held.scores, held.loss),
      figuresOf("its linear start", start.scores, start.loss),
      ...members.map((member) => memberFigures(member, halves)),
    ],
  };
}

function learn(
  members: readonly MemberFaces[],
  places: readonly number[],
): Pick<Ensemble, "fusion" | "trees"> {
  const pairs = samplePairs(members, places);
  const identities = members[0]?.faces.identities ?? new Int32Array();
  const people = [...new Set(places.map((place) => identities[place] ?? -1))];
  const judging = new Set(people.filter((_, at) => at % 3 === 2));
  const isJudging = (place: number) => judging.has(identities[place] ?? -1);
  const growing = pairs.filter(({ a, b }) => !isJudging(a) && !isJudging(b));
  const validation = pairs.filter(({ a, b }) => isJudging(a) && isJudging(b));
  const fusion = fuse(pairs);
  const hasBoth = [growing, validation].every((part) => new Set(part.map(({ isSame }) => isSame)).size === 2);
  // So few people that none can be spared: the linear start alone.
  if (!hasBoth) return { fusion, trees: boostFrom(members, pairs, fusion, 0) };
  const firstFusion = fuse(growing);
  const tried = fitBoostedTrees(boostingRows(members, growing, firstFusion), {
    ...optionsFor(members.length),
    validation: boostingRows(members, validation, firstFusion),
  });
  return { fusion, trees: boostFrom(members, pairs, fusion, tried.model.trees.length) };
}

function boostFrom(
  members: readonly MemberFaces[],
  pairs: readonly EnsemblePair[],
  fusion: Ensemble["fusion"],
  rounds: number,
): BoostedTrees {
  return fitBoostedTrees(boostingRows(members, pairs, fusion), {
    ...optionsFor(members.length),
    ...{ rounds, patience: Infinity },
  }).model;
}

function optionsFor(members: number): BoostingOptions {
  const weights = featureNames(members).map((name) => (name === "fused" ? 1 : 0));
  return { ...boosting, start: { intercept: 0, weights }, isRising: risingFeatures(members) };
}

function fuse(pairs: readonly EnsemblePair[]): Ensemble["fusion"] {
  const weights = evenWeights(pairs);
  const examples = pairs.map(({ similarities, isSame }, at) => ({
    features: [1, ...similarities],
    isSame,
    weight: weights[at] ?? 0,
  }));
  const [intercept = 0, ...rest] = fitRegression(examples, { ridge: fusionRidge });
  return { intercept, weights: rest };
}

/** Scores of all pairs of these pictures, and the mean loss, pairs of one person and of two weighing the same. */
function scoreMemberPairs(
  members: readonly MemberFaces[],
  places: readonly number[],
  score: (pair: Omit<EnsemblePair, "weight">) => number,
): { readonly scores: PairScores; readonly loss: number } {
  const same: number[] = [];
  const different: number[] = [];
  const missed = forEachMemberPair(members, places, (pair) => {
    (pair.isSame ? same : different).push(score(pair));
  });
  const loss = (meanLossOf(same, 1) + meanLossOf(different, 0)) / 2;
  for (let pair = 0; pair < missed; pair++) same.push(-Infinity);
  return { scores: scorePairs(Float64Array.from(same), Float64Array.from(different)), loss };
}

function meanLossOf(scores: readonly number[], label: 0 | 1): number {
  const labels = new Uint8Array(scores.length).fill(label);
  return meanLoss(Float64Array.from(scores), labels, new Float64Array(scores.length).fill(1 / scores.length));
}

function memberFigures(member: MemberFaces, { fitting, held }: Halves): EnsembleFigures {
  const { slope, intercept } = calibrate(selectPictures(member.faces, fitting));
  const { scores, loss } = scoreMemberPairs(
    [member],
    held,
    ({ similarities }) => slope * (similarities[0] ?? 0) + intercept,
  );
  return figuresOf(member.name, scores, loss);
}

function figuresOf(name: string, scores: PairScores, logLoss: number): EnsembleFigures {
  const orNull = (value: number) => (Number.isNaN(value) ? null : value);
  return {
    name,
    equalErrorRate: orNull(equalErrorRate(scores).rate),
    tarAtFar001: orNull(trueAcceptRateAt(scores, 0.001).trueAcceptRate),
    tarAtFar0001: orNull(trueAcceptRateAt(scores, 0.0001).trueAcceptRate),
    auc: orNull(areaUnderCurve(scores)),
    logLoss: orNull(logLoss),
  };
}
