import { currentGroup, linkOf, type GroupTable, type GrowingGroup } from "./cluster-groups.ts";

// A group of a hundred faces is near to thousands of strangers, and each face that joins it changes how alike they all
// are, by very little. So each group keeps how far its mean can have moved, and a link is computed again only when it
// may have reached what it is needed for. The result is the same.

/** More than rounding can hide. */
const rounding = 1e-5;

/** Notes that a group is near to another one. */
export function addNeighbour(group: GrowingGroup, number: number): void {
  group.neighbours.push(number);
  group.linkBounds.push(Infinity);
}

/** Leaves each neighbour once, as it is now: groups that were joined since lead to what they became. */
export function compactNeighbours(table: GroupTable, number: number): void {
  const group = table.groups[number];
  if (group === undefined) return;
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
  neighbours.length = kept;
  linkBounds.length = kept;
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
  const other = table.groups[now];
  if (other === undefined || other === group) return undefined;
  const link = linkOf(group, other);
  group.linkBounds[place] = link - drift;
  return link < least ? undefined : link;
}
