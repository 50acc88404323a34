import { basename } from "node:path";
import { liveMovieOf } from "./live-movies.ts";
import type { Database } from "./open.ts";
import { foundPhotos, type FoundPhoto } from "./search-results.ts";
import { statement } from "./statement.ts";

/** What there is to say of a photo below its picture. */
export type PhotoCaption = Pick<FoundPhoto, "id" | "takenAt" | "people"> & {
  /** The name of its file, without folders. */
  readonly file: string;
  /** How long a video lasts; null = a photo. */
  readonly durationMs: number | null;
  /** There is a camera's raw file of it. */
  readonly hasRaw: boolean;
  /** The movie of a Live Photo belongs to it. */
  readonly isLive: boolean;
};

/** The captions of these photos; those that are missing are left out. */
export function photoCaptions(db: Database, photoIds: readonly number[]): PhotoCaption[] {
  const durations = durationsOf(db, photoIds);
  const withRaw = photosWithRaw(db, photoIds);
  return foundPhotos(db, photoIds).map(({ id, path, takenAt, people }) => ({
    ...{ id, takenAt, people },
    file: basename(path),
    durationMs: durations.get(id) ?? null,
    hasRaw: withRaw.has(id),
    isLive: liveMovieOf(db, id) !== undefined,
  }));
}

function durationsOf(db: Database, photoIds: readonly number[]): Map<number, number> {
  const rows = statement<[string], { id: number; durationMs: number }>(
    db,
    `SELECT photos.id, duration_ms AS durationMs FROM json_each(?) AS wanted
     JOIN photos ON photos.id = wanted.value WHERE duration_ms IS NOT NULL`,
  ).all(JSON.stringify(photoIds));
  return new Map(rows.map(({ id, durationMs }) => [id, durationMs]));
}

/** Those of these photos of which a raw file is there. */
function photosWithRaw(db: Database, photoIds: readonly number[]): Set<number> {
  const ids = statement<[string], number>(
    db,
    `SELECT photos.id FROM json_each(?) AS wanted JOIN photos ON photos.id = wanted.value
     WHERE format = 'raw' OR EXISTS (
       SELECT 1 FROM files WHERE photo_id = photos.id AND raw_photo_id IS NOT NULL AND missing_since_ms IS NULL)`,
  );
  return new Set(ids.pluck().all(JSON.stringify(photoIds)));
}
