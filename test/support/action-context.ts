import type { Database } from "../../app/db/open.ts";
import type { ActionContext } from "../../app/journal/act.ts";

/** A context for actions on a catalogue without a text journal; its clock ticks one second an action. */
export function actionContext(db: Database, startMs = 1_000_000): ActionContext {
  let nowMs = startMs;
  return { db, now: () => (nowMs += 1_000), journal: { bringUpToDate: () => undefined } };
}
