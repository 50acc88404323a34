import {
  countActions,
  countDoneActions,
  listActions,
  listActionsAbout,
  type ActionRow,
  type ActionState,
} from "../db/actions.ts";
import type { Database } from "../db/open.ts";

/** One thing that was done. */
export interface HistoryEntry extends ActionRow {
  readonly state: ActionState;
  /** "just now", "3 days ago". */
  readonly ago: string;
  /** "merged Ann (12 photos) into Anna, 3 days ago". */
  readonly text: string;
  /** How many actions undo takes back to undo this one, itself and all that came after it; 0 = it is not done. */
  readonly undoes: number;
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

/** Which part of the history is read. */
export interface HistoryOptions {
  readonly nowMs: number;
  readonly limit: number;
  /** Only what is older than this action; default: from the newest on. */
  readonly beforeId?: number;
  /** Only what was about this person, who may be gone. */
  readonly personId?: number;
}

/** What was done, newest first, at most `limit` entries. */
export function readHistory(db: Database, options: HistoryOptions): HistoryPage {
  const { nowMs, limit, beforeId = null, personId } = options;
  // One more than asked for tells whether there is another page.
  const wanted = { beforeId, limit: limit + 1 };
  const rows = personId === undefined ? listActions(db, wanted) : listActionsAbout(db, personId, wanted);
  let [doneSince, countedFrom]: [number, number | null] = [0, null];
  const entries = rows.slice(0, limit).map((row) => {
    doneSince += countDoneActions(db, { fromId: row.id, beforeId: countedFrom });
    countedFrom = row.id;
    const ago = timeAgo(row.atMs, nowMs);
    return { ...row, ago, text: `${row.summary}, ${ago}`, undoes: row.state === "done" ? doneSince : 0 };
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
