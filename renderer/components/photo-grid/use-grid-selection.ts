import { useCallback, useEffect, useMemo, useState } from "react";
import { recallPlace } from "./list-memory.ts";
import { extendTo, keepListed, nothingSelected, toggle, toggleAll, type Selection } from "./selection.ts";

/** The photo that the keyboard is at, and the chosen ones. */
export interface GridChoice {
  readonly activeId: number | null;
  readonly setActive: (photoId: number) => void;
  readonly selection: Selection;
  readonly toggle: (photoId: number) => void;
  /** Chooses all from the last one chosen to this. */
  readonly extendTo: (photoId: number) => void;
  readonly toggleAll: (photoIds: readonly number[]) => void;
  readonly selectAll: () => void;
  readonly clear: () => void;
  readonly selectedInOrder: () => number[];
}

/** What is chosen in a list; photos that leave the list are no longer chosen. */
export function useGridSelection(
  list: string,
  ids: readonly number[],
  onActive: (photoId: number | null) => void,
): GridChoice {
  const [activeId, setActiveId] = useState<number | null>(() => recallPlace(list)?.activeId ?? null);
  const [chosen, setChosen] = useState<Selection>(nothingSelected);
  const selection = useMemo(() => keepListed(chosen, ids), [chosen, ids]);
  useEffect(() => {
    onActive(activeId);
  }, [activeId, onActive]);
  return {
    activeId,
    setActive: setActiveId,
    selection,
    toggle: useCallback((photoId: number) => {
      setActiveId(photoId);
      setChosen((before) => toggle(before, photoId));
    }, []),
    extendTo: useCallback(
      (photoId: number) => {
        setActiveId(photoId);
        setChosen((before) => extendTo(before, photoId, ids));
      },
      [ids],
    ),
    toggleAll: useCallback((photoIds: readonly number[]) => {
      setChosen((before) => toggleAll(before, photoIds));
    }, []),
    selectAll: useCallback(() => {
      setChosen((before) => ({ ids: new Set(ids), fromId: before.fromId }));
    }, [ids]),
    clear: useCallback(() => {
      setChosen(nothingSelected);
    }, []),
    selectedInOrder: () => ids.filter((id) => selection.ids.has(id)),
  };
}
