import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** Into what metadata is written: the photo's own file, or one beside it. */
export type MetadataTarget = "file" | "sidecar";

/** One file that was written. */
export interface MetadataWrite {
  readonly id: number;
  /** What one command wrote has one number. */
  readonly batch: number;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly photoId: number;
  readonly path: string;
  readonly target: MetadataTarget;
  /** SHA-256 of the file before; null = there was none. */
  readonly formerHash: Uint8Array | null;
  readonly formerModifiedAtMs: number | null;
  /** JSON: what of the former metadata was Familiar's. */
  readonly formerItems: string;
  /** SHA-256 of the file after; null = it was taken away. */
  readonly writtenHash: Uint8Array | null;
}

/** What in a file is Familiar's. */
export interface WrittenMetadata {
  readonly path: string;
  readonly photoId: number;
  readonly target: MetadataTarget;
  /** JSON. */
  readonly items: string;
}

const writeColumns = `id, batch, at_ms AS atMs, photo_id AS photoId, path, target, former_hash AS formerHash,
  former_modified_at_ms AS formerModifiedAtMs, former_items AS formerItems, written_hash AS writtenHash`;

const metadataColumns = "path, photo_id AS photoId, target, items";

/** What in this file is Familiar's; undefined = nothing. */
export function writtenMetadataAt(db: Database, path: string): WrittenMetadata | undefined {
  return statement<[string], WrittenMetadata>(
    db,
    `SELECT ${metadataColumns} FROM written_metadata WHERE path = ?`,
  ).get(path);
}

/** The files with something of Familiar's that belong to this photo, by path. */
export function writtenMetadataOf(db: Database, photoId: number): WrittenMetadata[] {
  return statement<[number], WrittenMetadata>(
    db,
    `SELECT ${metadataColumns} FROM written_metadata WHERE photo_id = ? ORDER BY path`,
  ).all(photoId);
}

/** Which of these photos have files with something of Familiar's. */
export function photosWithWrittenMetadata(db: Database, photoIds: readonly number[]): number[] {
  return statement<[string], { photoId: number }>(
    db,
    "SELECT DISTINCT photo_id AS photoId FROM written_metadata WHERE photo_id IN (SELECT value FROM json_each(?))",
  )
    .all(JSON.stringify(photoIds))
    .map(({ photoId }) => photoId);
}

/** Every file with something of Familiar's. */
export function allWrittenMetadata(db: Database): WrittenMetadata[] {
  return statement<[], WrittenMetadata>(
    db,
    `SELECT ${metadataColumns} FROM written_metadata ORDER BY path`,
  ).all();
}

/** Remembers what in a file is Familiar's; `items` null = nothing any more. */
export function saveWrittenMetadata(
  db: Database,
  { path, photoId, target, items }: Omit<WrittenMetadata, "items"> & { readonly items: string | null },
): void {
  if (items === null) {
    statement<[string]>(db, "DELETE FROM written_metadata WHERE path = ?").run(path);
    return;
  }
  statement<[string, number, string, string]>(
    db,
    `INSERT INTO written_metadata (path, photo_id, target, items) VALUES (?, ?, ?, ?)
     ON CONFLICT (path) DO UPDATE SET photo_id = excluded.photo_id, target = excluded.target, items = excluded.items`,
  ).run(path, photoId, target, items);
}

/** The number of the next batch. */
export function nextMetadataBatch(db: Database): number {
  const row = statement<[], { last: number }>(
    db,
    "SELECT coalesce(max(batch), 0) AS last FROM metadata_writes",
  ).get();
  return (row?.last ?? 0) + 1;
}

/** Records that a file was written; returns the id. */
export function insertMetadataWrite(db: Database, write: Omit<MetadataWrite, "id">): number {
  const { lastInsertRowid } = statement<Omit<MetadataWrite, "id">>(
    db,
    `INSERT INTO metadata_writes (batch, at_ms, photo_id, path, target, former_hash, former_modified_at_ms,
       former_items, written_hash)
     VALUES (@batch, @atMs, @photoId, @path, @target, @formerHash, @formerModifiedAtMs, @formerItems, @writtenHash)`,
  ).run(write);
  return Number(lastInsertRowid);
}

/** What the last batch wrote that is not undone, the last file first; none when there is nothing to undo. */
export function lastMetadataBatch(db: Database): MetadataWrite[] {
  return statement<[], MetadataWrite>(
    db,
    `SELECT ${writeColumns} FROM metadata_writes
     WHERE batch = (SELECT max(batch) FROM metadata_writes WHERE undone = 0) AND undone = 0 ORDER BY id DESC`,
  ).all();
}

/** Remembers that a file was put back as it was before. */
export function markMetadataUndone(db: Database, writeId: number): void {
  statement<[number]>(db, "UPDATE metadata_writes SET undone = 1 WHERE id = ?").run(writeId);
}

/** Forgets a write that did not come to its end. */
export function forgetMetadataWrite(db: Database, writeId: number): void {
  statement<[number]>(db, "DELETE FROM metadata_writes WHERE id = ?").run(writeId);
}
