import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** A file that is there but could not be read or analysed, with the reason for people. */
export interface FailedFile {
  readonly path: string;
  readonly reason: string;
}

/** Every file that is there and failed, in the order of paths. A photo that failed counts for each of its files. */
export function listFailures(db: Database): FailedFile[] {
  return statement<[], FailedFile>(
    db,
    // CROSS JOIN is SQLite's way to say which table comes first: the few failures, not the many files.
    `SELECT files.path AS path, photos.failure AS reason
     FROM photos CROSS JOIN files ON files.photo_id = photos.id AND files.missing_since_ms IS NULL
     WHERE photos.failure IS NOT NULL
     UNION ALL
     SELECT path, failure FROM files WHERE failure IS NOT NULL AND missing_since_ms IS NULL
     ORDER BY 1`,
  ).all();
}

/** A file that could not be used, for listings and for another try. */
export interface FailedFileRow extends FailedFile {
  readonly fileId: number;
}

/** The same with the ids of the files. */
export function failedFiles(db: Database): FailedFileRow[] {
  return statement<[], FailedFileRow>(
    db,
    `SELECT files.id AS fileId, files.path AS path, photos.failure AS reason
     FROM photos CROSS JOIN files ON files.photo_id = photos.id AND files.missing_since_ms IS NULL
     WHERE photos.failure IS NOT NULL
     UNION ALL
     SELECT id, path, failure FROM files WHERE failure IS NOT NULL AND missing_since_ms IS NULL
     ORDER BY 2`,
  ).all();
}

/** Forgets the failures of these files and of the photos they show, so that the next look tries them again. */
export function clearFailuresOf(db: Database, fileIds: readonly number[]): void {
  const wanted = JSON.stringify(fileIds);
  statement<[string]>(
    db,
    `UPDATE photos SET failure = NULL, failed_recipe = NULL, crash_count = 0
     WHERE id IN (SELECT photo_id FROM json_each(?) AS wanted JOIN files ON files.id = wanted.value)`,
  ).run(wanted);
  statement<[string]>(
    db,
    "UPDATE files SET failure = NULL WHERE id IN (SELECT value FROM json_each(?)) AND failure IS NOT NULL",
  ).run(wanted);
}

/** Forgets all failures and crashes, of photos and of files, so that the next scan tries again what failed. */
export function clearFailures(db: Database): void {
  statement<[]>(
    db,
    `UPDATE photos SET failure = NULL, failed_recipe = NULL, crash_count = 0
     WHERE failed_recipe IS NOT NULL OR crash_count > 0`,
  ).run();
  statement<[]>(db, "UPDATE files SET failure = NULL WHERE failure IS NOT NULL").run();
}
