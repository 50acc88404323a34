import type { FaceBox, FaceOrigin } from "./faces.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** A file that is there and may be one of a raw file and the camera's picture of it. */
export interface FileToPair {
  /** Absolute. */
  readonly path: string;
  /** The photo that its content is by itself. */
  readonly contentPhotoId: number;
  /** The photo that it shows: another one where it is the raw file of a pair. */
  readonly shownPhotoId: number;
  readonly isRaw: boolean;
  readonly format: string;
  /** Local time at the camera, "2026-11-23T20:31:55". */
  readonly takenAt: string | null;
  readonly cameraModel: string | null;
  /** Pixels of the upright photo. */
  readonly width: number;
  readonly height: number;
}

/** A raw photo, and the photo that it is shown as. */
export interface PhotoPair {
  readonly rawPhotoId: number;
  readonly photoId: number;
}

const columnsToPair = `path, content.id AS contentPhotoId, files.photo_id AS shownPhotoId,
  content.format = 'raw' AS isRaw, content.format, content.taken_at AS takenAt, content.camera_model AS cameraModel,
  content.width, content.height`;

/** Is there any raw photo at all? Most libraries have none. */
export function hasRawPhotos(db: Database): boolean {
  return statement<[], unknown>(db, "SELECT 1 FROM photos WHERE format = 'raw' LIMIT 1").get() !== undefined;
}

/** The files that may be pairs, by path: raw files that the user did not part, JPEGs and HEICs. */
export function filesToPair(db: Database): FileToPair[] {
  return statement<[], FlatFileToPair>(
    db,
    `SELECT ${columnsToPair}
     FROM files JOIN photos AS content ON content.id = coalesce(files.raw_photo_id, files.photo_id)
     WHERE missing_since_ms IS NULL AND content.format IN ('raw', 'jpeg', 'heic')
       AND NOT EXISTS (SELECT 1 FROM parted_pairs WHERE raw_photo_id = content.id)
     ORDER BY path`,
  )
    .all()
    .map(toFileToPair);
}

/**
 * The JPEGs and HEICs that are there and were analysed whose path is this one with a dot and an ending (JPEGs first): as
 * `filesToPair` gives them, but for other spellings in small and capital letters.
 */
export function picturesWithName(db: Database, pathWithoutEnding: string): FileToPair[] {
  return statement<{ from: string; to: string }, FlatFileToPair>(
    db,
    // "/" is the character that follows ".".
    `SELECT ${columnsToPair} FROM files JOIN photos AS content ON content.id = files.photo_id
     WHERE path > @from AND path < @to AND instr(substr(path, length(@from) + 1), '.') = 0
       AND missing_since_ms IS NULL AND raw_photo_id IS NULL AND content.format IN ('jpeg', 'heic')
       AND content.recipe IS NOT NULL
     ORDER BY content.format <> 'jpeg', path`,
  )
    .all({ from: `${pathWithoutEnding}.`, to: `${pathWithoutEnding}/` })
    .map(toFileToPair);
}

type FlatFileToPair = Omit<FileToPair, "isRaw"> & { readonly isRaw: number };

function toFileToPair({ isRaw, ...file }: FlatFileToPair): FileToPair {
  return { ...file, isRaw: isRaw === 1 };
}

/** Shows a raw photo as another one from now on; its files follow. */
export function savePair(db: Database, { rawPhotoId, photoId }: PhotoPair): void {
  statement<[number, number]>(
    db,
    `INSERT INTO photo_pairs (raw_photo_id, photo_id) VALUES (?, ?)
     ON CONFLICT (raw_photo_id) DO UPDATE SET photo_id = excluded.photo_id`,
  ).run(rawPhotoId, photoId);
}

/** The photo that a raw photo is shown as; undefined = itself. */
export function pairedPhotoOf(db: Database, rawPhotoId: number): number | undefined {
  return statement<[number], number>(db, "SELECT photo_id FROM photo_pairs WHERE raw_photo_id = ?")
    .pluck()
    .get(rawPhotoId);
}

/** The raw photos that are shown as this one, oldest first. */
export function rawPhotosOf(db: Database, photoId: number): number[] {
  return statement<[number], number>(
    db,
    "SELECT raw_photo_id FROM photo_pairs WHERE photo_id = ? ORDER BY raw_photo_id",
  )
    .pluck()
    .all(photoId);
}

/** What the user parted: as the raw photo, or as the other one. Oldest first. */
export function partedPairsOf(db: Database, photoId: number): PhotoPair[] {
  return statement<[number, number], PhotoPair>(
    db,
    `SELECT raw_photo_id AS rawPhotoId, photo_id AS photoId FROM parted_pairs
     WHERE raw_photo_id = ? OR photo_id = ? ORDER BY raw_photo_id`,
  ).all(photoId, photoId);
}

/** Makes two photos of a pair, for good: its files follow. */
export function partPair(db: Database, { rawPhotoId, photoId }: PhotoPair): void {
  statement<[number, number]>(db, "INSERT INTO parted_pairs (raw_photo_id, photo_id) VALUES (?, ?)").run(
    rawPhotoId,
    photoId,
  );
}

/** Takes that back. */
export function joinPair(db: Database, rawPhotoId: number): void {
  statement<[number]>(db, "DELETE FROM parted_pairs WHERE raw_photo_id = ?").run(rawPhotoId);
}

