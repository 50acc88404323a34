import type { Database } from "./open.ts";
import { getSetting, setSetting } from "./settings.ts";

const key = "vector-revision";

/**
 * Counts how often vectors that the saved face index may hold were replaced or removed. Added faces do not
 * count: the index is told of them by their ids.
 */
export function vectorRevision(db: Database): number {
  return Number(getSetting(db, key) ?? "0");
}

/** Counts one more change; takes part in the caller's transaction. */
export function bumpVectorRevision(db: Database): void {
  setSetting(db, key, String(vectorRevision(db) + 1));
}

/** Gives a number that no saved index of this library can have: a time in milliseconds is above any count. */
export function renewVectorRevision(db: Database, nowMs: number): void {
  setSetting(db, key, String(Math.max(nowMs, vectorRevision(db) + 1)));
}
