import { countActions, listActions, type ActionRow, type ActionState } from "../db/actions.ts";
import type { Database } from "../db/open.ts";

/** One thing that was done. */
export interface HistoryEntry extends ActionRow {
  readonly state: ActionState;
  /** "just now", "3 days ago". */
  readonly ago: string;
  /** "merged Ann (12 photos) into Anna, 3 days ago". */
  readonly text: string;
}

/** A page of the history, newest first. */
export interface HistoryPage {
  readonly entries: readonly HistoryEntry[];
  /** To be given as `beforeId` for the next page; null = this was the last. */
  readonly nextBeforeId: number | null;
  /** How many actions undo and redo can go through. */
  readonly undoable: number;
  readonly redoable: number;
}

/** What was done, newest first: `limit` entries older than the action `beforeId`, or the newest ones. */
export function readHistory(
  db: Database,
  options: { readonly nowMs: number; readonly limit: number; readonly beforeId?: number },
): HistoryPage {
  const { nowMs, limit, beforeId = null } = options;
  // One more than asked for tells whether there is another page.
  const rows = listActions(db, { beforeId, limit: limit + 1 });
  const entries = rows.slice(0, limit).map((row) => {
    const ago = timeAgo(row.atMs, nowMs);
    return { ...row, ago, text: `${row.summary}, ${ago}` };
  });
  const { done, undone } = countActions(db);
  const nextBeforeId = rows.length > limit ? (entries.at(-1)?.id ?? null) : null;
  return { entries, nextBeforeId, undoable: done, redoable: undone };
}

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Rounded down, from the largest unit on; months and years of the mean length. */
const units = [
  ["year", 365.25 * dayMs],
  ["month", (365.25 / 12) * dayMs],
  ["week", 7 * dayMs],
  ["day", dayMs],
  ["hour", hourMs],
  ["minute", minuteMs],
] as const;

const words = new Intl.RelativeTimeFormat("en", { numeric: "always" });

/** How long ago a time was, in English: "just now" for less than a minute (and for a clock that went back). */
export function timeAgo(atMs: number, nowMs: number): string {
  const passedMs = nowMs - atMs;
  for (const [unit, lengthMs] of units) {
    if (passedMs >= lengthMs) return words.format(-Math.floor(passedMs / lengthMs), unit);
  }
  return "just now";
}
