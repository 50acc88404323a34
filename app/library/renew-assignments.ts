import type { Database } from "../db/open.ts";
import { getSetting, setSetting } from "../db/settings.ts";
import { assignFaces, type AssignmentResult } from "../people/assign.ts";

const key = "assignments-due";

/** From now on the assignments count as made by another model; takes part in the caller's transaction. */
export function markAssignmentsDue(db: Database): void {
  setSetting(db, key, "yes");
}

/** Whether the machine's assignments rest on a model that the library no longer uses. */
export function areAssignmentsDue(db: Database): boolean {
  return getSetting(db, key) === "yes";
}

/**
 * After a change of the model, assigns and suggests all unnamed faces anew; else does nothing and returns null.
 * Stopped (it throws the signal's reason) or killed, it is done by the next call.
 */
export async function renewAssignments(
  db: Database,
  model: string,
  signal?: AbortSignal,
): Promise<AssignmentResult | null> {
  if (!areAssignmentsDue(db)) return null;
  const result = await assignFaces(db, { model, ...(signal && { signal }) });
  setSetting(db, key, "no");
  return result;
}
