import { basename } from "node:path";
import type { Database } from "./open.ts";
import { foundPhotos, type FoundPhoto } from "./search-results.ts";
import { statement } from "./statement.ts";

/** What there is to say of a photo below its picture. */
export type PhotoCaption = Pick<FoundPhoto, "id" | "takenAt" | "people"> & {
  /** The name of its file, without folders. */
  readonly file: string;
  /** How long a video lasts; null = a photo. */
  readonly durationMs: number | null;
};

/** The captions of these photos; those that are missing are left out. */
export function photoCaptions(db: Database, photoIds: readonly number[]): PhotoCaption[] {
  const durations = durationsOf(db, photoIds);
  return foundPhotos(db, photoIds).map(({ id, path, takenAt, people }) => ({
    ...{ id, takenAt, people },
    file: basename(path),
    durationMs: durations.get(id) ?? null,
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
