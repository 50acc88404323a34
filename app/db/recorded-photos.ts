import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** The id of the photo with this content (32 bytes of hash), or of which Familiar made it by writing metadata. */
export function photoIdOfHash(db: Database, contentHash: Uint8Array): number | undefined {
  return statement<[Uint8Array, Uint8Array], { id: number }>(
    db,
    `SELECT id FROM photos WHERE content_hash = ?
     UNION ALL SELECT photo_id FROM written_contents WHERE content_hash = ? LIMIT 1`,
  ).get(contentHash, contentHash)?.id;
}

/**
 * Adds a photo that is known by its hash only, until a scan finds a file with that content; with the id if one is
 * given and free, else with a new one. Returns the id.
 */
export function insertRecordedPhoto(db: Database, id: number | null, contentHash: Uint8Array): number {
  const isTaken =
    statement<[number | null], unknown>(db, "SELECT 1 FROM photos WHERE id = ?").get(id) !== undefined;
  const { lastInsertRowid } = statement<[number | null, Uint8Array]>(
    db,
    "INSERT INTO photos (id, content_hash, size_bytes) VALUES (?, ?, 0)",
  ).run(isTaken ? null : id, contentHash);
  return Number(lastInsertRowid);
}

/** Records the size of a photo that was known by its hash only. */
export function completeRecordedPhoto(db: Database, photoId: number, sizeBytes: number): void {
  statement<[number, number]>(db, "UPDATE photos SET size_bytes = ? WHERE id = ? AND size_bytes = 0").run(
    sizeBytes,
    photoId,
  );
}
