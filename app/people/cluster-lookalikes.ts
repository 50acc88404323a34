import { currentGroup, excludeEachOther, type GroupTable } from "./cluster-groups.ts";
import { linkOf } from "./cluster-means.ts";
import { isBelow, leastWithoutDrift, linkIfAtLeast } from "./cluster-neighbours.ts";
import type { ClusterFace, ClusterJudgements, ClusterOptions } from "./cluster-types.ts";
import { dot } from "./vectors.ts";

// Brothers, sisters, parents and children look more alike than strangers do, and thresholds are made for strangers. But
// families are photographed together: two faces in one photo are two people, and how alike they are tells how much
// similarity is worth here.

/** Two groups that may be joined, by their numbers. */
export interface Proposal {
  readonly a: number;
  readonly b: number;
  /** The mean similarity that strangers would need. */
  readonly threshold: number;
}

/**
 * Whoever is in thousands of photos has as many others beside them: a list that has grown longer than this is cut down
 * to those who look most alike, or large groups would be compared with everybody at every join.
 */
const mostLookalikes = 64;
const keptLookalikes = 16;

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
  { a, b, threshold }: Proposal,
  options: ClusterOptions,
): boolean {
  const [one, other] = [table.groups[a], table.groups[b]];
  if (one === undefined || other === undefined) return false;
  const link = linkOf(table.means, a, b);
  const alike = Math.max(highestLookalike(table, a), highestLookalike(table, b));
  const caution = options.lookalikeCaution * Math.max(0, alike - options.lookalikeSimilarity);
  if (link < threshold + caution) return false;
  const limit = link - options.rivalMargin;
  return !hasRival(table, a, b, limit) && !hasRival(table, b, a, limit);
}

function highestLookalike(table: GroupTable, own: number): number {
  let highest = -1;
  const group = table.groups[own];
  if (group === undefined || group.lookalikes.length === 0) return highest;
  const links = new Map<number, number>();
  for (const old of group.lookalikes) {
    const number = currentGroup(table, old);
    if (number === own || links.has(number)) continue;
    const link = linkOf(table.means, own, number);
    links.set(number, link);
    highest = Math.max(highest, link);
  }
  const most = [...links].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  group.lookalikes = (most.length > mostLookalikes ? most.slice(0, keptLookalikes) : most).map(
    ([number]) => number,
  );
  return highest;
}

/** Does somebody who is not group `a` look as much like group `b` as the limit? */
function hasRival(table: GroupTable, a: number, b: number, limit: number): boolean {
  const [one, other] = [table.groups[a], table.groups[b]];
  if (one === undefined || other === undefined) return false;
  const least = leastWithoutDrift(table, b, limit);
  for (let place = 0; place < other.neighbours.length; place++) {
    if (isBelow(table, other, place, least)) continue;
    if (linkIfAtLeast(table, b, place, limit) === undefined) continue;
    const rival = table.groups[other.neighbours[place] ?? -1];
    if (rival !== undefined && rival !== one && excludeEachOther(one, rival)) return true;
  }
  return false;
}

function similarity(faces: readonly ClusterFace[], a: number, b: number): number {
  const one = faces[a];
  const other = faces[b];
  return one === undefined || other === undefined ? -1 : dot(one.vector, other.vector);
}
