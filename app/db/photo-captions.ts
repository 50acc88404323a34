import { basename } from "node:path";
import type { Database } from "./open.ts";
import { foundPhotos, type FoundPhoto } from "./search-results.ts";

/** What there is to say of a photo below its picture. */
export type PhotoCaption = Pick<FoundPhoto, "id" | "takenAt" | "people"> & {
  /** The name of its file, without folders. */
  readonly file: string;
};

/** The captions of these photos; those that are missing are left out. */
export function photoCaptions(db: Database, photoIds: readonly number[]): PhotoCaption[] {
  return foundPhotos(db, photoIds).map(({ id, path, takenAt, people }) => ({
    ...{ id, takenAt, people },
    file: basename(path),
  }));
}
