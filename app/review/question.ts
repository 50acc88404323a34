import type { MergeSide } from "../people/actions/reject-merge.ts";

/** What every question has. */
interface Open {
  /** Names the question and what it asks about: other faces, another id. Starts with its subject. */
  readonly id: string;
  /** The same subject has the same key, also with other faces; what the user skips is remembered by it. */
  readonly key: string;
  /** Faces that an answer settles, if it settles them. */
  readonly faces: number;
  /** How many faces one answer is expected to settle: the order of the questions. */
  readonly expectedFaces: number;
}

/** Who is it? */
export interface NameQuestion extends Open {
  readonly kind: "name";
  readonly groupId: number;
  /** All faces of the group, oldest first. */
  readonly faceIds: readonly number[];
  /** Other groups that may be the same person, the most probable first. */
  readonly alike: readonly Portion[];
}

/** Faces that are asked about as one: what there is of an unnamed group, or a single face. */
export interface Portion {
  /** Null = a face without a group. */
  readonly groupId: number | null;
  /** At least one, oldest first. */
  readonly faceIds: readonly number[];
  /** That these faces are the person that the question is about, 0 to 1. */
  readonly probability: number;
}

/** Are these faces this person? All of them, or all but some, or none. */
export interface AssignmentQuestion extends Open {
  readonly kind: "assignment";
  readonly personId: number;
  readonly personName: string;
  /** The most probable first; at least one. */
  readonly portions: readonly Portion[];
}

/** Faces, and the person that they may be. */
export interface Match extends Portion {
  readonly personId: number;
  readonly personName: string;
}

/** Are these right? Faces of several people, each with its own: all of them, or all but some, or none. */
export interface MatchesQuestion extends Open {
  readonly kind: "matches";
  /** The most probable first; of at least two people. */
  readonly matches: readonly Match[];
}

/** An unnamed group, or a person with the faces that the user gave them. */
export type Party = MergeSide & {
  /** Null = an unnamed group. */
  readonly name: string | null;
  /** All of them, oldest first; at least one. */
  readonly faceIds: readonly number[];
};

/** Two groups, or two people, who may be one. */
export type LikelyMerge = {
  /** That they are, 0 to 1. */
  readonly probability: number;
} & ({ readonly groupIds: readonly [number, number] } | { readonly personIds: readonly [number, number] });

/** Are these two one person? Both are groups, or both are people: whether a group is a person, an assignment asks. */
export interface MergeQuestion extends Open {
  readonly kind: "merge";
  readonly merge: LikelyMerge;
  /** The larger one. */
  readonly one: Party;
  readonly other: Party;
}

/** Do these two lumps of a group or a person belong together? */
export interface SplitQuestion extends Open {
  readonly kind: "split";
  readonly of: Party;
  /** The larger part, which stays, and the one that would leave. */
  readonly parts: readonly [readonly number[], readonly number[]];
  /** That they are two people, 0 to 1. */
  readonly probability: number;
}

/** Something that one answer of the user settles. */
export type Question = NameQuestion | AssignmentQuestion | MatchesQuestion | MergeQuestion | SplitQuestion;

/** All faces that a question is about. */
export function facesOfQuestion(question: Question): readonly number[] {
  switch (question.kind) {
    case "name":
      return [...question.faceIds, ...question.alike.flatMap(({ faceIds }) => faceIds)];
    case "assignment":
      return question.portions.flatMap(({ faceIds }) => faceIds);
    case "matches":
      return question.matches.flatMap(({ faceIds }) => faceIds);
    case "merge":
      return [...question.one.faceIds, ...question.other.faceIds];
    case "split":
      return question.parts.flat();
  }
}
