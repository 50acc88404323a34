import { Hono } from "hono";
import { z } from "zod";
import { readHistory } from "../journal/history.ts";
import { redo } from "../journal/redo.ts";
import type { SteppedAction } from "../journal/step.ts";
import { undo, undoTo } from "../journal/undo.ts";
import { createActionContext } from "../library/open-library.ts";
import { noticeChanges } from "./change.ts";
import type { ServerContext } from "./context.ts";
import { id, idInText, validate } from "./validate.ts";

const page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  beforeId: idInText.optional(),
  personId: idInText.optional(),
});

/** What the user did, newest first; undo and redo. */
export function historyRoutes(context: ServerContext) {
  const { library, now } = context;
  const tell = (steps: readonly SteppedAction[]) => {
    noticeChanges(
      context,
      steps.flatMap(({ changes }) => changes),
    );
    return { steps: steps.map(({ actionId, summary, skippedRows }) => ({ actionId, summary, skippedRows })) };
  };
  return new Hono()
    .get("/", validate("query", page), (c) => {
      const { limit, beforeId, personId } = c.req.valid("query");
      return c.json(
        readHistory(library.db, {
          ...{ nowMs: now(), limit },
          ...(beforeId !== undefined && { beforeId }),
          ...(personId !== undefined && { personId }),
        }),
      );
    })
    .post("/undo", validate("json", z.strictObject({ actionId: id.optional() })), (c) => {
      const { actionId } = c.req.valid("json");
      const action = createActionContext(library, now);
      return c.json(tell(actionId === undefined ? [undo(action)] : undoTo(action, actionId)));
    })
    .post("/redo", (c) => c.json(tell([redo(createActionContext(library, now))])));
}
