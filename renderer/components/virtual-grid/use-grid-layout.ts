import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, type CSSProperties, type RefObject } from "react";
import { bottomOf, useMeasured, widthOf } from "../use-measured.ts";
import { gridRows, type GridRow, type GridSection } from "./grid-rows.ts";

/** CSS pixels. */
export interface TileSize {
  readonly width: number;
  readonly height: number;
}

/** The elements of a grid that its layout depends on. */
interface GridElements {
  /** What scrolls. */
  readonly scroller: RefObject<HTMLElement | null>;
  /** What scrolls above the rows. */
  readonly above: RefObject<HTMLElement | null>;
  /** What the rows are in. */
  readonly list: RefObject<HTMLElement | null>;
}

/** A row that is in the page. */
export interface PlacedRow<Item> {
  readonly row: GridRow<Item>;
  /** Of all rows, from 0. */
  readonly index: number;
  /** Where it is in the height of all. */
  readonly style: CSSProperties;
}

/** The rows of a grid, and which of them are in the page. */
export interface GridLayout<Item> {
  readonly rows: readonly GridRow<Item>[];
  readonly placedRows: readonly PlacedRow<Item>[];
  /** CSS pixels of all rows. */
  readonly height: number;
  readonly columns: number;
  /** CSS pixels between two columns. */
  readonly columnGap: number;
  readonly rowsPerPage: () => number;
  /** Brings the row of an item into sight; `place` counts the items from 0. */
  readonly scrollTo: (place: number) => void;
}

const gap = 12;
const headingHeight = 52;

/** Lays tiles out in rows for the width that there is, and follows the scrolling. */
export function useGridLayout<Item>(
  sections: readonly GridSection<Item>[],
  tile: TileSize,
  { scroller, above, list }: GridElements,
): GridLayout<Item> {
  const width = useMeasured(list, widthOf);
  const scrollMargin = useMeasured(above, bottomOf);
  const columns = Math.max(1, Math.floor((width + gap) / (tile.width + gap)));
  const rows = useMemo(() => gridRows(sections, columns), [sections, columns]);
  const rowHeight = tile.height + gap;
  // Its object changes in place, so the compiler of React has to leave this hook as it is.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: width === 0 ? 0 : rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => (rows[at]?.kind === "heading" ? headingHeight : rowHeight),
    getItemKey: (at) => rows[at]?.key ?? at,
    overscan: 3,
    scrollMargin,
  });
  useEffect(() => {
    virtualizer.measure();
  }, [virtualizer, rows, rowHeight]);
  return {
    rows,
    placedRows: virtualizer.getVirtualItems().flatMap(({ index, size, start }) => {
      const row = rows[index];
      const style = { height: size, transform: `translateY(${String(start - scrollMargin)}px)` };
      return row === undefined ? [] : [{ row, index, style }];
    }),
    height: virtualizer.getTotalSize(),
    columns,
    // What is left of the width goes between the columns, in full and in broken rows alike.
    columnGap: columns === 1 ? gap : (width - columns * tile.width) / (columns - 1),
    rowsPerPage: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight)),
    scrollTo: (place) => {
      const row = rowOf(rows, place);
      if (row !== -1) virtualizer.scrollToIndex(row);
    },
  };
}

/** The row that an item is in; -1 = none. */
function rowOf<Item>(rows: readonly GridRow<Item>[], place: number): number {
  return rows.findIndex((row) => row.kind === "items" && place < row.start + row.items.length);
}
