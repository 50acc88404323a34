import type { RefObject } from "react";
import type { PhotoLayout } from "../../../app/search/photo-layout.ts";
import { isInClosedOverlay, useShortcuts, type Shortcut } from "../../shell/shortcuts.ts";
import { texts } from "../../texts/texts.ts";
import { photoInNextRow, rowAt, rowOfPhoto, type GridRow } from "./rows.ts";
import { gap } from "./use-grid-rows.ts";
import type { GridChoice } from "./use-grid-selection.ts";

interface GridKeysOptions {
  readonly rows: readonly GridRow[];
  readonly layout: Pick<PhotoLayout, "ids" | "ratios">;
  readonly choice: GridChoice;
  readonly onOpen: (photoId: number) => void;
  /** Scrolls so that the photo at this place of the layout is to be seen. */
  readonly showPhoto: (index: number) => void;
}

/** The keys of a grid: in it, and where nothing else has the focus. */
export function useGridKeys(scroller: RefObject<HTMLElement | null>, options: GridKeysOptions): void {
  const { rows, layout, choice, onOpen, showPhoto } = options;
  const { ids, ratios } = layout;
  const isFor = (event: KeyboardEvent) =>
    ids.length > 0 &&
    (event.target === document.body || event.target === scroller.current || isInClosedOverlay(event.target));
  const activeIndex = () => (choice.activeId === null ? -1 : ids.indexOf(choice.activeId));
  const firstShown = () => rows[rowAt(rows, scroller.current?.scrollTop ?? 0)]?.first ?? 0;

  const go = (keys: string, toIndex: (from: number) => number, doesExtend = false) => {
    const from = activeIndex();
    // The first key only shows where one is, unless it goes to an end.
    const to = Math.min(
      Math.max(from === -1 && keys !== "Home" && keys !== "End" ? firstShown() : toIndex(from), 0),
      ids.length - 1,
    );
    const [id, fromId] = [ids[to], ids[from]];
    if (id === undefined) return;
    scroller.current?.focus({ preventScroll: true });
    if (doesExtend) {
      if (fromId !== undefined && choice.selection.fromId === null) choice.toggle(fromId);
      choice.extendTo(id);
    } else choice.setActive(id);
    showPhoto(to);
  };
  const nextRow = (index: number, direction: 1 | -1) =>
    photoInNextRow(rows, ratios, { index, direction, gap });
  const topOf = (index: number) => rows[rowOfPhoto(rows, index)]?.top ?? 0;
  const page = (index: number, direction: 1 | -1) => {
    const distance = (scroller.current?.clientHeight ?? 0) * pageShare;
    let at = index;
    while (Math.abs(topOf(at) - topOf(index)) < distance) {
      const next = nextRow(at, direction);
      if (next === at) break;
      at = next;
    }
    return at;
  };

  const words = texts.photoGrid;
  const moves: readonly [string, string, (index: number) => number][] = [
    ["ArrowLeft", words.keyPrevious, (index) => index - 1],
    ["ArrowRight", words.keyNext, (index) => index + 1],
    ["ArrowUp", words.keyUp, (index) => nextRow(index, -1)],
    ["ArrowDown", words.keyDown, (index) => nextRow(index, 1)],
    ["PageUp", words.keyPageUp, (index) => page(index, -1)],
    ["PageDown", words.keyPageDown, (index) => page(index, 1)],
    ["Home", words.keyFirst, () => 0],
    ["End", words.keyLast, () => ids.length - 1],
  ];
  const withActive = (work: (photoId: number) => void) => () => {
    if (choice.activeId !== null && activeIndex() !== -1) work(choice.activeId);
  };
  const shortcuts: Shortcut[] = [
    ...moves.map(([keys, label, toIndex]) => ({
      keys,
      label,
      isFor,
      run: () => {
        go(keys, toIndex);
      },
    })),
    ...moves.map(([keys, label, toIndex]) => ({
      keys: `Shift+${keys}`,
      label: words.keyExtend(label),
      isFor,
      run: () => {
        go(keys, toIndex, true);
      },
    })),
    { keys: "Enter", label: words.keyOpen, isFor, run: withActive(onOpen) },
    { keys: "Space", label: words.keySelect, isFor, run: withActive(choice.toggle) },
    { keys: "Mod+a", label: words.keySelectAll, isFor, run: choice.selectAll },
  ];
  const escape: Shortcut = { keys: "Escape", label: words.clearSelection, run: choice.clear };
  useShortcuts(words.photos, choice.selection.ids.size > 0 ? [...shortcuts, escape] : shortcuts);
}

/** Of the height: a row of the page before stays to be seen. */
const pageShare = 0.8;
