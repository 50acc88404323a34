import { findAction, lastDoneAction } from "../db/actions.ts";
import { inTransaction } from "../db/transaction.ts";
import type { ActionContext } from "./act.ts";
import { ActionNotDoneError, NothingToUndoError } from "./errors.ts";
import { stepAction, type SteppedAction } from "./step.ts";

/**
 * Takes back the last action that is done: every row it changed is as before, also after a restart. Rows whose face
 * or photo has gone since are left out. `redo` does it again.
 * @throws NothingToUndoError.
 */
export function undo(context: ActionContext): SteppedAction {
  const { db } = context;
  const undone = inTransaction(db, () => {
    const action = lastDoneAction(db);
    if (action === undefined) throw new NothingToUndoError();
    return stepAction(db, action, "undo", context.now());
  });
  context.journal.bringUpToDate(db);
  return undone;
}

/**
 * Takes back this action and all that was done after it, the last first, in one transaction. Returns them in that order.
 * @throws ActionNotDoneError when the action does not exist or is undone already.
 */
export function undoTo(context: ActionContext, actionId: number): SteppedAction[] {
  const { db } = context;
  const undone = inTransaction(db, () => {
    if (findAction(db, actionId)?.state !== "done") throw new ActionNotDoneError(actionId);
    const steps: SteppedAction[] = [];
    for (;;) {
      const action = lastDoneAction(db);
      if (action === undefined || action.id < actionId) return steps;
      steps.push(stepAction(db, action, "undo", context.now()));
    }
  });
  context.journal.bringUpToDate(db);
  return undone;
}
