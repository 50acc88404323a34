import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** Another content of a photo, which differs in the metadata that Familiar wrote. */
export interface WrittenContent {
  /** Rises with every content that is added. */
  readonly number: number;
  /** SHA-256, 64 hexadecimal digits. */
  readonly content: string;
  /** SHA-256 that the photo is named by. */
  readonly photo: string;
}

/** Remembers that this content (32 bytes of hash) is that photo too; again does nothing. */
export function addWrittenContent(db: Database, contentHash: Uint8Array, photoId: number): void {
  statement<[Uint8Array, number, Uint8Array]>(
    db,
    `INSERT INTO written_contents (content_hash, photo_id) SELECT ?, ?
     WHERE NOT EXISTS (SELECT 1 FROM photos WHERE content_hash = ?) ON CONFLICT DO NOTHING`,
  ).run(contentHash, photoId, contentHash);
}

/** The contents that were added after the one of this number. */
export function writtenContentsAfter(db: Database, number: number): WrittenContent[] {
  return statement<[number], { number: number; content: Uint8Array; photo: Uint8Array }>(
    db,
    `SELECT written_contents.rowid AS number, written_contents.content_hash AS content, photos.content_hash AS photo
     FROM written_contents JOIN photos ON photos.id = photo_id WHERE written_contents.rowid > ? ORDER BY number`,
  )
    .all(number)
    .map((row) => ({
      ...{ number: row.number, content: Buffer.from(row.content).toString("hex") },
      photo: Buffer.from(row.photo).toString("hex"),
    }));
}

/** The number of the content that was added last; 0 = none. */
export function lastWrittenContent(db: Database): number {
  return (
    statement<[], { last: number | null }>(db, "SELECT max(rowid) AS last FROM written_contents").get()
      ?.last ?? 0
  );
}

/** Records what a file holds now that Familiar wrote into it; null = the content that its photo is named by. */
export function setFileContent(
  db: Database,
  path: string,
  file: {
    readonly contentHash: Uint8Array | null;
    readonly sizeBytes: number;
    readonly modifiedAtMs: number;
  },
): void {
  statement<[Uint8Array | null, number, number, string]>(
    db,
    "UPDATE files SET written_hash = ?, size_bytes = ?, modified_at_ms = ? WHERE path = ?",
  ).run(file.contentHash, file.sizeBytes, file.modifiedAtMs, path);
}

/** What a file holds, by its path, where Familiar wrote into it or it is a raw file; undefined = what its photo is named by. */
export function fileContentHash(db: Database, path: string): Uint8Array | undefined {
  const row = statement<[string], { hash: Uint8Array | null }>(
    db,
    `SELECT coalesce(written_hash, (SELECT content_hash FROM photos WHERE id = raw_photo_id)) AS hash
     FROM files WHERE path = ?`,
  ).get(path);
  return row?.hash ?? undefined;
}
