import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** A file as the last scan left it. */
export interface KnownFile {
  readonly id: number;
  /** Absolute, with exactly the characters that the file system gave. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Milliseconds since 1970, with fractions. */
  readonly modifiedAtMs: number;
  /** The photo that it shows; null when it could not be read, or has not been yet. */
  readonly photoId: number | null;
  /** Why it could not be read, for people. */
  readonly failure: string | null;
  /** Milliseconds since 1970; null = it is there. */
  readonly missingSinceMs: number | null;
}

/** A file together with the photo that its path showed before the content changed. */
export interface PhotoFile extends KnownFile {
  readonly previousPhotoId: number | null;
  /** The photo that its content is by itself, when it is the raw file of a pair; else null. */
  readonly rawPhotoId: number | null;
}

const fileColumns = `id, path, size_bytes AS sizeBytes, modified_at_ms AS modifiedAtMs, photo_id AS photoId, failure,
  missing_since_ms AS missingSinceMs`;

/** SQL that is 1 when a file that is there shows the photo whose id is in this column, else 0. */
export function hasPresentFile(photoIdColumn: string): string {
  return `EXISTS (SELECT 1 FROM files AS present
    WHERE present.photo_id = ${photoIdColumn} AND present.missing_since_ms IS NULL)`;
}

/** Is there a file whose content this photo is, also a raw file that is shown as another photo? */
export function hasFileOfContent(db: Database, photoId: number): boolean {
  return (
    statement<{ photoId: number }, unknown>(
      db,
      `SELECT 1 FROM files WHERE photo_id = @photoId AND raw_photo_id IS NULL AND missing_since_ms IS NULL
       UNION ALL SELECT 1 FROM files WHERE raw_photo_id = @photoId AND missing_since_ms IS NULL LIMIT 1`,
    ).get({ photoId }) !== undefined
  );
}

/** Every file ever seen, also the missing ones, in no particular order. */
export function allFiles(db: Database): KnownFile[] {
  return statement<[], KnownFile>(db, `SELECT ${fileColumns} FROM files`).all();
}

/** The file at this path, undefined when no scan has seen it. */
export function findFile(db: Database, path: string): KnownFile | undefined {
  return statement<[string], KnownFile>(db, `SELECT ${fileColumns} FROM files WHERE path = ?`).get(path);
}

/** The files that show a photo: the ones that are there first, those before raw files that it is a pair with, by path. */
export function filesOfPhoto(db: Database, photoId: number): PhotoFile[] {
  return statement<[number], PhotoFile>(
    db,
    `SELECT ${fileColumns}, previous_photo_id AS previousPhotoId, raw_photo_id AS rawPhotoId FROM files
     WHERE photo_id = ? ORDER BY missing_since_ms IS NOT NULL, raw_photo_id IS NOT NULL, path`,
  ).all(photoId);
}

/**
 * Records what a file is now: the photo that it shows, or why it could not be read (never both). It is there again
 * if it was missing. When it shows another photo than before, the earlier one is kept as `previousPhotoId`.
 * `rawPhotoId` = what its content is by itself, when it is the raw file of a pair. Returns the file's id.
 */
export function upsertFile(
  db: Database,
  file: Omit<KnownFile, "id" | "missingSinceMs">,
  rawPhotoId: number | null = null,
): number {
  const row = statement<
    Omit<KnownFile, "id" | "missingSinceMs"> & { rawPhotoId: number | null },
    { id: number }
  >(
    db,
    `INSERT INTO files (path, size_bytes, modified_at_ms, photo_id, failure, raw_photo_id)
     VALUES (@path, @sizeBytes, @modifiedAtMs, @photoId, @failure, @rawPhotoId)
     ON CONFLICT (path) DO UPDATE SET size_bytes = excluded.size_bytes, modified_at_ms = excluded.modified_at_ms,
       previous_photo_id = CASE
         WHEN photo_id IS excluded.photo_id THEN previous_photo_id
         ELSE nullif(coalesce(photo_id, previous_photo_id), excluded.photo_id) END,
       photo_id = excluded.photo_id, failure = excluded.failure, missing_since_ms = NULL,
       raw_photo_id = excluded.raw_photo_id
     RETURNING id`,
  ).get({ ...file, rawPhotoId });
  if (row === undefined) throw new Error(`The catalogue did not take the file ${file.path}.`);
  return row.id;
}

/** Marks files as gone since `nowMs`; one that is marked already keeps its earlier time. */
export function markMissing(db: Database, fileIds: Iterable<number>, nowMs: number): void {
  const mark = statement<[number, number]>(
    db,
    "UPDATE files SET missing_since_ms = ? WHERE id = ? AND missing_since_ms IS NULL",
  );
  for (const id of fileIds) mark.run(nowMs, id);
}

/** Marks files as there again, unchanged. */
export function markPresent(db: Database, fileIds: Iterable<number>): void {
  const mark = statement<[number]>(db, "UPDATE files SET missing_since_ms = NULL WHERE id = ?");
  for (const id of fileIds) mark.run(id);
}
