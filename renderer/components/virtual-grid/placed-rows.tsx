import type { MouseEvent, ReactNode } from "react";
import type { GridRow, GridSection } from "./grid-rows.ts";
import type { ItemId } from "./selection.ts";
import type { GridLayout, PlacedRow, TileSize } from "./use-grid-layout.ts";
import type { SelectionOf } from "./use-selection.ts";
import styles from "./virtual-grid.module.css";

/** How a tile is shown just now. */
export interface TileState {
  readonly isSelected: boolean;
  /** The keyboard is at it. */
  readonly isCurrent: boolean;
}

/** What tiles and the titles above them show. */
export interface GridContent<Item, Id extends ItemId> {
  readonly idOf: (item: Item) => Id;
  /** What a screen reader says of a tile; `place` counts from 0. */
  readonly nameOf: (item: Item, place: number) => string;
  readonly selection: SelectionOf<Id>;
  readonly tile: TileSize;
  readonly renderTile: (item: Item, state: TileState) => ReactNode;
  readonly onDoubleClick?: (item: Item) => void;
  /** More of the attributes of a tile: dragging. */
  readonly tileProps?: (item: Item) => object;
  /** Beside the title of a section: a button. */
  readonly renderBesideTitle?: (section: GridSection<Item>) => ReactNode;
}

interface PlacedRowsProps<Item, Id extends ItemId> {
  readonly content: GridContent<Item, Id>;
  readonly layout: Pick<GridLayout<Item>, "placedRows" | "columnGap">;
  /** The item that the keyboard is at, from 0. */
  readonly place: number;
  readonly elementId: (item: Item) => string;
  readonly onClick: (event: MouseEvent, item: Item, place: number) => void;
}

/** The rows that are in the page, each at its place in the height of all. */
export function PlacedRows<Item, Id extends ItemId>(props: PlacedRowsProps<Item, Id>) {
  const { content, layout } = props;
  return layout.placedRows.map(({ row, index, style }: PlacedRow<Item>) =>
    row.kind === "heading" ? (
      <div key={row.key} role="row" aria-rowindex={index + 1} className={styles["heading"]} style={style}>
        <span role="rowheader" className={styles["title"]}>
          {row.section.title}
        </span>
        <BesideTitle>{content.renderBesideTitle?.(row.section)}</BesideTitle>
      </div>
    ) : (
      <div
        key={row.key}
        role="row"
        aria-rowindex={index + 1}
        className={styles["row"]}
        style={{ ...style, gap: layout.columnGap }}
      >
        <Tiles {...props} row={row} />
      </div>
    ),
  );
}

function BesideTitle({ children = null }: { readonly children: ReactNode }) {
  return children === null ? null : <span role="gridcell">{children}</span>;
}

type TilesProps<Item, Id extends ItemId> = Omit<PlacedRowsProps<Item, Id>, "layout"> & {
  readonly row: Extract<GridRow<Item>, { kind: "items" }>;
};

function Tiles<Item, Id extends ItemId>({ row, content, place, elementId, onClick }: TilesProps<Item, Id>) {
  const { idOf, nameOf, selection, tile, renderTile, onDoubleClick, tileProps } = content;
  return row.items.map((item, column) => {
    const at = row.start + column;
    const state = { isSelected: selection.has(idOf(item)), isCurrent: at === place };
    return (
      <div
        key={idOf(item)}
        id={elementId(item)}
        role="gridcell"
        aria-selected={state.isSelected}
        aria-colindex={column + 1}
        aria-label={nameOf(item, at)}
        data-place={at}
        data-current={state.isCurrent || undefined}
        className={styles["tile"]}
        style={{ width: tile.width, height: tile.height }}
        onClick={(event) => {
          onClick(event, item, at);
        }}
        onDoubleClick={() => {
          onDoubleClick?.(item);
        }}
        {...tileProps?.(item)}
      >
        {renderTile(item, state)}
      </div>
    );
  });
}
