import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

interface ActedFaces {
  /** The newest action that was looked at. */
  lastActionId: number;
  readonly faceIds: Set<number>;
}

const known = new WeakMap<Database, ActedFaces>();

/**
 * The faces that any action was about, also those that are undone: undo and redo need them. Reads each action once for
 * a connection: 30,000 faces take 50 ms, later calls nothing.
 */
export function facesOfActions(db: Database): ReadonlySet<number> {
  const acted = known.get(db) ?? { lastActionId: 0, faceIds: new Set() };
  known.set(db, acted);
  const newest = statement<[], number | null>(db, "SELECT max(id) FROM actions").pluck().get() ?? 0;
  if (newest === acted.lastActionId) return acted.faceIds;
  const added = statement<[number], number>(
    db,
    `SELECT DISTINCT json_extract(change.value, iif(change.value ->> 'table' = 'judgement_faces', '$.key[1]', '$.key[0]'))
     FROM actions, json_each(actions.changes) AS change
     WHERE actions.id > ? AND change.value ->> 'table' IN ('faces', 'rejections', 'judgement_faces')`,
  )
    .pluck()
    .all(acted.lastActionId);
  for (const faceId of added) acted.faceIds.add(faceId);
  acted.lastActionId = newest;
  return acted.faceIds;
}
