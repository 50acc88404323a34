import { firstUndoneAction } from "../db/actions.ts";
import { inTransaction } from "../db/transaction.ts";
import type { ActionContext } from "./act.ts";
import { NothingToRedoError } from "./errors.ts";
import { stepAction, type SteppedAction } from "./step.ts";

/**
 * Does the first action again that is undone. Rows whose face or photo has gone since are left out.
 * @throws NothingToRedoError, also when something else was done since the undo.
 */
export function redo(context: ActionContext): SteppedAction {
  const { db } = context;
  const redone = inTransaction(db, () => {
    const action = firstUndoneAction(db);
    if (action === undefined) throw new NothingToRedoError();
    return stepAction(db, action, "redo", context.now());
  });
  context.journal.bringUpToDate(db);
  return redone;
}