/** How many photos that are there are shown together with a raw file that is there too. */
export function countPairs(db: Database): number {
  return (
    statement<[], number>(
      db,
      `SELECT count(DISTINCT raw.photo_id) FROM files AS raw
       WHERE raw.raw_photo_id IS NOT NULL AND raw.missing_since_ms IS NULL
         AND EXISTS (SELECT 1 FROM files AS other WHERE other.photo_id = raw.photo_id
           AND other.raw_photo_id IS NULL AND other.missing_since_ms IS NULL)`,
    )
      .pluck()
      .get() ?? 0
  );
}

/** The photo is to be analysed anew if it is ever shown by itself: the faces that are kept of it are not all. */
export function forgetAnalysis(db: Database, photoId: number): void {
  statement<[number]>(db, "UPDATE photos SET recipe = NULL, analysed_at_ms = NULL WHERE id = ?").run(photoId);
}

/** A face with what the user said of it. */
export interface FaceOfPair {
  readonly id: number;
  readonly box: FaceBox;
  readonly origin: FaceOrigin;
  readonly personId: number | null;
  readonly ignored: number;
  readonly isFalse: number;
  /** Did the user say anything of it? */
  readonly isDecided: number;
}

/** All faces of a photo, in the order in which they were found. */
export function facesOfPair(db: Database, photoId: number): FaceOfPair[] {
  return statement<[number], FaceBox & Omit<FaceOfPair, "box">>(
    db,
    `SELECT id, x, y, width, height, origin, person_id AS personId, ignored, is_false AS isFalse,
       (person_id IS NOT NULL OR ignored OR is_false OR origin = 'drawn'
         OR EXISTS (SELECT 1 FROM rejections WHERE face_id = faces.id)
         OR EXISTS (SELECT 1 FROM judgement_faces WHERE face_id = faces.id)) AS isDecided
     FROM faces WHERE photo_id = ? ORDER BY id`,
  )
    .all(photoId)
    .map(({ x, y, width, height, ...rest }) => ({ ...rest, box: { x, y, width, height } }));
}

/** Copies the vectors of a face to another of the same person at the same moment. */
export function copyVectors(db: Database, fromFaceId: number, toFaceId: number): void {
  statement<[number, number]>(
    db,
    `INSERT OR IGNORE INTO embeddings (face_id, model, vector)
     SELECT ?, model, vector FROM embeddings WHERE face_id = ?`,
  ).run(toFaceId, fromFaceId);
}

/**
 * Says that a face is not the people that another is not; but not of the one whose it is, nor where it is said that it
 * belongs together with other faces.
 */
export function copyRejections(db: Database, fromFaceId: number, toFaceId: number): void {
  statement<{ from: number; to: number }>(
    db,
    `INSERT OR IGNORE INTO rejections (face_id, person_id)
     SELECT @to, person_id FROM rejections WHERE face_id = @from
       AND person_id IS NOT (SELECT person_id FROM faces WHERE id = @to)
       AND NOT EXISTS (SELECT 1 FROM judgement_faces WHERE face_id = @to)`,
  ).run({ from: fromFaceId, to: toFaceId });
  statement<[number, number]>(
    db,
    "DELETE FROM assignments WHERE face_id = ? AND person_id IN (SELECT person_id FROM rejections WHERE face_id = ?)",
  ).run(toFaceId, toFaceId);
}

/** Is it said that this face is not that person, or to whom it belongs together with others? */
export function isSpokenFor(db: Database, faceId: number, personId: number): boolean {
  return (
    statement<{ faceId: number; personId: number }, unknown>(
      db,
      `SELECT 1 FROM rejections WHERE face_id = @faceId AND person_id = @personId
       UNION ALL SELECT 1 FROM judgement_faces WHERE face_id = @faceId LIMIT 1`,
    ).get({ faceId, personId }) !== undefined
  );
}

/** Puts a photo where another one is: into its albums, as their cover, and names imported from its file. */
export function followAlbums(db: Database, fromPhotoId: number, toPhotoId: number): void {
  const both = { from: fromPhotoId, to: toPhotoId };
  statement<typeof both>(
    db,
    `INSERT OR IGNORE INTO album_photos (album_id, photo_id, position)
     SELECT album_id, @to, position FROM album_photos WHERE photo_id = @from`,
  ).run(both);
  statement<typeof both>(db, "UPDATE albums SET cover_photo_id = @to WHERE cover_photo_id = @from").run(both);
  statement<typeof both>(
    db,
    `INSERT OR IGNORE INTO imported_names (photo_id, digest, name, person_id)
     SELECT @to, digest, name, person_id FROM imported_names WHERE photo_id = @from`,
  ).run(both);
}

/** A photo takes the place of another one in what the user said of stacks. */
export function followStacks(db: Database, fromPhotoId: number, toPhotoId: number): void {
  const both = { from: fromPhotoId, to: toPhotoId };
  statement<typeof both>(
    db,
    `INSERT OR IGNORE INTO stacked_photos (photo_id, first_photo_id)
     SELECT @to, first_photo_id FROM stacked_photos WHERE photo_id = @from`,
  ).run(both);
  for (const table of ["unstacked_photos", "stack_covers"])
    statement<typeof both>(
      db,
      `INSERT OR IGNORE INTO ${table} (photo_id) SELECT @to FROM ${table} WHERE photo_id = @from`,
    ).run(both);
}

/** People whose cover is the one face have the other one. */
export function followCover(db: Database, fromFaceId: number, toFaceId: number): void {
  statement<[number, number, number]>(
    db,
    `UPDATE people SET cover_face_id = ? WHERE cover_face_id = ?
       AND id = (SELECT person_id FROM faces WHERE id = ?)`,
  ).run(toFaceId, fromFaceId, toFaceId);
}
