import { z } from "zod";
import { similarityOf } from "../people/exact-search.ts";
import { sigmoid } from "../people/probability.ts";
import type { Verdict } from "../people/verify.ts";
import { boostedTreesSchema, scoreOf } from "./boosted-trees.ts";
import type { Comparable, FaceFacts, Represented } from "./comparable-face.ts";
import type { Judge } from "./judge.ts";

/** The word for the ensemble where a model is named. */
export const ensembleName = "ensemble";

const modelFile = z.strictObject({ id: z.string().min(1), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

const memberSchema = z.strictObject({
  model: modelFile,
  alignment: z.enum(["landmarks", "five-points"]),
  /** Faces are represented together with their mirror images. */
  withMirrorImage: z.boolean(),
});

/** Shares, 0..1; null where there is nothing to divide by. */
const figures = z.strictObject({
  name: z.string(),
  equalErrorRate: z.number().nullable(),
  tarAtFar001: z.number().nullable(),
  tarAtFar0001: z.number().nullable(),
  auc: z.number().nullable(),
  /** Mean -ln(probability given to the truth), pairs of one person and of two weighing the same. */
  logLoss: z.number().nullable(),
});

/** Several models (and ways of using them) whose distances are joined into one decision by boosted trees. */
export const ensembleSchema = z
  .strictObject({
    version: z.literal(1),
    detector: modelFile,
    landmarks: modelFile.nullable(),
    members: z.array(memberSchema).min(2),
    /** The members' cosines joined linearly, in logarithms of the odds: what the trees start from. */
    fusion: z.strictObject({ intercept: z.number(), weights: z.array(z.number()) }),
    trees: boostedTreesSchema,
    /** At or below this distance (1 - probability) two faces are taken for one person. */
    threshold: z.number().min(0).max(1),
    /** What it was fitted on. */
    fitted: z.strictObject({
      folder: z.string(),
      at: z.iso.datetime(),
      pictures: z.int(),
      people: z.int(),
      falseAcceptRate: z.number(),
    }),
    /** The ensemble and its members on people that nothing was fitted on. */
    heldOut: z.array(figures),
  })
  .superRefine((ensemble, context) => {
    const { members, fusion, trees } = ensemble;
    if (fusion.weights.length !== members.length) context.addIssue("there is not one weight a member");
    const wanted = featureNames(members.length).length;
    if (trees.weights.length !== wanted) context.addIssue(`the trees do not take ${wanted} features`);
  });

export type Ensemble = z.infer<typeof ensembleSchema>;
export type EnsembleMember = z.infer<typeof memberSchema>;
export type EnsembleFigures = z.infer<typeof figures>;

/**
 * What the trees see of two faces, in this order. Each member's distances are functions of its cosine, which is in "fused",
 * and of the lengths; as features of their own they made the trees worse (decisions 0035).
 */
export function featureNames(members: number): string[] {
  const each = Array.from({ length: members }, (_, at) => at);
  return [
    "fused",
    ...each.map((at) => `least norm ${at}`),
    "least quality",
    "least sharpness",
    "difference of yaw",
    "least size",
  ];
}

/** For each feature, whether a higher value may only speak for one person. */
export function risingFeatures(members: number): boolean[] {
  return featureNames(members).map((name) => name === "fused");
}

/** The cosine of two faces, for each member. */
export function memberSimilarities(a: Comparable, b: Comparable): number[] {
  return a.represented.map(({ vector }, at) => similarityOf(vector, b.represented[at]?.vector ?? vector));
}

/** The features of two faces, the same in whichever order they come. */
export function pairFeatures(
  a: LengthsOnly,
  b: LengthsOnly,
  similarities: readonly number[],
  fusion: Ensemble["fusion"],
): number[] {
  const fused = similarities.reduce(
    (sum, similarity, at) => sum + similarity * (fusion.weights[at] ?? 0),
    fusion.intercept,
  );
  return [
    fused,
    ...similarities.map((_, at) => Math.min(lengthOf(a, at).norm, lengthOf(b, at).norm)),
    Math.min(a.quality, b.quality),
    Math.min(a.sharpness, b.sharpness),
    Math.abs(a.yaw - b.yaw),
    Math.min(a.sizePixels, b.sizePixels),
  ];
}

/** A face whose vectors' lengths are all that is asked for, which is cheaper where very many pairs are looked at. */
interface LengthsOnly extends FaceFacts {
  readonly represented: readonly Pick<Represented, "norm">[];
}

function lengthOf(face: LengthsOnly, member: number): Pick<Represented, "norm"> {
  return face.represented[member] ?? { norm: 1 };
}

/** How surely two faces are one person, in natural logarithms of the odds. */
export function ensembleScore(
  { fusion, trees }: Pick<Ensemble, "fusion" | "trees">,
  a: Comparable,
  b: Comparable,
): number {
  return scoreOf(trees, pairFeatures(a, b, memberSimilarities(a, b), fusion));
}

/** A judge by the ensemble; faces must be represented by its members, in their order. Its distance is 1 - probability. */
export function createEnsembleJudge(ensemble: Ensemble): Judge {
  return {
    model: ensembleName,
    metric: "boosted",
    threshold: ensemble.threshold,
    compare: (a, b): Verdict => {
      if (
        a.represented.length !== ensemble.members.length ||
        b.represented.length !== ensemble.members.length
      ) {
        throw new RangeError("A face that not every member of the ensemble has represented");
      }
      const score = ensembleScore(ensemble, a, b);
      const distance = distanceOfScore(score);
      return {
        verified: distance <= ensemble.threshold,
        distance,
        threshold: ensemble.threshold,
        probability: sigmoid(score),
      };
    },
  };
}

/** 1 - the probability that a score stands for, exact where that is next to 1. */
export function distanceOfScore(score: number): number {
  return sigmoid(-score);
}
