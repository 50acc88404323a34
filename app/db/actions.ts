import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** 'dropped' = undone, and then something else was done: it can no longer be redone. */
export type ActionState = "done" | "undone" | "dropped";

/** Something that the user did. */
export interface ActionRow {
  readonly id: number;
  /** For example "merge-people". */
  readonly kind: string;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  /** In words for people. */
  readonly summary: string;
  readonly state: ActionState;
}

/** An action with the rows that it changed, as JSON of RowChange[]. */
export interface ActionWithChanges extends ActionRow {
  readonly changes: string;
}

const listed = "id, kind, at_ms AS atMs, summary, state";

/** Adds an action, done, about these people; with `id` null it gets a new one. Returns its id. */
export function insertAction(
  db: Database,
  action: Omit<ActionWithChanges, "id" | "state"> & { readonly id: number | null },
  personIds: Iterable<number>,
): number {
  const { lastInsertRowid } = statement<typeof action>(
    db,
    "INSERT INTO actions (id, kind, at_ms, summary, changes) VALUES (@id, @kind, @atMs, @summary, @changes)",
  ).run(action);
  const id = Number(lastInsertRowid);
  const about = statement<[number, number]>(
    db,
    "INSERT INTO action_people (person_id, action_id) VALUES (?, ?)",
  );
  for (const personId of personIds) about.run(personId, id);
  return id;
}

/** The action with this id. */
export function findAction(db: Database, id: number): ActionWithChanges | undefined {
  return statement<[number], ActionWithChanges>(
    db,
    `SELECT ${listed}, changes FROM actions WHERE id = ?`,
  ).get(id);
}

/** The action that undo takes back next. */
export function lastDoneAction(db: Database): ActionWithChanges | undefined {
  return statement<[], ActionWithChanges>(
    db,
    `SELECT ${listed}, changes FROM actions WHERE state = 'done' ORDER BY id DESC LIMIT 1`,
  ).get();
}

/** The action that redo does again next. */
export function firstUndoneAction(db: Database): ActionWithChanges | undefined {
  return statement<[], ActionWithChanges>(
    db,
    `SELECT ${listed}, changes FROM actions WHERE state = 'undone' ORDER BY id LIMIT 1`,
  ).get();
}

/** Marks an action. */
export function setActionState(db: Database, id: number, state: ActionState): void {
  statement<[ActionState, number]>(db, "UPDATE actions SET state = ? WHERE id = ?").run(state, id);
}

/** What was undone can no longer be redone. */
export function dropUndoneActions(db: Database): void {
  statement<[]>(db, "UPDATE actions SET state = 'dropped' WHERE state = 'undone'").run();
}

/** Actions older than `beforeId` (null = from the newest on), newest first, at most `limit`. */
export function listActions(
  db: Database,
  { beforeId, limit }: { readonly beforeId: number | null; readonly limit: number },
): ActionRow[] {
  return statement<[number | null, number], ActionRow>(
    db,
    `SELECT ${listed} FROM actions WHERE id < coalesce(?, 9223372036854775807) ORDER BY id DESC LIMIT ?`,
  ).all(beforeId, limit);
}

/** The same, of the actions that were about a person. */
export function listActionsAbout(
  db: Database,
  personId: number,
  { beforeId, limit }: { readonly beforeId: number | null; readonly limit: number },
): ActionRow[] {
  return statement<[number, number | null, number], ActionRow>(
    db,
    `SELECT ${listed} FROM action_people JOIN actions ON id = action_id
     WHERE person_id = ? AND action_id < coalesce(?, 9223372036854775807) ORDER BY action_id DESC LIMIT ?`,
  ).all(personId, beforeId, limit);
}

/** How many actions that can be undone have ids from `fromId` to before `beforeId` (null = to the newest). */
export function countDoneActions(
  db: Database,
  { fromId, beforeId }: { readonly fromId: number; readonly beforeId: number | null },
): number {
  return (
    statement<[number, number | null], { actions: number }>(
      db,
      `SELECT count(*) AS actions FROM actions
       WHERE state = 'done' AND id >= ? AND id < coalesce(?, 9223372036854775807)`,
    ).get(fromId, beforeId)?.actions ?? 0
  );
}

/** How many actions can be undone, and how many redone. */
export function countActions(db: Database): { readonly done: number; readonly undone: number } {
  const row = statement<[], { done: number; undone: number }>(
    db,
    `SELECT (SELECT count(*) FROM actions WHERE state = 'done') AS done,
       (SELECT count(*) FROM actions WHERE state = 'undone') AS undone`,
  ).get();
  return row ?? { done: 0, undone: 0 };
}

/** How many actions were done after a time (milliseconds since 1970), and not undone. */
export function countDoneSince(db: Database, sinceMs: number): number {
  return (
    statement<[number], { actions: number }>(
      db,
      "SELECT count(*) AS actions FROM actions WHERE state = 'done' AND at_ms > ?",
    ).get(sinceMs)?.actions ?? 0
  );
}
