import type { KeyboardEvent } from "react";
import { moveInGrid, type GridMove, type GridRow } from "./grid-rows.ts";
import type { ItemId } from "./selection.ts";
import type { SelectionOf } from "./use-selection.ts";

/** A grid, and the tile that the keyboard is at. */
export interface GridAtKeys<Item, Id extends ItemId> {
  readonly rows: readonly GridRow<Item>[];
  readonly items: readonly Item[];
  readonly idOf: (item: Item) => Id;
  readonly selection: SelectionOf<Id>;
  /** Counts from 0. */
  readonly place: number;
  readonly current: Item;
  readonly rowsPerPage: () => number;
  readonly goTo: (place: number) => void;
  readonly openMenu: () => void;
  readonly onOpen: (item: Item) => void;
  /** Keys that the grid has no use for; true = it was of use. */
  readonly onKey: ((event: KeyboardEvent, item: Item) => boolean) | undefined;
}

const moves: Readonly<Partial<Record<string, GridMove>>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "start",
  End: "end",
  PageUp: "page-up",
  PageDown: "page-down",
};

/** Does what a key says in a grid; a key that is of use goes no further. */
export function handleGridKey<Item, Id extends ItemId>(
  event: KeyboardEvent,
  grid: GridAtKeys<Item, Id>,
): void {
  if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
    event.preventDefault();
    grid.openMenu();
    return;
  }
  const { current, idOf, selection } = grid;
  const move = moves[event.key];
  if (move !== undefined && !event.altKey) moveTo(move, event.shiftKey, grid);
  else if (event.key === " " && event.shiftKey) selection.extendTo(idOf(current));
  else if (event.key === " ") selection.toggle(idOf(current));
  else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) grid.onOpen(current);
  else if (event.key === "Escape" && selection.ids.length > 0) selection.clear();
  else if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) selection.selectAll();
  else if (grid.onKey?.(event, current) !== true) return;
  event.preventDefault();
  event.stopPropagation();
}

function moveTo<Item, Id extends ItemId>(
  move: GridMove,
  doesExtend: boolean,
  { rows, items, place, current, idOf, selection, rowsPerPage, goTo }: GridAtKeys<Item, Id>,
): void {
  const next = moveInGrid(rows, place, move, rowsPerPage());
  const item = items[next];
  if (doesExtend && item !== undefined) {
    if (selection.ids.length === 0) selection.toggle(idOf(current));
    selection.extendTo(idOf(item));
  }
  goTo(next);
}
