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

/** A folder with what is known of the files in it. */
export interface RootContent {
  readonly rootId: number;
  /** Photo files at or below it that the last look found there. */
  readonly files: number;
  /** Those that are gone. */
  readonly missing: number;
}

/** The folders of this library, in the order in which they were named; without those that were taken out. */
export function allRoots(db: Database): Root[] {
  return statement<[], Root>(
    db,
    "SELECT id, path, added_at_ms AS addedAtMs FROM roots WHERE removed_at_ms IS NULL ORDER BY id",
  ).all();
}

/** The folder with this id; undefined when there is none, or it was taken out. */
export function findRoot(db: Database, rootId: number): Root | undefined {
  return statement<[number], Root>(
    db,
    "SELECT id, path, added_at_ms AS addedAtMs FROM roots WHERE id = ? AND removed_at_ms IS NULL",
  ).get(rootId);
}

/**
 * Adds a folder (absolute path). One that is there already keeps its place and date; one that was taken out is back, and
 * the files that went missing with it.
 */
export function addRoot(db: Database, path: string, nowMs: number): void {
  statement<[string, number]>(
    db,
    "INSERT INTO roots (path, added_at_ms) VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET removed_at_ms = NULL",
  ).run(path, nowMs);
}

/** The same, but what this catalogue knows of the folder stays: one that was taken out is not put back. */
export function addUnknownRoot(db: Database, path: string, nowMs: number): void {
  statement<[string, number]>(
    db,
    "INSERT INTO roots (path, added_at_ms) VALUES (?, ?) ON CONFLICT (path) DO NOTHING",
  ).run(path, nowMs);
}

/** Takes a folder out of the library: files that are in no other folder of it count as missing. */
export function markRootRemoved(db: Database, rootId: number, nowMs: number): void {
  statement<[number, number]>(db, "UPDATE roots SET removed_at_ms = ? WHERE id = ?").run(nowMs, rootId);
}

/** What is in each folder of the library. */
export function rootContents(db: Database): RootContent[] {
  return statement<[], RootContent>(
    db,
    `SELECT roots.id AS rootId, count(files.id) FILTER (WHERE missing_since_ms IS NULL) AS files,
       count(files.id) FILTER (WHERE missing_since_ms IS NOT NULL) AS missing
     FROM roots LEFT JOIN files ON files.path
         >= iif(roots.path LIKE '/%', rtrim(roots.path, '/') || '/', rtrim(roots.path, '\\') || '\\')
       AND files.path < iif(roots.path LIKE '/%', rtrim(roots.path, '/') || '0', rtrim(roots.path, '\\') || ']')
     WHERE removed_at_ms IS NULL GROUP BY roots.id ORDER BY roots.id`,
  ).all();
}

/** Whether no folder was ever named and no photo is known. */
export function isUntouched(db: Database): boolean {
  const row = statement<[], { isUntouched: number }>(
    db,
    "SELECT NOT EXISTS (SELECT 1 FROM roots) AND NOT EXISTS (SELECT 1 FROM photos) AS isUntouched",
  ).get();
  return row?.isUntouched === 1;
}
