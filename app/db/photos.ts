import { hasPresentFile } from "./files.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** What an analysis finds out about the photo itself. Null = the file does not say. */
export interface PhotoFacts {
  /** For example "jpeg". */
  readonly format: string;
  /** Pixels of the upright photo. */
  readonly width: number;
  readonly height: number;
  /** The EXIF orientation of the file, 1 to 8. */
  readonly orientation: number | null;
  /** Local time at the camera, "2026-11-23T20:31:55". */
  readonly takenAt: string | null;
  /** Its distance from UTC, "+01:00". */
  readonly takenAtOffset: string | null;
  readonly cameraMake: string | null;
  readonly cameraModel: string | null;
  /** Degrees, north and east positive; both or none. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** How long a video lasts; none for a photo. */
  readonly durationMs?: number | undefined;
  /** Which moment of a video its thumbnails show. */
  readonly posterMs?: number | undefined;
}

/** A photo as the catalogue holds it; its facts are null until it has been analysed. */
export type Photo = {
  readonly [Fact in keyof PhotoFacts]-?: Exclude<PhotoFacts[Fact], undefined> | null;
} & {
  readonly id: number;
  /** 32 bytes. */
  readonly contentHash: Uint8Array;
  readonly sizeBytes: number;
  /** The name of what found the faces (recipeName) in the last analysis that finished, null = not analysed. */
  readonly recipe: string | null;
  /** Why the last analysis failed, for people, and the recipe that failed. */
  readonly failure: string | null;
  readonly failedRecipe: string | null;
  readonly crashCount: number;
  /** Milliseconds since 1970. */
  readonly analysedAtMs: number | null;
};

/** A photo waiting for analysis. */
export interface WaitingPhoto {
  readonly photoId: number;
  /** One file that shows it. */
  readonly path: string;
  readonly crashCount: number;
}

/** Photos by state. A photo is missing when none of its files is there. */
export interface PhotoCounts {
  /** Photos with at least one file that is there; the next two are among these. */
  readonly present: number;
  readonly analysed: number;
  readonly failed: number;
  readonly missing: number;
}

const photoColumns = `id, content_hash AS contentHash, size_bytes AS sizeBytes, format, width, height, orientation,
  taken_at AS takenAt, taken_at_offset AS takenAtOffset, camera_make AS cameraMake, camera_model AS cameraModel,
  latitude, longitude, recipe, failure, failed_recipe AS failedRecipe, crash_count AS crashCount,
  analysed_at_ms AS analysedAtMs, duration_ms AS durationMs, poster_ms AS posterMs`;

/**
 * The photo with this content (32 bytes of hash), or of which Familiar made this content by writing metadata into it;
 * undefined when it was never seen.
 */
export function findPhotoByHash(db: Database, contentHash: Uint8Array): Photo | undefined {
  const own = statement<[Uint8Array], Photo>(
    db,
    `SELECT ${photoColumns} FROM photos WHERE content_hash = ?`,
  ).get(contentHash);
  return (
    own ??
    statement<[Uint8Array], Photo>(
      db,
      `SELECT ${photoColumns} FROM photos WHERE id = (SELECT photo_id FROM written_contents WHERE content_hash = ?)`,
    ).get(contentHash)
  );
}

/** The photo with this id, undefined when there is none. */
export function findPhoto(db: Database, photoId: number): Photo | undefined {
  return statement<[number], Photo>(db, `SELECT ${photoColumns} FROM photos WHERE id = ?`).get(photoId);
}

/** Adds a photo that waits for analysis; returns its id. Throws when the content is known already. */
export function insertPhoto(db: Database, photo: Pick<Photo, "contentHash" | "sizeBytes">): number {
  const { lastInsertRowid } = statement<[Uint8Array, number]>(
    db,
    "INSERT INTO photos (content_hash, size_bytes) VALUES (?, ?)",
  ).run(photo.contentHash, photo.sizeBytes);
  return Number(lastInsertRowid);
}

