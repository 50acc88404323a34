import { useMemo, useState } from "react";
import { extendedTo, toggled, withoutGone, type ItemId, type Selection } from "./selection.ts";

/** A selection in a list, and the ways to change it. */
export interface SelectionOf<Id extends ItemId> {
  /** In the order of the list. */
  readonly ids: readonly Id[];
  readonly has: (id: Id) => boolean;
  readonly toggle: (id: Id) => void;
  /** Adds all from the last one chosen to this one. */
  readonly extendTo: (id: Id) => void;
  readonly selectAll: () => void;
  readonly clear: () => void;
}

/** Keeps what is selected of a list of ids. What leaves the list leaves the selection. */
export function useSelection<Id extends ItemId>(order: readonly Id[]): SelectionOf<Id> {
  const [kept, setKept] = useState<Selection<Id>>({ ids: new Set(), anchorId: null });
  return useMemo(() => {
    const selection = withoutGone(kept, order);
    return {
      ids: selection.ids.size === 0 ? [] : order.filter((id) => selection.ids.has(id)),
      has: (id) => selection.ids.has(id),
      toggle: (id) => {
        setKept((now) => toggled(now, id));
      },
      extendTo: (id) => {
        setKept((now) => extendedTo(now, id, order));
      },
      selectAll: () => {
        setKept({ ids: new Set(order), anchorId: order[0] ?? null });
      },
      clear: () => {
        setKept({ ids: new Set(), anchorId: null });
      },
    };
  }, [kept, order]);
}
