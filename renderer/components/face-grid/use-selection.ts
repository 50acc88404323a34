import { useMemo, useState } from "react";
import { allOf, extendedTo, noSelection, toggled, withoutGone } from "./selection.ts";

/** A selection of faces (or of anything with an id), and the ways to change it. */
export interface SelectionOf {
  /** In the order of the list. */
  readonly ids: readonly number[];
  readonly has: (id: number) => boolean;
  readonly toggle: (id: number) => void;
  /** Adds all from the last one chosen to this one. */
  readonly extendTo: (id: number) => void;
  readonly selectAll: () => void;
  readonly clear: () => void;
}

/** Keeps what is selected of a list of ids. What leaves the list leaves the selection. */
export function useSelection(order: readonly number[]): SelectionOf {
  const [kept, setKept] = useState(noSelection);
  return useMemo(() => {
    const selection = withoutGone(kept, order);
    return {
      ids: selection.ids.size === 0 ? [] : order.filter((id) => selection.ids.has(id)),
      has: (id) => selection.ids.has(id),
      toggle: (id) => {
        setKept(toggled(selection, id));
      },
      extendTo: (id) => {
        setKept(extendedTo(selection, id, order));
      },
      selectAll: () => {
        setKept(allOf(order));
      },
      clear: () => {
        setKept(noSelection);
      },
    };
  }, [kept, order]);
}
