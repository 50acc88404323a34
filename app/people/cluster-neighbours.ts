import { currentGroup, type GroupTable, type GrowingGroup } from "./cluster-groups.ts";
import { linkOf } from "./cluster-means.ts";

// A group of a hundred faces is near to thousands of strangers, and each face that joins it changes how alike they all
// are, by very little. So each group keeps how far its mean can have moved, and a link is computed again only when it
// may have reached what it is needed for. The result is the same.

/** More than rounding can hide. */
const rounding = 1e-5;

/** Notes that a group is near to another one; neither has drifted yet. */
export function addNeighbour(group: GrowingGroup, number: number, linkBound: number): void {
  group.neighbours.push(number);
  group.linkBounds.push(linkBound);
}

/**
 * Leaves each neighbour once, as it is now: groups that were joined since lead to what they became. Only when the list
 * has grown by half since the last time, as that takes long; a neighbour who is listed twice does no harm.
 */
export function compactNeighbours(table: GroupTable, number: number): void {
  const group = table.groups[number];
  if (group === undefined || group.neighbours.length < 1.5 * group.compactLength) return;
  const { neighbours, linkBounds } = group;
  const list = ++table.lists;
  table.lastList[number] = list;
  let kept = 0;
  for (let place = 0; place < neighbours.length; place++) {
    const old = neighbours[place] ?? -1;
    const now = currentGroup(table, old);
    if (table.lastList[now] === list) continue;
    table.lastList[now] = list;
    neighbours[kept] = now;
    linkBounds[kept] = now === old ? (linkBounds[place] ?? Infinity) : Infinity;
    kept += 1;
  }
  group.compactLength = kept;
  neighbours.length = kept;
  linkBounds.length = kept;
}

/**
 * Is the neighbour in this place certainly less alike than `least`? The same as linkIfAtLeast without a look at the
 * groups: nearly all neighbours of a large group are let go by it, a thousand times over.
 */
export function isBelow(
  { joinedInto, drift }: GroupTable,
  { neighbours, linkBounds }: GrowingGroup,
  place: number,
  leastOfGroup: number,
): boolean {
  const number = neighbours[place] ?? -1;
  return (
    (linkBounds[place] ?? Infinity) + (drift[number] ?? 0) < leastOfGroup && joinedInto[number] === number
  );
}

/** What `isBelow` compares with: `least` without what the group itself has drifted. */
export function leastWithoutDrift({ drift }: GroupTable, number: number, least: number): number {
  return least - rounding - (drift[number] ?? 0);
}

/**
 * The link of a group with its neighbour in this place, brought up to date if that was joined since; undefined when it
 * is below `least`.
 */
export function linkIfAtLeast(
  table: GroupTable,
  number: number,
  place: number,
  least: number,
): number | undefined {
  const group = table.groups[number];
  if (group === undefined) return undefined;
  const old = group.neighbours[place] ?? -1;
  const now = currentGroup(table, old);
  const drift = (table.drift[number] ?? 0) + (table.drift[now] ?? 0);
  if (now !== old) group.neighbours[place] = now;
  else if ((group.linkBounds[place] ?? Infinity) + drift < least - rounding) return undefined;
  if (now === number) return undefined;
  const link = linkOf(table.means, number, now);
  group.linkBounds[place] = link - drift;
  return link < least ? undefined : link;
}
