import { useCallback, useEffect, useLayoutEffect, useRef, type RefObject } from "react";
import { recallPlace, rememberPlace, type ListPlace } from "./list-memory.ts";
import { rowAt, rowOfPhoto, type GridRow } from "./rows.ts";

/**
 * Keeps the photos that are to be seen where they are when rows change: because photos came or went, or the window became
 * wider. At the very top, new photos push the others down, as the newest are what one wants to see there. Remembers the
 * place when the list is left, and returns there.
 */
export function useSteadyScroll(
  scroller: RefObject<HTMLElement | null>,
  {
    list,
    rows,
    ids,
  }: { readonly list: string; readonly rows: readonly GridRow[]; readonly ids: readonly number[] },
): (activeId: number | null) => void {
  const place = useRef<ListPlace | null>(null);
  const activeId = useRef<number | null>(null);
  const rowsNow = useRef<{ rows: readonly GridRow[]; ids: readonly number[] }>({ rows: [], ids: [] });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || rows.length === 0) return;
    rowsNow.current = { rows, ids };
    const isFirst = place.current === null;
    place.current ??= recallPlace(list) ?? { topId: null, rowsAbove: 0, activeId: null };
    restore(element, place.current, rows, ids);
    if (isFirst && place.current.activeId !== null) reveal(element, place.current.activeId, rows, ids);
  }, [scroller, list, rows, ids]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const note = () => {
      const known = rowsNow.current;
      if (known.rows.length > 0) place.current = placeOf(element, known.rows, known.ids, activeId.current);
    };
    element.addEventListener("scroll", note, { passive: true });
    return () => {
      element.removeEventListener("scroll", note);
      if (place.current !== null) rememberPlace(list, { ...place.current, activeId: activeId.current });
    };
  }, [scroller, list]);

  return useCallback((id: number | null) => {
    activeId.current = id;
  }, []);
}

function placeOf(
  element: HTMLElement,
  rows: readonly GridRow[],
  ids: readonly number[],
  activeId: number | null,
): ListPlace {
  const row = rows[rowAt(rows, element.scrollTop)];
  if (row === undefined || element.scrollTop <= 0) return { topId: null, rowsAbove: 0, activeId };
  // The row of a month belongs to its first photo: minus its own height.
  const photoRow = row.kind === "photos" ? row : rows[rowOfPhoto(rows, row.first)];
  const above = photoRow === undefined ? 0 : (element.scrollTop - photoRow.top) / photoRow.height;
  return { topId: ids[row.first] ?? null, rowsAbove: above, activeId };
}

function restore(
  element: HTMLElement,
  { topId, rowsAbove }: ListPlace,
  rows: readonly GridRow[],
  ids: readonly number[],
): void {
  const index = topId === null ? -1 : ids.indexOf(topId);
  const row = index === -1 ? undefined : rows[rowOfPhoto(rows, index)];
  if (row === undefined) return;
  const top = row.top + rowsAbove * row.height;
  if (Math.abs(element.scrollTop - top) >= 1) element.scrollTop = top;
}

/** Scrolls just so far that the photo is to be seen. */
function reveal(element: HTMLElement, id: number, rows: readonly GridRow[], ids: readonly number[]): void {
  const index = ids.indexOf(id);
  const row = index === -1 ? undefined : rows[rowOfPhoto(rows, index)];
  if (row === undefined) return;
  if (row.top < element.scrollTop) element.scrollTop = row.top;
  const bottom = row.top + row.height;
  if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
}
