import { clusterFaces } from "../../app/people/cluster.ts";
import type {
  ClusterFace,
  ClusterJudgements,
  ClusterOptions,
  FaceGroup,
  NeighbourPairs,
} from "../../app/people/cluster-types.ts";
import { atDegrees } from "./unit-vectors.ts";

/** Two faces join from 60 degrees on (cosine 0.5), two endless groups from 75.5 (cosine 0.25). Nobody looks like anybody. */
export const options: ClusterOptions = {
  singleThreshold: 0.5,
  groupThreshold: 0.25,
  minimumWeight: 0.1,
  poorQuality: 0.1,
  lookalikeSimilarity: 1,
  lookalikeCaution: 0,
  rivalMargin: -2,
};

/** Two faces; places in the list. */
interface Pair {
  readonly a: number;
  readonly b: number;
}

/** Faces in this order, each in a photo of its own unless told otherwise. */
export function facesAt(
  ...places: (number | ({ readonly at: number } & Partial<ClusterFace>))[]
): ClusterFace[] {
  return places.map((place, index) => {
    const { at, ...changes } = typeof place === "number" ? { at: place } : place;
    return newFace(index, atDegrees(at), changes);
  });
}

/** A face of good quality, alone in its photo, unless told otherwise. */
export function newFace(
  index: number,
  vector: Float32Array,
  changes: Partial<ClusterFace> = {},
): ClusterFace {
  const plain = { quality: 1, clusterId: null, commonness: 0 };
  return { faceId: index + 1, photoId: index + 1, vector, ...plain, ...changes };
}

/** As if every face were near to every other. */
export function everyPair(count: number): Pair[] {
  const pairs: Pair[] = [];
  for (let a = 0; a < count; a++) for (let b = a + 1; b < count; b++) pairs.push({ a, b });
  return pairs;
}

/** Neighbours as clustering takes them. */
export function pairsOf(pairs: readonly Pair[]): NeighbourPairs {
  return {
    from: Int32Array.from(pairs, ({ a }) => a),
    to: Int32Array.from(pairs, ({ b }) => b),
    similarity: new Float32Array(pairs.length).fill(1),
  };
}

/** Clusters to the end. */
export function groupsOf(
  faces: readonly ClusterFace[],
  pairs: readonly Pair[] = everyPair(faces.length),
  { fitted = options, ...said }: Partial<ClusterJudgements> & { readonly fitted?: ClusterOptions } = {},
): FaceGroup[] {
  const judgements = { together: [], apart: [], ...said };
  const steps = clusterFaces({ faces, neighbours: pairsOf(pairs), judgements }, fitted);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Places in the list of faces, group by group. */
export function membersOf(groups: readonly FaceGroup[]): number[][] {
  return groups.map(({ members }) => [...members]);
}
