/** What names an item of a list. */
export type ItemId = string | number;

/** What is selected in a list, and where a range begins. */
export interface Selection<Id extends ItemId> {
  readonly ids: ReadonlySet<Id>;
  /** From here Shift selects; null = nothing was chosen yet. */
  readonly anchorId: Id | null;
}

/** Selects what is not, and the other way round. */
export function toggled<Id extends ItemId>(selection: Selection<Id>, id: Id): Selection<Id> {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, anchorId: id };
}

/** Adds everything between the anchor and `id`, in the order of the list. */
export function extendedTo<Id extends ItemId>(
  selection: Selection<Id>,
  id: Id,
  order: readonly Id[],
): Selection<Id> {
  const from = selection.anchorId === null ? -1 : order.indexOf(selection.anchorId);
  const to = order.indexOf(id);
  if (from === -1 || to === -1) return { ids: new Set([...selection.ids, id]), anchorId: id };
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...selection.ids, ...range]), anchorId: selection.anchorId };
}

/** Without what is no longer there; the same object when all is. */
export function withoutGone<Id extends ItemId>(
  selection: Selection<Id>,
  order: readonly Id[],
): Selection<Id> {
  if (selection.ids.size === 0) return selection;
  const there = new Set(order);
  const ids = new Set([...selection.ids].filter((id) => there.has(id)));
  return ids.size === selection.ids.size ? selection : { ids, anchorId: selection.anchorId };
}
