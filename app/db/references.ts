import type { FaceBox } from "./faces.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** What a face is in any catalogue: a place in a content. */
export interface FaceReference {
  /** SHA-256 of the photo, 64 hexadecimal digits. */
  readonly photo: string;
  /** Pixels of the upright photo. */
  readonly box: FaceBox;
  /** In which moment of a video, in milliseconds; null in a photo. */
  readonly frameMs: number | null;
}

/** Where a face is, undefined when the catalogue has no face with this id. */
export function faceReference(db: Database, faceId: number): FaceReference | undefined {
  const row = statement<[number], FaceBox & { hash: Uint8Array; frameMs: number | null }>(
    db,
    `SELECT content_hash AS hash, faces.x, faces.y, faces.width, faces.height, frame_ms AS frameMs
     FROM faces JOIN photos ON photos.id = faces.photo_id WHERE faces.id = ?`,
  ).get(faceId);
  if (row === undefined) return undefined;
  const { hash, frameMs, ...box } = row;
  return { photo: hexOf(hash), box, frameMs };
}

/** SHA-256 of a photo, 64 hexadecimal digits. */
export function photoReference(db: Database, photoId: number): string | undefined {
  const row = statement<[number], { hash: Uint8Array }>(
    db,
    "SELECT content_hash AS hash FROM photos WHERE id = ?",
  ).get(photoId);
  return row && hexOf(row.hash);
}

function hexOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString("hex");
}
