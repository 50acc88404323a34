import type { PhotoLayout } from "../../../app/search/photo-layout.ts";

/** One row of a grid: the name of a month, or photos that fill the width. Sizes in CSS pixels, from the top. */
export type GridRow = { readonly top: number; readonly height: number } & (
  | { readonly kind: "month"; readonly month: string | null; readonly first: number; readonly end: number }
  | { readonly kind: "photos"; readonly first: number; readonly end: number }
);

/** How rows are made. */
export interface RowOptions {
  /** Of a row. */
  readonly width: number;
  /** The height that rows come near to. */
  readonly targetHeight: number;
  /** Between photos and between rows. */
  readonly gap: number;
  readonly headingHeight: number;
}

/** Narrower and wider photos are cut to this, so that none becomes a line. */
const [narrowest, widest] = [0.45, 3.2];

/** How much higher than wanted a row may become to fill the width. */
const mostStretch = 1.4;

/** Width by height, as it is shown. A photo that was not looked at yet is a square. */
export function shownRatio(hundredfold: number | undefined): number {
  if (hundredfold === undefined || hundredfold === 0) return 1;
  return Math.min(Math.max(hundredfold / 100, narrowest), widest);
}

/** Fewer photos a month than this are shown by the year: a name above every second photo is no help. */
const fewPhotos = 5;

/** The months of a layout; years in their place where months hold few photos. */
export function headingsOf(months: PhotoLayout["months"]): PhotoLayout["months"] {
  const photos = months.reduce((sum, { count }) => sum + count, 0);
  if (months.length < 3 || photos / months.length >= fewPhotos) return months;
  const years: { month: string | null; count: number }[] = [];
  for (const { month, count } of months) {
    const year = month?.slice(0, 4) ?? null;
    const last = years.at(-1);
    if (last?.month === year) last.count += count;
    else years.push({ month: year, count });
  }
  return years;
}

/**
 * In CSS pixels: Chromium makes nothing higher than 33,554,428 (measured in Chromium 156), and what is below can never
 * be scrolled to.
 */
export const mostHeight = 30_000_000;

/** As makeRows, with photos so much smaller that a library of any size can be scrolled through to its end. */
export function makeRowsThatFit(
  layout: Pick<PhotoLayout, "ids" | "ratios" | "months">,
  options: RowOptions,
): GridRow[] {
  let { targetHeight } = options;
  for (;;) {
    const rows = makeRows(layout, { ...options, targetHeight });
    const height = heightOfRows(rows);
    if (height <= mostHeight || targetHeight < smallestTarget) return rows;
    // Half as high, twice as many beside each other: a quarter of the height. Not quite so with few in a row.
    targetHeight *= Math.min(0.95, Math.sqrt(mostHeight / height));
  }
}

/** Smaller ones show nothing; some 20 million photos. */
const smallestTarget = 20;

/** From the top of the first to the bottom of the last. */
export function heightOfRows(rows: readonly GridRow[]): number {
  const last = rows.at(-1);
  return last === undefined ? 0 : last.top + last.height;
}

/** Every row of a layout. Nothing depends on what was loaded, so that nothing ever moves. */
export function makeRows(
  layout: Pick<PhotoLayout, "ids" | "ratios" | "months">,
  options: RowOptions,
): GridRow[] {
  const rows: GridRow[] = [];
  let top = 0;
  let first = 0;
  const runs =
    layout.months.length > 0 ? headingsOf(layout.months) : [{ month: undefined, count: layout.ids.length }];
  for (const { month, count } of runs) {
    const end = first + count;
    if (month !== undefined) {
      rows.push({ kind: "month", month, first, end, top, height: options.headingHeight });
      top += options.headingHeight;
    }
    top = addPhotoRows(rows, layout.ratios, { first, end, top }, options);
    first = end;
  }
  return rows;
}

