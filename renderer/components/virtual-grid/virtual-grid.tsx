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
import { handleGridKey } from "./grid-keys.ts";
import type { GridSection } from "./grid-rows.ts";
import { PlacedRows, type GridContent } from "./placed-rows.tsx";
import type { ItemId } from "./selection.ts";
import { useGridLayout } from "./use-grid-layout.ts";
import styles from "./virtual-grid.module.css";

interface VirtualGridProps<Item, Id extends ItemId> extends GridContent<Item, Id> {
  /** What is shown, for screen readers: "Faces of Anna". */
  readonly label: string;
  readonly sections: readonly GridSection<Item>[];
  /** Enter. */
  readonly onOpen: (item: Item) => void;
  /** A click without keys held; by default it selects. */
  readonly onClick?: (item: Item) => void;
  /** A menu at the pointer, or at the keyboard's tile. */
  readonly menuOf?: (item: Item) => readonly MenuItem[];
  /** Keys at a tile that the grid has no use for; true = it was of use. */
  readonly onKey?: (event: KeyboardEvent, item: Item) => boolean;
  /** Scrolls with the tiles, above them. */
  readonly header?: ReactNode;
  /** Brings this item into sight when it changes. */
  readonly showId?: Id | null;
}

/**
 * Tiles in rows, of which only those in sight are in the page; fills what it is in, and scrolls. Arrows, Home, End and
 * Page keys move, Space and Shift select, Ctrl+A selects all, Escape nothing, Enter opens.
 */
export function VirtualGrid<Item, Id extends ItemId>(props: VirtualGridProps<Item, Id>) {
  const { sections, idOf, selection, showId = null } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const above = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const layout = useGridLayout(sections, props.tile, { scroller, above, list });
  const items = useMemo(() => sections.flatMap((section) => section.items), [sections]);
  const [cursor, setCursor] = useState(0);
  const [menuItems, setMenuItems] = useState<readonly MenuItem[]>([]);
  const place = Math.min(cursor, Math.max(0, items.length - 1));
  const current = items[place];
  const id = useId();
  const elementId = (item: Item) => `${id}-${String(idOf(item))}`;

  const shownPlace = showId === null ? -1 : items.findIndex((item) => idOf(item) === showId);
  useEffect(() => {
    if (shownPlace !== -1) layout.scrollTo(shownPlace);
    // Only when another item is to be shown: what is added before it must not move the window.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [showId]);

  const onKeyDown = (event: KeyboardEvent) => {
    // A field in a tile has its keys for itself.
    if (current === undefined || event.target !== event.currentTarget) return;
    const goTo = (next: number) => {
      setCursor(next);
      layout.scrollTo(next);
    };
    const openMenu = () => {
      openMenuAt(document.getElementById(elementId(current)));
    };
    handleGridKey(event, {
      ...{ items, idOf, selection, place, current, goTo, openMenu },
      ...{ rows: layout.rows, rowsPerPage: layout.rowsPerPage, onOpen: props.onOpen, onKey: props.onKey },
    });
  };
  const onClick = (event: MouseEvent, item: Item, at: number) => {
    setCursor(at);
    if (event.shiftKey) selection.extendTo(idOf(item));
    else if (event.ctrlKey || event.metaKey || props.onClick === undefined) selection.toggle(idOf(item));
    else props.onClick(item);
  };
  const onContextMenu = (event: MouseEvent) => {
    const at = placeOf(event.target) ?? place;
    const item = items[at];
    if (item === undefined) return;
    setCursor(at);
    setMenuItems(props.menuOf?.(item) ?? []);
  };

  const grid = (
    <div
      ref={list}
      role="grid"
      aria-multiselectable
      aria-label={props.label}
      aria-rowcount={layout.rows.length}
      aria-colcount={layout.columns}
      aria-activedescendant={current === undefined ? undefined : elementId(current)}
      tabIndex={0}
      className={styles["list"]}
      style={{ height: layout.height }}
      onKeyDown={onKeyDown}
      onContextMenuCapture={onContextMenu}
    >
      <PlacedRows content={props} {...{ layout, place, elementId, onClick }} />
    </div>
  );
  return (
    <div ref={scroller} className={styles["scroller"]}>
      <div ref={above}>{props.header}</div>
      {props.menuOf === undefined ? grid : <ContextMenu items={menuItems}>{grid}</ContextMenu>}
    </div>
  );
}

/** The tile that something happened in; undefined = beside the tiles. */
function placeOf(target: EventTarget): number | undefined {
  const tile = target instanceof Element ? target.closest("[data-place]") : null;
  return tile instanceof HTMLElement ? Number(tile.dataset["place"]) : undefined;
}
