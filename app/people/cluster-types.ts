/** A face as clustering sees it. */
export interface ClusterFace {
  readonly faceId: number;
  /** Two faces of one photo are two people. */
  readonly photoId: number;
  /** Unit length. */
  readonly vector: Float32Array;
  /** What is taken off each of its similarities, at least 0 (commonness.ts). */
  readonly commonness: number;
  /** 0 to 1; a poor face (ClusterOptions.poorQuality) joins a group and changes nothing else. */
  readonly quality: number;
  /** The group it is in already; null for a face that is new. */
  readonly clusterId: number | null;
  /**
   * Set for a face that is not to be placed, only to be looked at: it shows who else is in a photo and how alike they
   * are. Witnesses with the same number are one person.
   */
  readonly witness?: number;
}

/** Pairs of faces that look alike, as indexes into the list of faces; `from[i]` goes with `to[i]`. */
export interface NeighbourPairs {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Cosine, or anything above it: nothing but work is saved by it. */
  readonly similarity: Float32Array;
}

/** What the user said about faces, as indexes into the list of faces. */
export interface ClusterJudgements {
  /** Each list is one person. */
  readonly together: readonly (readonly number[])[];
  /** No face of one side is the same person as a face of the other. */
  readonly apart: readonly (readonly [readonly number[], readonly number[]])[];
}

/** When two groups are one person. Fitted per recognition model (decisions 0005). */
export interface ClusterOptions {
  /** Mean similarity needed to join two single faces. */
  readonly singleThreshold: number;
  /** Mean similarity needed to join two large groups: a mean over many pairs is surer than one pair. */
  readonly groupThreshold: number;
  /** The least weight a face has in its group's mean, whatever its quality. */
  readonly minimumWeight: number;
  /** A face of lower quality is poor. */
  readonly poorQuality: number;
  /** From this similarity on, somebody else in the photo counts as one who looks alike. */
  readonly lookalikeSimilarity: number;
  /** What a group needs more to be joined, for each unit by which its look-alikes are above `lookalikeSimilarity`. */
  readonly lookalikeCaution: number;
  /** By how much a group must be more alike than anybody who is in a photo with the other one. */
  readonly rivalMargin: number;
}

/** A group after clustering: the existing cluster it continues (null = a new one) and its faces. */
export interface FaceGroup {
  readonly clusterId: number | null;
  /** Existing clusters that were joined into it, rising. */
  readonly absorbedClusterIds: readonly number[];
  /** Indexes into the list of faces, rising. */
  readonly members: readonly number[];
}
