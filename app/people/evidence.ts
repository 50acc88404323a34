import { sigmoid } from "./probability.ts";

/** What speaks for and against a face, or an unnamed group, being a person. */
export interface MatchEvidence {
  /**
   * Cosine similarity to the look of the person that is most alike, of a group by its own most alike look; less the
   * commonness of both.
   */
  readonly similarity: number;
  /** The same for the best of all other people; -Infinity when there is nobody else. */
  readonly nextSimilarity: number;
  /** Of the face, or the mean over the group; 0 to 1. */
  readonly quality: number;
  /** Faces that define the person's looks, at least 1. */
  readonly faces: number;
  /** Faces of the group, at least 1; 1 for a face. */
  readonly size: number;
}

/** The weights of a logistic regression on evidence. */
export interface MatchWeights {
  readonly intercept: number;
  readonly similarity: number;
  /** On the similarity cut off at `similarityKnee`: above it, more likeness says less than below. */
  readonly lowSimilarity: number;
  /** On the similarity less that of the next best person, or of strangers if that is more. */
  readonly margin: number;
  readonly quality: number;
  /** Poor faces are less like themselves, and more like everybody. */
  readonly qualityTimesSimilarity: number;
  /** On the natural logarithm of `faces`. */
  readonly logFaces: number;
  /** On the natural logarithm of `size`: the evidence of several faces adds up, but not as if they were independent. */
  readonly logSize: number;
}

/** How a recognition model tells people apart, fitted on labelled faces (decisions 0009). */
export interface Matching {
  /** A similarity that strangers easily have: the least that the next best person counts as. */
  readonly strangers: number;
  /** For a face and a person. */
  readonly face: MatchWeights;
  /** For an unnamed group and a person. */
  readonly group: MatchWeights;
  /** For two groups, or two people: there is no next best. `size` is the smaller and `faces` the larger one. */
  readonly pair: MatchWeights;
  /** For the two parts that a group or a person falls into, `size` and `faces` as for a pair. */
  readonly split: MatchWeights;
}

/** Where more likeness begins to say less: relatives reach it, and so do labels that are wrong. */
export const similarityKnee = 0.5;

/** The names of the weights, in the order of `featuresOf`. */
export const weightNames = [
  "intercept",
  "similarity",
  "lowSimilarity",
  "margin",
  "quality",
  "qualityTimesSimilarity",
  "logFaces",
  "logSize",
] as const satisfies readonly (keyof MatchWeights)[];

/** The numbers that the weights are multiplied with, in the order of `weightNames`. */
export function featuresOf(evidence: MatchEvidence, strangers: number): number[] {
  const { similarity, nextSimilarity, quality, faces, size } = evidence;
  return [
    1,
    similarity,
    Math.min(similarity, similarityKnee),
    similarity - Math.max(strangers, nextSimilarity),
    quality,
    quality * similarity,
    Math.log(faces),
    Math.log(size),
  ];
}

/**
 * The probability, 0 to 1, that the evidence is of the same person. It holds for what a library asks ("is this new face
 * this person?", strangers and relatives among them), not for an even mix of pairs.
 */
export function matchProbability(evidence: MatchEvidence, weights: MatchWeights, strangers: number): number {
  const features = featuresOf(evidence, strangers);
  return sigmoid(weightNames.reduce((sum, name, at) => sum + weights[name] * (features[at] ?? 0), 0));
}
