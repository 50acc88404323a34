import { dropUndoneActions, insertAction } from "../db/actions.ts";
import { prepareChangeLog, recordChanges } from "../db/change-log.ts";
import { insertJournalLine } from "../db/journal-lines.ts";
import type { Database } from "../db/open.ts";
import { inTransaction } from "../db/transaction.ts";
import type { ActionKind } from "./action-kinds.ts";
import { NestedActionError } from "./errors.ts";
import { mentionsOf } from "./mentions.ts";
import type { TextJournal } from "./text-journal.ts";

/** What an action is done with. */
export interface ActionContext {
  readonly db: Database;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly journal: TextJournal;
}

/** An action that was done, undone or redone. */
export interface PerformedAction {
  /** null = it changed nothing, so there is nothing to undo. */
  readonly actionId: number | null;
  /** In the past tense, for people: "merged Ann (12 photos) into Anna". */
  readonly summary: string;
}

/**
 * Runs `work` in one transaction and records every row of the decision tables that it changes, so that it can be
 * undone; then appends a line to the text journal. What was undone before can no longer be redone. When `work`
 * throws, nothing is kept; when it changes nothing, no action is recorded.
 * `work` writes with the plain functions of app/db, and is not asynchronous.
 * @throws NestedActionError inside another action or transaction; what `work` throws.
 */
export function act<Result>(
  context: ActionContext,
  action: { readonly kind: ActionKind; readonly summary: string | ((result: Result) => string) },
  work: () => Result,
): PerformedAction & { readonly result: Result } {
  const { db, journal } = context;
  if (db.inTransaction) throw new NestedActionError(action.kind);
  prepareChangeLog(db);
  const performed = inTransaction(db, () => {
    const { result, changes } = recordChanges(db, work);
    const summary = typeof action.summary === "string" ? action.summary : action.summary(result);
    if (changes.length === 0) return { actionId: null, summary, result };
    dropUndoneActions(db);
    const atMs = context.now();
    const { kind } = action;
    const row = { id: null, kind, atMs, summary, changes: JSON.stringify(changes) };
    const actionId = insertAction(db, row, mentionsOf(changes).people);
    insertJournalLine(db, { number: null, event: "do", actionId, atMs });
    return { actionId, summary, result };
  });
  if (performed.actionId !== null) journal.bringUpToDate(db);
  return performed;
}
