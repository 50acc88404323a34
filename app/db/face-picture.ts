import type { FaceBox } from "./faces.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** What is needed to show a face. */
export interface FacePicture {
  readonly faceId: number;
  readonly box: FaceBox;
  /** 32 bytes. */
  readonly contentHash: Uint8Array;
  /** Pixels of the upright photo; null = not analysed. */
  readonly photoWidth: number | null;
  readonly photoHeight: number | null;
  /** In which moment of a video, in milliseconds; null in a photo. */
  readonly frameMs: number | null;
  /** A file that is there; null = all are missing. */
  readonly path: string | null;
}

/** SQL for the file by which a photo is shown: a raw file that it is a pair with only when there is no other. */
const isShown = `photo_id = photos.id AND missing_since_ms IS NULL ORDER BY raw_photo_id IS NOT NULL, path`;

/** Where a face is to be cut out of, undefined when there is no such face. */
export function findFacePicture(db: Database, faceId: number): FacePicture | undefined {
  const row = statement<[number], Omit<FacePicture, "box"> & FaceBox>(
    db,
    `SELECT faces.id AS faceId, x, y, faces.width, faces.height, content_hash AS contentHash,
       photos.width AS photoWidth, photos.height AS photoHeight, frame_ms AS frameMs,
       (SELECT path FROM files WHERE ${isShown} LIMIT 1) AS path
     FROM faces JOIN photos ON photos.id = faces.photo_id WHERE faces.id = ?`,
  ).get(faceId);
  if (row === undefined) return undefined;
  const { x, y, width, height, ...rest } = row;
  return { ...rest, box: { x, y, width, height } };
}

/** A photo and a file that shows it. */
export interface PhotoFileOnDisk {
  readonly contentHash: Uint8Array;
  /** Of the file, "jpeg", "heic" ...; null = not analysed. */
  readonly format: string | null;
  /** How long a video lasts; null = a photo. */
  readonly durationMs: number | null;
  /** The EXIF orientation of the file, 1 to 8; null = it says none. */
  readonly orientation: number | null;
  /** Null = all files are missing. */
  readonly path: string | null;
  /** SHA-256 of the file at `path`: another one than the photo's where Familiar wrote metadata into it, or for a raw file. */
  readonly fileHash: Uint8Array;
}

/** Where a photo lies, undefined when there is no such photo. */
export function findPhotoFile(db: Database, photoId: number): PhotoFileOnDisk | undefined {
  return statement<[number], PhotoFileOnDisk>(
    db,
    `SELECT photos.content_hash AS contentHash, coalesce(raw.format, photos.format) AS format,
       coalesce(raw.orientation, photos.orientation) AS orientation, photos.duration_ms AS durationMs, shown.path,
       coalesce(shown.written_hash, raw.content_hash, photos.content_hash) AS fileHash
     FROM photos LEFT JOIN files AS shown ON shown.id = (SELECT id FROM files WHERE ${isShown} LIMIT 1)
       LEFT JOIN photos AS raw ON raw.id = shown.raw_photo_id
     WHERE photos.id = ?`,
  ).get(photoId);
}

/** The photo that a face is in, undefined when there is no such face. */
export function findFacePhoto(db: Database, faceId: number): number | undefined {
  return statement<[number], { photoId: number }>(
    db,
    "SELECT photo_id AS photoId FROM faces WHERE id = ?",
  ).get(faceId)?.photoId;
}

/** The photos that these faces are in, each once; faces that there are not are left out. */
export function photosOfFaces(db: Database, faceIds: readonly number[]): number[] {
  return statement<[string], { photoId: number }>(
    db,
    "SELECT DISTINCT photo_id AS photoId FROM faces WHERE id IN (SELECT value FROM json_each(?))",
  )
    .all(JSON.stringify(faceIds))
    .map(({ photoId }) => photoId);
}
