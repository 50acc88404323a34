/** What is chosen in a list, and from where a range begins. */
export interface Selection {
  readonly ids: ReadonlySet<number>;
  /** Shift chooses from here. */
  readonly fromId: number | null;
}

/** Nothing. */
export const nothingSelected: Selection = { ids: new Set(), fromId: null };

/** Adds one, or takes it away. */
export function toggle(selection: Selection, id: number): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, fromId: id };
}

/** Adds all from where the last choice was to this one, in the order of the list. */
export function extendTo(selection: Selection, id: number, order: readonly number[]): Selection {
  const from = selection.fromId === null ? -1 : order.indexOf(selection.fromId);
  const to = order.indexOf(id);
  if (from === -1 || to === -1) return toggle(selection, id);
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...selection.ids, ...range]), fromId: selection.fromId };
}

/** Adds all of these, or takes them away when all were chosen. */
export function toggleAll(selection: Selection, ids: readonly number[]): Selection {
  const areAllIn = ids.every((id) => selection.ids.has(id));
  const others = new Set(ids);
  return {
    ids: areAllIn
      ? new Set([...selection.ids].filter((id) => !others.has(id)))
      : new Set([...selection.ids, ...ids]),
    fromId: ids[0] ?? selection.fromId,
  };
}

/** Without those that are not in the list any more; the same object when all are. */
export function keepListed(selection: Selection, order: readonly number[]): Selection {
  if (selection.ids.size === 0) return selection;
  const listed = new Set(order);
  const ids = [...selection.ids].filter((id) => listed.has(id));
  return ids.length === selection.ids.size ? selection : { ...selection, ids: new Set(ids) };
}
