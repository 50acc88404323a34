import type { Database } from "./open.ts";
import { statement } from "./statement.ts";
import type { FaceAssignment, FaceBox, FaceOrigin } from "./faces.ts";

/** A photo about which there is something to carry to another library. */
export interface CarriedPhoto {
  readonly id: number;
  /** 32 bytes. */
  readonly contentHash: Uint8Array;
  /** Pixels of the upright photo; null = not known. */
  readonly width: number | null;
  readonly height: number | null;
  readonly takenAt: string | null;
}

/** A face with all that is said of it, by the user and by the machine. */
export interface CarriedFace extends FaceBox {
  readonly id: number;
  readonly photoId: number;
  /** In which moment of a video, in milliseconds; null in a photo. */
  readonly frameMs: number | null;
  readonly origin: FaceOrigin;
  readonly personId: number | null;
  readonly ignored: 0 | 1;
  readonly isFalse: 0 | 1;
  /** JSON: the people that the user rejected for it, by id. */
  readonly rejected: string;
  readonly assignedTo: number | null;
  readonly probability: number | null;
  readonly level: FaceAssignment["level"] | null;
}

/** A file of such a photo. */
export interface CarriedFile {
  readonly photoId: number;
  readonly path: string;
}

const isCarried = `EXISTS (SELECT 1 FROM faces WHERE photo_id = photos.id)
  OR EXISTS (SELECT 1 FROM appearances WHERE photo_id = photos.id)
  OR EXISTS (SELECT 1 FROM album_photos WHERE photo_id = photos.id)
  OR EXISTS (SELECT 1 FROM albums WHERE cover_photo_id = photos.id)
  OR photos.id IN (SELECT photo_id FROM stacked_photos UNION SELECT first_photo_id FROM stacked_photos
    UNION SELECT photo_id FROM unstacked_photos UNION SELECT photo_id FROM stack_covers
    UNION SELECT raw_photo_id FROM parted_pairs UNION SELECT photo_id FROM parted_pairs)`;

/** How many photos have faces, people without a face, an album, or the user's word about their stack or pair. */
export function countCarriedPhotos(db: Database): number {
  return (
    statement<[], { photos: number }>(db, `SELECT count(*) AS photos FROM photos WHERE ${isCarried}`).get()
      ?.photos ?? 0
  );
}

/** The next such photos by their hash, after this one (null = from the first on), at most `limit`. */
export function carriedPhotosAfter(db: Database, after: Uint8Array | null, limit: number): CarriedPhoto[] {
  return statement<[Uint8Array, number], CarriedPhoto>(
    db,
    `SELECT id, content_hash AS contentHash, width, height, taken_at AS takenAt FROM photos
     WHERE content_hash > ? AND (${isCarried}) ORDER BY content_hash LIMIT ?`,
  ).all(after ?? new Uint8Array(0), limit);
}

/** All faces of these photos. */
export function carriedFaces(db: Database, photoIds: readonly number[]): CarriedFace[] {
  return statement<[string], CarriedFace>(
    db,
    `SELECT faces.id, photo_id AS photoId, x, y, width, height, frame_ms AS frameMs, origin, faces.person_id AS personId, ignored,
       is_false AS isFalse, assignments.person_id AS assignedTo, probability, level,
       (SELECT json_group_array(rejections.person_id) FROM rejections WHERE rejections.face_id = faces.id) AS rejected
     FROM faces INDEXED BY faces_by_photo LEFT JOIN assignments ON assignments.face_id = faces.id
     WHERE photo_id IN (SELECT value FROM json_each(?)) ORDER BY faces.id`,
  ).all(JSON.stringify(photoIds));
}

/** The files whose content these photos are, also missing ones, by path: of a pair, the raw file is the raw photo's. */
export function carriedFiles(db: Database, photoIds: readonly number[]): CarriedFile[] {
  const wanted = JSON.stringify(photoIds);
  return statement<[string, string], CarriedFile>(
    db,
    `SELECT photo_id AS photoId, path FROM files
     WHERE photo_id IN (SELECT value FROM json_each(?)) AND raw_photo_id IS NULL
     UNION ALL SELECT raw_photo_id, path FROM files WHERE raw_photo_id IN (SELECT value FROM json_each(?))
     ORDER BY path`,
  ).all(wanted, wanted);
}

/** Who is in these photos without a face to be seen. */
export function carriedAppearances(
  db: Database,
  photoIds: readonly number[],
): { readonly photoId: number; readonly personId: number }[] {
  return statement<[string], { photoId: number; personId: number }>(
    db,
    `SELECT photo_id AS photoId, person_id AS personId FROM appearances
     WHERE photo_id IN (SELECT value FROM json_each(?)) ORDER BY photo_id, person_id`,
  ).all(JSON.stringify(photoIds));
}

/** What the user said of how a photo is shown with others. */
export interface CarriedGrouping {
  readonly photoId: number;
  /** The hash of the first photo of the user's stack that it is in; null = in none. */
  readonly stackedWith: Uint8Array | null;
  /** It is no frame of a burst. */
  readonly isUnstacked: 0 | 1;
  readonly isStackCover: 0 | 1;
  /** The hash of the picture from which this raw photo was parted. */
  readonly partedFrom: Uint8Array | null;
}

/** The same of these photos, of which something was said. */
export function carriedGroupings(db: Database, photoIds: readonly number[]): CarriedGrouping[] {
  return statement<[string], CarriedGrouping>(
    db,
    `SELECT wanted.value AS photoId, first.content_hash AS stackedWith, unstacked_photos.photo_id IS NOT NULL AS isUnstacked,
       stack_covers.photo_id IS NOT NULL AS isStackCover, picture.content_hash AS partedFrom
     FROM json_each(?) AS wanted
       LEFT JOIN stacked_photos ON stacked_photos.photo_id = wanted.value
       LEFT JOIN photos AS first ON first.id = stacked_photos.first_photo_id
       LEFT JOIN unstacked_photos ON unstacked_photos.photo_id = wanted.value
       LEFT JOIN stack_covers ON stack_covers.photo_id = wanted.value
       LEFT JOIN parted_pairs ON parted_pairs.raw_photo_id = wanted.value
       LEFT JOIN photos AS picture ON picture.id = parted_pairs.photo_id
     WHERE coalesce(stacked_photos.photo_id, unstacked_photos.photo_id, stack_covers.photo_id, raw_photo_id) IS NOT NULL`,
  ).all(JSON.stringify(photoIds));
}

/** Every file that shows a photo whose size is known, with that photo. */
export function filesWithPhoto(
  db: Database,
): (Pick<CarriedPhoto, "id" | "width" | "height" | "takenAt"> & { readonly path: string })[] {
  return statement<[], Pick<CarriedPhoto, "id" | "width" | "height" | "takenAt"> & { path: string }>(
    db,
    `SELECT photos.id, width, height, taken_at AS takenAt, path FROM files JOIN photos ON photos.id = photo_id
     WHERE width IS NOT NULL`,
  ).all();
}

/** The size of a photo that was known by its hash only is written down; one that is known stays. */
export function completePhotoSize(
  db: Database,
  photoId: number,
  { width, height, takenAt }: Pick<CarriedPhoto, "width" | "height" | "takenAt">,
): void {
  statement<[number | null, number | null, string | null, number]>(
    db,
    "UPDATE photos SET width = ?, height = ?, taken_at = ? WHERE id = ? AND width IS NULL AND recipe IS NULL",
  ).run(width, height, takenAt, photoId);
}