/** Records a finished analysis: the facts, and the recipe that made them. Clears failure and crash count. */
export function savePhotoAnalysis(
  db: Database,
  photoId: number,
  analysis: PhotoFacts & { readonly recipe: string; readonly analysedAtMs: number },
): void {
  type Video = Record<"durationMs" | "posterMs", number | null>;
  statement<
    Omit<PhotoFacts, keyof Video> & Video & { recipe: string; analysedAtMs: number; photoId: number }
  >(
    db,
    `UPDATE photos SET format = @format, width = @width, height = @height, orientation = @orientation,
       taken_at = @takenAt, taken_at_offset = @takenAtOffset, camera_make = @cameraMake,
       camera_model = @cameraModel, latitude = @latitude, longitude = @longitude, recipe = @recipe,
       duration_ms = @durationMs, poster_ms = @posterMs, analysed_at_ms = @analysedAtMs, failure = NULL, failed_recipe = NULL, crash_count = 0
     WHERE id = @photoId`,
  ).run({
    ...analysis,
    photoId,
    durationMs: analysis.durationMs ?? null,
    posterMs: analysis.posterMs ?? null,
  });
}

/** Records what is known of a photo that needs no analysis of its own, as it is shown as another one. */
export function savePhotoFacts(db: Database, photoId: number, facts: PhotoFacts): void {
  statement<PhotoFacts & { photoId: number }>(
    db,
    `UPDATE photos SET format = @format, width = @width, height = @height, orientation = @orientation,
       taken_at = @takenAt, taken_at_offset = @takenAtOffset, camera_make = @cameraMake,
       camera_model = @cameraModel, latitude = @latitude, longitude = @longitude
     WHERE id = @photoId`,
  ).run({ ...facts, photoId });
}

/**
 * Records that this recipe failed on the photo, with the reason for people. What an earlier recipe found stays.
 * The photo is tried again with another recipe, or after `clearFailures`.
 */
export function savePhotoFailure(
  db: Database,
  photoId: number,
  { failure, recipe }: { readonly failure: string; readonly recipe: string },
): void {
  statement<[string, string, number]>(
    db,
    "UPDATE photos SET failure = ?, failed_recipe = ? WHERE id = ?",
  ).run(failure, recipe, photoId);
}

/** Forgets the failures that go by this name, so that what failed is tried again. */
export function forgetFailuresOf(db: Database, recipe: string): void {
  statement<[string]>(
    db,
    "UPDATE photos SET failure = NULL, failed_recipe = NULL, crash_count = 0 WHERE failed_recipe = ?",
  ).run(recipe);
}

/** Counts one more analyzer that died over this photo; returns the count since its last success. */
export function incrementCrashCount(db: Database, photoId: number): number {
  const row = statement<[number], { crashCount: number }>(
    db,
    "UPDATE photos SET crash_count = crash_count + 1 WHERE id = ? RETURNING crash_count AS crashCount",
  ).get(photoId);
  if (row === undefined) throw new RangeError(`There is no photo with the id ${photoId}.`);
  return row.crashCount;
}

/** Photos whose own files are there and that this recipe has neither finished nor failed, oldest first. */
export function photosWithoutAnalysis(db: Database, recipe: string): WaitingPhoto[] {
  return statement<[string, string], WaitingPhoto>(
    db,
    `SELECT photos.id AS photoId, min(files.path) AS path, photos.crash_count AS crashCount
     FROM photos JOIN files ON files.photo_id = photos.id AND files.missing_since_ms IS NULL AND raw_photo_id IS NULL
     WHERE photos.recipe IS NOT ? AND photos.failed_recipe IS NOT ?
     GROUP BY photos.id ORDER BY photos.id`,
  ).all(recipe, recipe);
}

/** How many photos there are in each state. */
export function countPhotos(db: Database): PhotoCounts {
  const row = statement<[], PhotoCounts>(
    db,
    `SELECT coalesce(sum(isPresent), 0) AS present,
       coalesce(sum(isPresent AND recipe IS NOT NULL), 0) AS analysed,
       coalesce(sum(isPresent AND failed_recipe IS NOT NULL), 0) AS failed,
       coalesce(sum(NOT isPresent), 0) AS missing
     FROM (SELECT recipe, failed_recipe, ${hasPresentFile("photos.id")} AS isPresent FROM photos)`,
  ).get();
  return row ?? { present: 0, analysed: 0, failed: 0, missing: 0 };
}

/** How many photos there ever were, also such as are away now. */
export function countAllPhotos(db: Database): number {
  return statement<[], { photos: number }>(db, "SELECT count(*) AS photos FROM photos").get()?.photos ?? 0;
}
