import { likenessOf, type Commonness } from "./commonness.ts";
import type { MatchEvidence } from "./evidence.ts";
import { addScaled, dot, normalise } from "./vectors.ts";

/** A face as far as it can be averaged. */
export interface WeighedFace {
  /** Unit length. */
  readonly vector: Float32Array;
  /** 0 to 1. */
  readonly quality: number;
}

/** Faces in two parts, and what speaks for both being one person. */
export interface Division<Face> {
  /** The second part is the smaller one: the one that would leave. */
  readonly sides: readonly [readonly Face[], readonly Face[]];
  readonly evidence: MatchEvidence;
}

/** The least weight of a face that defines a look: useless faces must not sum to a vector without a length. */
const leastWeight = 0.05;

/** Two-means settles in a few rounds; more than this changes nothing that matters. */
const mostRounds = 12;

/**
 * The ways in which faces that count as one person may be two: as two-means divides them, and the oddest face against
 * the rest. Empty for fewer than three faces: of two, nothing tells which is right.
 */
export function divisionsOf<Face extends WeighedFace>(
  faces: readonly Face[],
  commonnessOf: Commonness,
): Division<Face>[] {
  if (faces.length < 3) return [];
  const odd = leastAlike(faces, meanOf(faces));
  const oddOut = odd === undefined ? null : ([faces.filter((face) => face !== odd), [odd]] as const);
  const lumps = divideInTwo(faces);
  const isTheSame = lumps === null || lumps.some((side) => side.length === 1 && side[0] === odd);
  return [oddOut, isTheSame ? null : lumps].flatMap((sides) =>
    sides === null ? [] : divisionOf([...sides[0]], [...sides[1]], commonnessOf),
  );
}

/** Divides faces in two as two-means does, starting from the two that are least alike; null for fewer than two. */
export function divideInTwo<Face extends WeighedFace>(
  faces: readonly Face[],
): readonly [Face[], Face[]] | null {
  const first = leastAlike(faces, meanOf(faces));
  const second = first && leastAlike(faces, first.vector);
  if (first === undefined || second === undefined || first === second) return null;
  let sides: [Face[], Face[]] = [[], []];
  let means = [first.vector, second.vector] as const;
  for (let round = 0; round < mostRounds; round++) {
    const next: [Face[], Face[]] = [[], []];
    for (const face of faces) {
      next[dot(face.vector, means[0]) >= dot(face.vector, means[1]) ? 0 : 1].push(face);
    }
    if (next[0].length === 0 || next[1].length === 0) break;
    const isSettled =
      next[0].length === sides[0].length && next[0].every((face, at) => face === sides[0][at]);
    sides = next;
    if (isSettled) break;
    means = [meanOf(next[0]), meanOf(next[1])];
  }
  return sides[0].length === 0 ? null : sides;
}

/** What a face weighs in a mean. */
export function weightOf({ quality }: Pick<WeighedFace, "quality">): number {
  return Math.max(leastWeight, quality);
}

/** The quality-weighted mean of faces, at least one, brought to unit length. */
export function meanOf(faces: readonly WeighedFace[]): Float32Array {
  const sum = new Float32Array(faces[0]?.vector.length ?? 0);
  for (const face of faces) addScaled(sum, face.vector, weightOf(face));
  return normalise(sum);
}

/** The face least like a vector; of equal ones the first. */
function leastAlike<Face extends WeighedFace>(
  faces: readonly Face[],
  vector: Float32Array,
): Face | undefined {
  let least: Face | undefined;
  let similarity = Infinity;
  for (const face of faces) {
    const own = dot(face.vector, vector);
    if (own >= similarity) continue;
    similarity = own;
    least = face;
  }
  return least;
}

function divisionOf<Face extends WeighedFace>(
  a: readonly Face[],
  b: readonly Face[],
  commonnessOf: Commonness,
): Division<Face> {
  const [larger, smaller] = a.length >= b.length ? [a, b] : [b, a];
  return {
    sides: [larger, smaller],
    evidence: {
      similarity: likenessOf(meanOf(larger), meanOf(smaller), commonnessOf),
      nextSimilarity: -Infinity,
      quality: Math.min(meanQuality(larger), meanQuality(smaller)),
      faces: larger.length,
      size: smaller.length,
    },
  };
}

/** The mean quality of faces, at least one; 0 to 1. */
export function meanQuality(faces: readonly Pick<WeighedFace, "quality">[]): number {
  return faces.reduce((sum, { quality }) => sum + quality, 0) / faces.length;
}
