import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** What a line of the text journal tells. */
export type JournalEvent = "do" | "undo" | "redo";

/** A line of the text journal, as the catalogue remembers it. */
export interface JournalLineRow {
  /** 1, 2, 3 ... */
  readonly number: number;
  readonly event: JournalEvent;
  readonly actionId: number;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

const columns = "number, event, action_id AS actionId, at_ms AS atMs";

/** Adds a line; with `number` null it gets the next one. Returns its number. */
export function insertJournalLine(
  db: Database,
  line: Omit<JournalLineRow, "number"> & { readonly number: number | null },
): number {
  const { lastInsertRowid } = statement<typeof line>(
    db,
    "INSERT INTO journal_lines (number, event, action_id, at_ms) VALUES (@number, @event, @actionId, @atMs)",
  ).run(line);
  return Number(lastInsertRowid);
}

/** The newest line, undefined when nothing was done yet. */
export function lastJournalLine(db: Database): JournalLineRow | undefined {
  return statement<[], JournalLineRow>(
    db,
    `SELECT ${columns} FROM journal_lines ORDER BY number DESC LIMIT 1`,
  ).get();
}

/** The line with this number. */
export function findJournalLine(db: Database, number: number): JournalLineRow | undefined {
  return statement<[number], JournalLineRow>(db, `SELECT ${columns} FROM journal_lines WHERE number = ?`).get(
    number,
  );
}

/** The first `limit` lines after a number, in order. */
export function journalLinesAfter(db: Database, number: number, limit: number): JournalLineRow[] {
  return statement<[number, number], JournalLineRow>(
    db,
    `SELECT ${columns} FROM journal_lines WHERE number > ? ORDER BY number LIMIT ?`,
  ).all(number, limit);
}
