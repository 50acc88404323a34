import { basename } from "node:path";
import type { Database } from "./open.ts";
import { foundPhotos, type FoundPhoto } from "./search-results.ts";

/** What there is to say of a photo below its picture. */
export type PhotoCaption = Pick<FoundPhoto, "id" | "takenAt"> & {
  /** The name of its file, without folders. */
  readonly file: string;
  /** Who is in it, by name. */
  readonly people: readonly string[];
};

/** The captions of these photos; those that are missing are left out. */
export function photoCaptions(db: Database, photoIds: readonly number[]): PhotoCaption[] {
  return foundPhotos(db, photoIds).map(({ id, path, takenAt, people }) => ({
    ...{ id, takenAt, file: basename(path) },
    people: people.map(({ name }) => name),
  }));
}
