/** A part of a grid: faces of one year, for example. */
export interface GridSection<Item> {
  readonly key: string;
  /** Null = no heading. */
  readonly title: string | null;
  readonly items: readonly Item[];
  /** Its heading is there also when it has no items: it is collapsed. Default false. */
  readonly isShownEmpty?: boolean;
}

/** A row of a grid: a heading, or as many items as fit beside each other. */
export type GridRow<Item> =
  | { readonly kind: "heading"; readonly key: string; readonly section: GridSection<Item> }
  | {
      readonly kind: "items";
      readonly key: string;
      readonly section: GridSection<Item>;
      /** The place of the first item in the whole grid. */
      readonly start: number;
      readonly items: readonly Item[];
    };

/** Rows of at most `columns` items; each section begins a new one. */
export function gridRows<Item>(sections: readonly GridSection<Item>[], columns: number): GridRow<Item>[] {
  const rows: GridRow<Item>[] = [];
  let place = 0;
  for (const section of sections) {
    if (section.items.length === 0 && section.isShownEmpty !== true) continue;
    if (section.title !== null) rows.push({ kind: "heading", key: `heading-${section.key}`, section });
    for (let at = 0; at < section.items.length; at += columns) {
      const items = section.items.slice(at, at + columns);
      rows.push({ kind: "items", key: `${section.key}-${String(at)}`, section, start: place, items });
      place += items.length;
    }
  }
  return rows;
}

/** The keys that move through a grid. */
export type GridMove = "left" | "right" | "up" | "down" | "start" | "end" | "page-up" | "page-down";

/**
 * The place that a key leads to from `place`. Up and down go to the same column of the next row, or to its last item.
 */
export function moveInGrid<Item>(
  rows: readonly GridRow<Item>[],
  place: number,
  move: GridMove,
  rowsPerPage: number,
): number {
  const lines = rows.filter((row) => row.kind === "items");
  const last = lines.at(-1);
  if (last === undefined) return 0;
  const count = last.start + last.items.length;
  const within = (value: number) => Math.min(Math.max(value, 0), count - 1);
  const steps = { up: -1, down: 1, "page-up": -rowsPerPage, "page-down": rowsPerPage } as const;
  switch (move) {
    case "left":
      return within(place - 1);
    case "right":
      return within(place + 1);
    case "start":
      return 0;
    case "end":
      return count - 1;
    case "up":
    case "down":
    case "page-up":
    case "page-down": {
      const at = lines.findIndex(({ start, items }) => place < start + items.length);
      const column = place - (lines[at]?.start ?? 0);
      const to = lines[Math.min(Math.max(at + steps[move], 0), lines.length - 1)];
      return to === undefined ? place : to.start + Math.min(column, to.items.length - 1);
    }
  }
}
