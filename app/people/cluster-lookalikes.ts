import {
  currentGroup,
  excludeEachOther,
  linkOf,
  type GroupTable,
  type GrowingGroup,
} from "./cluster-groups.ts";
import type { ClusterFace, ClusterJudgements, ClusterOptions } from "./cluster-types.ts";
import { dot } from "./vectors.ts";

// Brothers, sisters, parents and children look more alike than strangers do, and thresholds are made for strangers. But
// families are photographed together: two faces in one photo are two people, and how alike they are tells how much
// similarity is worth here.

/** Two groups that may be joined. */
export interface Proposal {
  readonly one: GrowingGroup;
  readonly other: GrowingGroup;
  /** The numbers of the groups that each is next to. */
  readonly near: { readonly one: readonly number[]; readonly other: readonly number[] };
  /** The mean similarity that strangers would need. */
  readonly threshold: number;
}

/** Two faces in one photo may be this much less alike than two groups that count as look-alikes. */
const noteFromBelow = 0.1;

/** Tells each group which others it certainly is not, and looks a little like. */
export function noteLookalikes(
  { groups, groupOfFace }: GroupTable,
  faces: readonly ClusterFace[],
  judgements: ClusterJudgements,
  options: ClusterOptions,
): void {
  const note = (one: number, other: number): void => {
    const a = groupOfFace[one] ?? -1;
    const b = groupOfFace[other] ?? -1;
    if (a === b) return;
    groups[a]?.lookalikes.push(b);
    groups[b]?.lookalikes.push(a);
  };
  const from = options.lookalikeSimilarity - noteFromBelow;
  for (const inPhoto of Map.groupBy(faces.keys(), (at) => faces[at]?.photoId).values()) {
    for (const [place, one] of inPhoto.entries()) {
      for (const other of inPhoto.slice(place + 1))
        if (similarity(faces, one, other) >= from) note(one, other);
    }
  }
  for (const [one, other] of judgements.apart) {
    // The faces of a side need not be one person, so each meets one of the other side; all pairs may be too many.
    for (const [place, face] of one.entries()) note(face, other[place % other.length] ?? face);
    for (const [place, face] of other.entries()) note(face, one[place % one.length] ?? face);
  }
}

/**
 * Are two groups more alike than they need to be, seeing who is certainly somebody else?
 * - Their own look-alikes: whoever looks like a group by more than `lookalikeSimilarity` and is not that person raises
 *   the threshold by `lookalikeCaution` times what is above it.
 * - Rivals: whoever is in a photo with the one must be less like the other, by `rivalMargin`.
 */
export function isClearlyOne(
  table: GroupTable,
  { one, other, near, threshold }: Proposal,
  options: ClusterOptions,
): boolean {
  const link = linkOf(one, other);
  const alike = Math.max(highestLookalike(table, one), highestLookalike(table, other));
  const caution = options.lookalikeCaution * Math.max(0, alike - options.lookalikeSimilarity);
  if (link < threshold + caution) return false;
  const limit = link - options.rivalMargin;
  return !hasRival(table, one, other, near.other, limit) && !hasRival(table, other, one, near.one, limit);
}

function highestLookalike(table: GroupTable, group: GrowingGroup): number {
  let highest = -1;
  for (const number of group.lookalikes) {
    const lookalike = table.groups[currentGroup(table, number)];
    if (lookalike !== undefined && lookalike !== group) highest = Math.max(highest, linkOf(group, lookalike));
  }
  return highest;
}

/** Does somebody who is not `one` look more like `other` than the limit? */
function hasRival(
  { groups }: GroupTable,
  one: GrowingGroup,
  other: GrowingGroup,
  nearOther: readonly number[],
  limit: number,
): boolean {
  return nearOther.some((number) => {
    const rival = groups[number];
    if (rival === undefined || rival === one || rival === other) return false;
    return excludeEachOther(one, rival) && linkOf(other, rival) > limit;
  });
}

function similarity(faces: readonly ClusterFace[], a: number, b: number): number {
  const one = faces[a];
  const other = faces[b];
  return one === undefined || other === undefined ? -1 : dot(one.vector, other.vector);
}
