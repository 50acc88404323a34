import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** The movie of a Live Photo. */
export interface LiveMovie {
  /** Absolute. */
  readonly path: string;
  readonly photoId: number;
}

/** A still that may have a movie beside it. */
export interface LiveStill {
  readonly path: string;
  readonly photoId: number;
  /** Apple's identifier; null = the still has none. */
  readonly contentId: string | null;
}

/** The JPEGs and HEICs that are there, by path. */
export function liveStills(db: Database): LiveStill[] {
  return statement<[], LiveStill>(
    db,
    `SELECT path, files.photo_id AS photoId, content_id AS contentId
     FROM files JOIN photos ON photos.id = files.photo_id LEFT JOIN shots ON shots.photo_id = photos.id
     WHERE missing_since_ms IS NULL AND raw_photo_id IS NULL AND format IN ('jpeg', 'heic') ORDER BY path`,
  ).all();
}

/** Every movie that is known to belong to a still, by path. */
export function allLiveMovies(db: Database): LiveMovie[] {
  return statement<[], LiveMovie>(
    db,
    "SELECT path, photo_id AS photoId FROM live_movies ORDER BY path",
  ).all();
}

/** Remembers to which still a movie belongs. */
export function saveLiveMovie(db: Database, { path, photoId }: LiveMovie): void {
  statement<[string, number]>(
    db,
    `INSERT INTO live_movies (path, photo_id) VALUES (?, ?)
     ON CONFLICT (path) DO UPDATE SET photo_id = excluded.photo_id`,
  ).run(path, photoId);
}

/** Forgets a movie that has gone. */
export function removeLiveMovie(db: Database, path: string): void {
  statement<[string]>(db, "DELETE FROM live_movies WHERE path = ?").run(path);
}

/** The movie of a photo; undefined = it has none. */
export function liveMovieOf(db: Database, photoId: number): string | undefined {
  return statement<[number], string>(
    db,
    "SELECT path FROM live_movies WHERE photo_id = ? ORDER BY path LIMIT 1",
  )
    .pluck()
    .get(photoId);
}

/** How many photos have a movie. */
export function countLivePhotos(db: Database): number {
  return statement<[], number>(db, "SELECT count(DISTINCT photo_id) FROM live_movies").pluck().get() ?? 0;
}
