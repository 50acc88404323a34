import { useVirtualizer } from "@tanstack/react-virtual";
import {
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from "react";
import { ContextMenu, type MenuItem } from "../context-menu.tsx";
import { openMenuAt } from "../open-menu-at.ts";
import { bottomOf, useMeasured, widthOf } from "../use-measured.ts";
import { handleGridKey } from "./grid-keys.ts";
import { gridRows, type GridRow, type GridSection } from "./grid-rows.ts";
import type { ItemId } from "./selection.ts";
import type { SelectionOf } from "./use-selection.ts";
import styles from "./virtual-grid.module.css";

/** How a tile is shown just now. */
export interface TileState {
  readonly isSelected: boolean;
  /** The keyboard is at it. */
  readonly isCurrent: boolean;
}

interface VirtualGridProps<Item, Id extends ItemId> {
  /** What is shown, for screen readers: "Faces of Anna". */
  readonly label: string;
  readonly sections: readonly GridSection<Item>[];
  readonly idOf: (item: Item) => Id;
  /** What a screen reader says of a tile; `place` counts from 0. */
  readonly nameOf: (item: Item, place: number) => string;
  readonly selection: SelectionOf<Id>;
  /** CSS pixels of a tile. */
  readonly tile: { readonly width: number; readonly height: number };
  readonly renderTile: (item: Item, state: TileState) => ReactNode;
  /** Enter. */
  readonly onOpen: (item: Item) => void;
  /** A click without keys held; by default it selects. */
  readonly onClick?: (item: Item) => void;
  readonly onDoubleClick?: (item: Item) => void;
  /** A menu at the pointer, or at the keyboard's tile. */
  readonly menuOf?: (item: Item) => readonly MenuItem[];
  /** Keys at a tile that the grid has no use for; true = it was of use. */
  readonly onKey?: (event: KeyboardEvent, item: Item) => boolean;
  /** More of the attributes of a tile: dragging. */
  readonly tileProps?: (item: Item) => object;
  /** Beside the title of a section: a button. */
  readonly renderBesideTitle?: (section: GridSection<Item>) => ReactNode;
  /** Scrolls with the tiles, above them. */
  readonly header?: ReactNode;
  /** Brings this item into sight when it changes. */
  readonly showId?: Id | null;
}

const gap = 12;
const headingHeight = 52;

/**
 * Tiles in rows, of which only those in sight are in the page; fills what it is in, and scrolls. Arrows, Home, End and
 * Page keys move, Space and Shift select, Ctrl+A selects all, Escape nothing, Enter opens.
 */
export function VirtualGrid<Item, Id extends ItemId>(props: VirtualGridProps<Item, Id>) {
  const { label, sections, idOf, selection, tile, showId = null } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const above = useRef<HTMLDivElement>(null);
  const width = useMeasured(list, widthOf);
  const scrollMargin = useMeasured(above, bottomOf);
  const id = useId();
  const [cursor, setCursor] = useState(0);
  const [menuItems, setMenuItems] = useState<readonly MenuItem[]>([]);
  const columns = Math.max(1, Math.floor((width + gap) / (tile.width + gap)));
  // What is left of the width goes between the columns, in full and in broken rows alike.
  const columnGap = columns === 1 ? gap : (width - columns * tile.width) / (columns - 1);
  const rows = useMemo(() => gridRows(sections, columns), [sections, columns]);
  const items = useMemo(() => sections.flatMap((section) => section.items), [sections]);
  const rowHeight = tile.height + gap;
  // Its object changes in place, so the compiler of React has to leave this component as it is.
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

  const place = Math.min(cursor, Math.max(0, items.length - 1));
  const current = items[place];
  const goTo = (next: number) => {
    setCursor(next);
    const row = rowOf(rows, next);
    if (row !== -1) virtualizer.scrollToIndex(row);
  };
  const shownPlace = showId === null ? -1 : items.findIndex((item) => idOf(item) === showId);
  useEffect(() => {
    if (shownPlace === -1) return;
    const row = rowOf(rows, shownPlace);
    if (row !== -1) virtualizer.scrollToIndex(row);
    // Only when another item is to be shown: what is added before it must not move the window.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [showId]);

  const onKeyDown = (event: KeyboardEvent) => {
    // A field in a tile has its keys for itself.
    if (current === undefined || event.target !== event.currentTarget) return;
    handleGridKey(event, {
      ...{ rows, items, idOf, selection, place, current, goTo },
      rowsPerPage: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight)),
      openMenu: () => {
        openMenuAt(document.getElementById(`${id}-${String(idOf(current))}`));
      },
      onOpen: props.onOpen,
      onKey: props.onKey,
    });
  };
  const onClick = (event: MouseEvent, item: Item, at: number) => {
    setCursor(at);
    if (event.shiftKey) selection.extendTo(idOf(item));
    else if (event.ctrlKey || event.metaKey || props.onClick === undefined) selection.toggle(idOf(item));
    else props.onClick(item);
  };
  const onContextMenu = (event: MouseEvent) => {
    const element = event.target instanceof Element ? event.target.closest("[data-place]") : null;
    const at = element instanceof HTMLElement ? Number(element.dataset["place"]) : place;
    const item = items[at];
    if (item === undefined) return;
    setCursor(at);
    setMenuItems(props.menuOf?.(item) ?? []);
  };

  const renderBeside = (section: GridSection<Item>) => {
    const beside = props.renderBesideTitle?.(section) ?? null;
    return beside === null ? null : <span role="gridcell">{beside}</span>;
  };
  const renderRow = (row: Extract<GridRow<Item>, { kind: "items" }>) =>
    row.items.map((item, column) => {
      const at = row.start + column;
      const itemId = idOf(item);
      const state = { isSelected: selection.has(itemId), isCurrent: at === place };
      return (
        <div
          key={itemId}
          id={`${id}-${String(itemId)}`}
          role="gridcell"
          aria-selected={state.isSelected}
          aria-colindex={column + 1}
          aria-label={props.nameOf(item, at)}
          data-place={at}
          data-current={state.isCurrent || undefined}
          className={styles["tile"]}
          style={{ width: tile.width, height: tile.height }}
          onClick={(event) => {
            onClick(event, item, at);
          }}
          onDoubleClick={() => {
            props.onDoubleClick?.(item);
          }}
          {...props.tileProps?.(item)}
        >
          {props.renderTile(item, state)}
        </div>
      );
    });

  const grid = (
    <div
      ref={list}
      role="grid"
      aria-multiselectable
      aria-label={label}
      aria-rowcount={rows.length}
      aria-colcount={columns}
      aria-activedescendant={current === undefined ? undefined : `${id}-${String(idOf(current))}`}
      tabIndex={0}
      className={styles["list"]}
      style={{ height: virtualizer.getTotalSize() }}
      onKeyDown={onKeyDown}
      onContextMenuCapture={onContextMenu}
    >
      {virtualizer.getVirtualItems().map((line) => {
        const row = rows[line.index];
        if (row === undefined) return null;
        const style = { height: line.size, transform: `translateY(${String(line.start - scrollMargin)}px)` };
        return row.kind === "heading" ? (
          <div
            key={line.key}
            role="row"
            aria-rowindex={line.index + 1}
            className={styles["heading"]}
            style={style}
          >
            <span role="rowheader" className={styles["title"]}>
              {row.section.title}
            </span>
            {renderBeside(row.section)}
          </div>
        ) : (
          <div
            key={line.key}
            role="row"
            aria-rowindex={line.index + 1}
            className={styles["row"]}
            style={{ ...style, gap: columnGap }}
          >
            {renderRow(row)}
          </div>
        );
      })}
    </div>
  );

  return (
    <div ref={scroller} className={styles["scroller"]}>
      <div ref={above}>{props.header}</div>
      {props.menuOf === undefined ? grid : <ContextMenu items={menuItems}>{grid}</ContextMenu>}
    </div>
  );
}

/** The row that an item is in; -1 = none. */
function rowOf<Item>(rows: readonly GridRow<Item>[], place: number): number {
  return rows.findIndex((row) => row.kind === "items" && place < row.start + row.items.length);
}
