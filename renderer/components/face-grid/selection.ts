/** What is selected in a list, and where a range begins. */
export interface Selection {
  readonly ids: ReadonlySet<number>;
  /** From here Shift selects; null = nothing was chosen yet. */
  readonly anchorId: number | null;
}

/** Nothing. */
export const noSelection: Selection = { ids: new Set(), anchorId: null };

/** Selects what is not, and the other way round. */
export function toggled(selection: Selection, id: number): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, anchorId: id };
}

/** Adds everything between the anchor and `id`, in the order of the list. */
export function extendedTo(selection: Selection, id: number, order: readonly number[]): Selection {
  const from = selection.anchorId === null ? -1 : order.indexOf(selection.anchorId);
  const to = order.indexOf(id);
  if (from === -1 || to === -1) return toggled(selection, id);
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...selection.ids, ...range]), anchorId: selection.anchorId };
}

/** Everything of the list. */
export function allOf(order: readonly number[]): Selection {
  return { ids: new Set(order), anchorId: order[0] ?? null };
}

/** Without what is no longer there; the same object when all is. */
export function withoutGone(selection: Selection, order: readonly number[]): Selection {
  if (selection.ids.size === 0) return selection;
  const there = new Set(order);
  const ids = new Set([...selection.ids].filter((id) => there.has(id)));
  return ids.size === selection.ids.size ? selection : { ids, anchorId: selection.anchorId };
}
