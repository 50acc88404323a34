import type { GridRow } from "./rows.ts";

/** A month, and where it begins in the list. */
export interface ScrubberMonth {
  readonly month: string | null;
  /** CSS pixels from the top. */
  readonly top: number;
}

/** A year beside the scrubber. */
export interface YearLabel {
  readonly year: string;
  readonly y: number;
}

/** Labels closer than this would touch. */
const labelDistancePx = 22;

/** The months of a list, in its order. */
export function monthsOf(rows: readonly GridRow[]): ScrubberMonth[] {
  return rows.flatMap((row) => (row.kind === "month" ? [{ month: row.month, top: row.top }] : []));
}

/** The number of the month that is at this height. */
export function monthAt(months: readonly ScrubberMonth[], top: number): number {
  const next = months.findIndex((month) => month.top > top + 1);
  return next === -1 ? Math.max(0, months.length - 1) : Math.max(0, next - 1);
}

/** The years that have room; the first always has. */
export function labelYears(
  months: readonly ScrubberMonth[],
  toY: (top: number) => number,
  height: number,
): YearLabel[] {
  const labels: YearLabel[] = [];
  let lastYear = "";
  for (const { month, top } of months) {
    const year = month?.slice(0, 4) ?? "";
    if (year === "" || year === lastYear) continue;
    lastYear = year;
    const y = Math.min(toY(top), height - labelDistancePx / 2);
    const before = labels.at(-1);
    if (before === undefined || y - before.y >= labelDistancePx) labels.push({ year, y });
  }
  return labels;
}

/** Where a key goes: a month on, a year on, to an end. Undefined for other keys. */
export function stepMonth(
  months: readonly ScrubberMonth[],
  current: number,
  key: string,
): ScrubberMonth | undefined {
  const last = months.length - 1;
  switch (key) {
    case "ArrowDown":
    case "ArrowRight":
      return months[Math.min(current + 1, last)];
    case "ArrowUp":
    case "ArrowLeft":
      return months[Math.max(current - 1, 0)];
    case "PageDown":
      return months[otherYear(months, current, 1)];
    case "PageUp":
      return months[otherYear(months, current, -1)];
    case "Home":
      return months[0];
    case "End":
      return months[last];
    default:
      return undefined;
  }
}

function otherYear(months: readonly ScrubberMonth[], current: number, step: 1 | -1): number {
  const yearOf = (at: number) => months[at]?.month?.slice(0, 4) ?? "";
  let at = current;
  while (at + step >= 0 && at + step < months.length && yearOf(at) === yearOf(current)) at += step;
  return at;
}
