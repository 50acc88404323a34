/**
 * What is asked, and what an answer counts for. Chosen with the simulated user (test/bench/people/review.ts,
 * decisions 0011).
 */
export const reviewOptions = {
  /**
   * Faces are asked about together with others from this probability on. One that is wrong costs a click, one that is
   * right saves naming it, which is even at a half. What is left for the end is right more often than it says, though.
   */
  portionProbability: 0.4,
  /** The same for groups beside one that is to be named: everybody without a name counts as a rival there. */
  alikeProbability: 0.5,
  /** Portions of one question: what fits on a screen. */
  mostPortions: 24,
  /** That the user knows who a group is. */
  groupKnown: 0.95,
  /** The same for a face that is like no other: so little that every question on several faces comes before. */
  singleKnown: 0.1,
  /** Two groups are asked about from this probability on. */
  mergeProbability: 0.35,
  /**
   * A merge of two groups names nobody, and naming one of them offers the other: it comes after the names of all
   * groups, for those whom the user did not know.
   */
  groupMergeShare: 0.1,
  /** Two people: the user gave them different names, and mostly knew why. */
  personMergeProbability: 0.8,
  /** For the same reason they come when the groups are through. */
  personMergeShare: 0.1,
  /** A group is asked about as two from this probability on... */
  splitProbability: 0.5,
  /** ... and from so many faces on in the smaller part: a single one is marked as fast when the group is named. */
  leastToSplit: 2,
  /** A person: the user has seen their faces already. */
  personSplitProbability: 0.8,
} as const;

export type ReviewOptions = typeof reviewOptions;
