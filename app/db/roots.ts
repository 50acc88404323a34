import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** A folder that the user named to be scanned. */
export interface Root {
  readonly id: number;
  /** Absolute. */
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly addedAtMs: number;
}

/** The folders of this library, in the order in which they were named. */
export function allRoots(db: Database): Root[] {
  return statement<[], Root>(db, "SELECT id, path, added_at_ms AS addedAtMs FROM roots ORDER BY id").all();
}

/** Adds a folder (absolute path); one that is there already keeps its place and date. */
export function addRoot(db: Database, path: string, nowMs: number): void {
  statement<[string, number]>(
    db,
    "INSERT INTO roots (path, added_at_ms) VALUES (?, ?) ON CONFLICT (path) DO NOTHING",
  ).run(path, nowMs);
}
