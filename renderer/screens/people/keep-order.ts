/** A group with its size. */
interface Sized {
  readonly id: number;
  readonly faces: number;
}

/**
 * Groups in the order in which they were shown before, so that nothing moves under the hand of who names one after the
 * other. New ones, or those that came back, go before the first that is smaller. `groups` come largest first.
 */
export function keepOrder<Group extends Sized>(
  groups: readonly Group[],
  shownBefore: readonly number[],
): readonly Group[] {
  if (shownBefore.length === 0) return groups;
  const byId = new Map(groups.map((group) => [group.id, group]));
  const kept = shownBefore.flatMap((id) => byId.get(id) ?? []);
  const known = new Set(shownBefore);
  const added = groups.filter(({ id }) => !known.has(id));
  const ordered: Group[] = [];
  let next = 0;
  for (const group of kept) {
    for (let one = added[next]; one !== undefined && one.faces > group.faces; one = added[++next])
      ordered.push(one);
    ordered.push(group);
  }
  return [...ordered, ...added.slice(next)];
}
