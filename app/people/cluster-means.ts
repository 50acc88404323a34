import type { ClusterFace, ClusterOptions } from "./cluster-types.ts";
import { dotRows } from "./vectors.ts";

/**
 * What groups look like, by the number of the group. All means stand in one table: they are compared millions of times
 * in no order, and looking each up through objects takes longer than the comparison.
 */
export interface GroupMeans {
  readonly dimensions: number;
  /** The weighted mean of the faces that count, a row a group. */
  readonly rows: Float32Array;
  readonly weight: Float64Array;
  /** The weighted mean of the commonness of the faces that count. */
  readonly commonness: Float64Array;
  /** How many faces count: the good ones, or, when there are none, the poor ones. */
  readonly size: Int32Array;
  /** 1 = no good face is in the group. */
  readonly isPoor: Uint8Array;
}

/** No link can rise by more. */
const anyDrift = 4;

/** Room for so many groups. */
export function meansFor(groups: number, dimensions: number): GroupMeans {
  return {
    dimensions,
    rows: new Float32Array(groups * dimensions),
    weight: new Float64Array(groups),
    commonness: new Float64Array(groups),
    size: new Int32Array(groups),
    isPoor: new Uint8Array(groups),
  };
}

/** Makes group `number` look like this one face. */
export function setToFace(
  means: GroupMeans,
  number: number,
  face: ClusterFace,
  { minimumWeight, poorQuality }: Pick<ClusterOptions, "minimumWeight" | "poorQuality">,
): void {
  means.rows.set(face.vector, number * means.dimensions);
  means.weight[number] = Math.max(minimumWeight, face.quality);
  means.commonness[number] = face.commonness;
  means.size[number] = 1;
  means.isPoor[number] = face.quality < poorQuality ? 1 : 0;
}

/**
 * Mean similarity of the faces that count of two groups, less how common they are: the dot product of the means is the
 * mean over all pairs.
 */
export function linkOf({ rows, commonness, dimensions }: GroupMeans, a: number, b: number): number {
  const similarity = dotRows(rows, a * dimensions, b * dimensions, dimensions);
  return similarity - (commonness[a] ?? 0) - (commonness[b] ?? 0);
}

/**
 * Poor faces do not count where there are good ones. So a poor face never makes two groups more alike. Returns by how
 * much a link of the group can have risen: by the way of its mean, as the other one is no longer than 1.
 */
export function joinMeans(means: GroupMeans, kept: number, gone: number): number {
  const { isPoor, weight, commonness, size } = means;
  if (isPoor[kept] !== isPoor[gone]) {
    if (isPoor[kept] === 0) return 0;
    copyMean(means, kept, gone);
    return anyDrift;
  }
  const sum = (weight[kept] ?? 0) + (weight[gone] ?? 0);
  const share = (weight[gone] ?? 0) / sum;
  const before = commonness[kept] ?? 0;
  const after = (1 - share) * before + share * (commonness[gone] ?? 0);
  weight[kept] = sum;
  commonness[kept] = after;
  size[kept] = (size[kept] ?? 0) + (size[gone] ?? 0);
  return moveTowards(means, kept, gone, share) + Math.max(0, before - after);
}

function copyMean(
  { rows, dimensions, weight, commonness, size, isPoor }: GroupMeans,
  to: number,
  from: number,
): void {
  rows.copyWithin(to * dimensions, from * dimensions, (from + 1) * dimensions);
  weight[to] = weight[from] ?? 0;
  commonness[to] = commonness[from] ?? 0;
  size[to] = size[from] ?? 0;
  isPoor[to] = isPoor[from] ?? 0;
}

/** Moves a mean by a share of the way to another one; returns how far that was. */
function moveTowards({ rows, dimensions }: GroupMeans, kept: number, gone: number, share: number): number {
  const [to, from] = [kept * dimensions, gone * dimensions];
  let squares = 0;
  for (let i = 0; i < dimensions; i++) {
    const way = (rows[from + i] ?? 0) - (rows[to + i] ?? 0);
    squares += way * way;
    rows[to + i] = (rows[to + i] ?? 0) + share * way;
  }
  return share * Math.sqrt(squares);
}