function addPhotoRows(
  rows: GridRow[],
  ratios: readonly number[],
  { first, end, top: startTop }: { first: number; end: number; top: number },
  { width, targetHeight, gap }: RowOptions,
): number {
  let top = startTop;
  let rowFirst = first;
  let ratioSum = 0;
  const close = (rowEnd: number, height: number) => {
    rows.push({ kind: "photos", first: rowFirst, end: rowEnd, top, height: height + gap });
    top += height + gap;
    rowFirst = rowEnd;
    ratioSum = 0;
  };
  for (let at = first; at < end; at++) {
    const ratio = shownRatio(ratios[at]);
    const heightWithout = heightOf(width, gap, at - rowFirst, ratioSum);
    const heightWith = heightOf(width, gap, at - rowFirst + 1, ratioSum + ratio);
    if (heightWith <= targetHeight && heightWithout < targetHeight * mostStretch) {
      // Full either way; the height nearer to the wanted one decides.
      const isNearerWithout = heightWithout - targetHeight < targetHeight - heightWith;
      if (isNearerWithout) {
        close(at, heightWithout);
        ratioSum = ratio;
      } else close(at + 1, heightWith);
    } else if (heightWith <= targetHeight) close(at + 1, heightWith);
    else ratioSum += ratio;
  }
  if (rowFirst < end) {
    const height = heightOf(width, gap, end - rowFirst, ratioSum);
    close(end, height > targetHeight * mostStretch ? targetHeight : height);
  }
  return top;
}

function heightOf(width: number, gap: number, photos: number, ratioSum: number): number {
  return photos === 0 ? Infinity : (width - gap * (photos - 1)) / ratioSum;
}

/** Where a photo is within its row. */
export interface TilePlace {
  readonly index: number;
  readonly left: number;
  readonly width: number;
}

/** The places of the photos of a row, on whole pixels. */
export function placeTiles(
  { first, end, height }: Pick<GridRow, "height"> & { readonly first: number; readonly end: number },
  ratios: readonly number[],
  gap: number,
): TilePlace[] {
  const tiles: TilePlace[] = [];
  let left = 0;
  for (let index = first; index < end; index++) {
    const right = left + shownRatio(ratios[index]) * (height - gap);
    tiles.push({ index, left: Math.round(left), width: Math.round(right) - Math.round(left) });
    left = right + gap;
  }
  return tiles;
}

/** The number of the row at a height. */
export function rowAt(rows: readonly GridRow[], top: number): number {
  return search(rows, (row) => row.top <= top);
}

/** The number of the row that shows the photo at this place of the layout. */
export function rowOfPhoto(rows: readonly GridRow[], index: number): number {
  // The name of a month begins with the same photo as the row below it, which is the last of the two.
  return search(rows, (row) => row.first <= index);
}

/** The last row for which it is so; it must be so for all before. */
function search(rows: readonly GridRow[], isSo: (row: GridRow) => boolean): number {
  let [low, high] = [0, rows.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const row = rows[middle];
    if (row !== undefined && isSo(row)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The photo above or below one, the nearest by its middle; the same one at the ends. */
export function photoInNextRow(
  rows: readonly GridRow[],
  ratios: readonly number[],
  { index, direction, gap }: { readonly index: number; readonly direction: 1 | -1; readonly gap: number },
): number {
  let at = rowOfPhoto(rows, index);
  const from = rows[at];
  if (from === undefined) return index;
  const own = placeTiles(from, ratios, gap).find((tile) => tile.index === index);
  do at += direction;
  while (rows[at]?.kind === "month");
  const to = rows[at];
  if (to === undefined || own === undefined) return index;
  const middle = own.left + own.width / 2;
  const distance = ({ left, width }: TilePlace) => Math.abs(left + width / 2 - middle);
  const [nearest] = placeTiles(to, ratios, gap).toSorted((a, b) => distance(a) - distance(b));
  return nearest?.index ?? index;
}
