import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

// One value a row, in place of an object, is what makes these fast enough to read a whole library at once. Two ids
// share a number, which is exact up to 2^53: the second has 26 bits, enough for 67 million photos or people.

/** What the second of two packed ids is divided off by. */
export const packedIdLimit = 2 ** 26;

/** How often each part of the catalogue changed that searches keep in memory (0003-search.sql). */
export interface Revisions {
  /** Which photos there are and their order. */
  readonly photos: number;
  /** Who is in them. */
  readonly faces: number;
  /** Names and birth dates. */
  readonly people: number;
}

/** The revisions as they are now. Equal revisions mean equal content, but not across a transaction rolled back. */
export function readRevisions(db: Database): Revisions {
  const rows = statement<[], { part: string; number: number }>(
    db,
    "SELECT part, number FROM revisions",
  ).all();
  const numberOf = (part: keyof Revisions) => rows.find((row) => row.part === part)?.number ?? 0;
  return { photos: numberOf("photos"), faces: numberOf("faces"), people: numberOf("people") };
}

/** The ids of all photos, newest first: those without a time at the end, the latest added of them first. */
export function photoIdsByTime(db: Database): number[] {
  return numbers(db, "SELECT id FROM photos ORDER BY taken_at DESC, id DESC");
}

/** How many photos have a time that sorts at or after this text ("2019-05"). Times are "2019-05-03T10:20:30". */
export function countPhotosSince(db: Database, time: string): number {
  const row = statement<[string], { photos: number }>(
    db,
    "SELECT count(*) AS photos FROM photos WHERE taken_at >= ?",
  ).get(time);
  return row?.photos ?? 0;
}

/** The photos that a file shows that is there; one with two files comes twice. */
export function presentPhotoIds(db: Database): number[] {
  return numbers(db, "SELECT photo_id FROM files WHERE missing_since_ms IS NULL AND photo_id IS NOT NULL");
}

/** The photos that no analysis has finished yet: whether there are people in them is not known. */
export function unanalysedPhotoIds(db: Database): number[] {
  return numbers(db, "SELECT id FROM photos WHERE recipe IS NULL");
}

/** The photos with a place. */
export function photoIdsWithPlace(db: Database): number[] {
  return numbers(db, "SELECT id FROM photos WHERE latitude IS NOT NULL");
}

/** The photos that are videos. */
export function videoIds(db: Database): number[] {
  return numbers(db, "SELECT id FROM photos WHERE duration_ms IS NOT NULL");
}

/** Where this person is: by confirmed faces, by assigned ones, without a face. A photo may come several times. */
export function photoIdsOfPerson(db: Database, personId: number): number[] {
  return statement<[number, number, number], number>(
    db,
    `SELECT photo_id FROM faces INDEXED BY faces_that_count WHERE person_id = ? AND ignored = 0 AND is_false = 0
     UNION ALL
     SELECT faces.photo_id FROM assignments JOIN faces INDEXED BY faces_unnamed ON faces.id = assignments.face_id
     WHERE assignments.person_id = ? AND level = 'assigned'
       AND faces.person_id IS NULL AND ignored = 0 AND is_false = 0
     UNION ALL
     SELECT photo_id FROM appearances WHERE person_id = ?`,
  )
    .pluck()
    .all(personId, personId, personId);
}

/** The faces that count (not ignored, not false) and are confirmed, each photo id * packedIdLimit + person id. */
export function namedFaces(db: Database): number[] {
  return numbers(
    db,
    `SELECT photo_id * ${packedIdLimit} + person_id FROM faces INDEXED BY faces_that_count
     WHERE person_id IS NOT NULL AND ignored = 0 AND is_false = 0`,
  );
}

/** The faces that count and are not confirmed, by rising id, each face id * packedIdLimit + photo id. */
export function unnamedFaces(db: Database): number[] {
  return numbers(
    db,
    `SELECT id * ${packedIdLimit} + photo_id FROM faces INDEXED BY faces_unnamed
     WHERE person_id IS NULL AND ignored = 0 AND is_false = 0 ORDER BY id`,
  );
}

/** The assigned faces, whether they count or not, each face id * packedIdLimit + person id. */
export function assignedFaces(db: Database): number[] {
  return numbers(
    db,
    `SELECT face_id * ${packedIdLimit} + person_id FROM assignments WHERE level = 'assigned'`,
  );
}

/** People who are in a photo without a face, each photo id * packedIdLimit + person id. */
export function photosWithAppearances(db: Database): number[] {
  return numbers(db, `SELECT photo_id * ${packedIdLimit} + person_id FROM appearances`);
}

/** A file by its path. */
export interface FilePath {
  readonly photoId: number;
  readonly path: string;
}

/** The files that are there whose path is LIKE this pattern (with \ before a literal %, _ or \). */
export function filesWithPathLike(db: Database, pattern: string): FilePath[] {
  return statement<[string], FilePath>(
    db,
    `SELECT photo_id AS photoId, path FROM files
     WHERE missing_since_ms IS NULL AND photo_id IS NOT NULL AND path LIKE ? ESCAPE '\\'`,
  ).all(pattern);
}

/** A camera as its files name it. */
export interface Camera {
  readonly make: string | null;
  readonly model: string | null;
}

/** Every camera of the library once. */
export function allCameras(db: Database): Camera[] {
  return statement<[], Camera>(
    db,
    "SELECT DISTINCT camera_make AS make, camera_model AS model FROM photos",
  ).all();
}

/** The photos of one camera. */
export function photoIdsOfCamera(db: Database, { make, model }: Camera): number[] {
  return statement<[string | null, string | null], number>(
    db,
    "SELECT id FROM photos WHERE camera_make IS ? AND camera_model IS ?",
  )
    .pluck()
    .all(make, model);
}

function numbers(db: Database, sql: string): number[] {
  return statement<[], number>(db, sql).pluck().all();
}
