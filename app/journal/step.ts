import { setActionState, type ActionRow, type ActionWithChanges } from "../db/actions.ts";
import { applyChanges } from "../db/apply-changes.ts";
import { insertJournalLine } from "../db/journal-lines.ts";
import type { Database } from "../db/open.ts";
import type { RowChange } from "../db/tracked-tables.ts";
import { parseRowChanges } from "./row-changes.ts";

/** An action that was undone or redone. */
export interface SteppedAction extends Pick<ActionRow, "kind" | "summary" | "atMs"> {
  readonly actionId: number;
  /** The rows of the action; after undo they are as in `before`, after redo as in `after`. */
  readonly changes: readonly RowChange[];
  /** Rows left out, because their face or photo has gone. */
  readonly skippedRows: number;
}

/** Takes one action back, or does it again, inside the caller's transaction. */
export function stepAction(
  db: Database,
  action: ActionWithChanges,
  event: "undo" | "redo",
  atMs: number,
): SteppedAction {
  const changes = parseRowChanges(action.changes);
  const skipped = applyChanges(db, changes, event === "undo" ? "before" : "after");
  setActionState(db, action.id, event === "undo" ? "undone" : "done");
  insertJournalLine(db, { number: null, event, actionId: action.id, atMs });
  const { id, kind, summary } = action;
  return { actionId: id, kind, summary, atMs: action.atMs, changes, skippedRows: skipped.length };
}
