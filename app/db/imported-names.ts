import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** A name that was taken over from the metadata of a photo. */
export interface ImportedName {
  readonly photoId: number;
  /** Stands for the name and the place as the file has them. */
  readonly digest: string;
  readonly name: string;
  /** Who it became; null = that person has gone. */
  readonly personId: number | null;
}

/** Remembers that a name was taken over; again does nothing. */
export function addImportedName(db: Database, { photoId, digest, name, personId }: ImportedName): void {
  statement<[number, string, string, number | null]>(
    db,
    "INSERT INTO imported_names (photo_id, digest, name, person_id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
  ).run(photoId, digest, name, personId);
}

/** The digests of the names that were taken over from a photo. */
export function importedDigests(db: Database, photoId: number): Set<string> {
  const rows = statement<[number], { digest: string }>(
    db,
    "SELECT digest FROM imported_names WHERE photo_id = ?",
  ).all(photoId);
  return new Set(rows.map(({ digest }) => digest));
}

/** Who the names of earlier imports became, for people who are still there. */
export function importedPeople(db: Database): { name: string; personId: number }[] {
  return statement<[], { name: string; personId: number }>(
    db,
    "SELECT DISTINCT name, person_id AS personId FROM imported_names WHERE person_id IS NOT NULL ORDER BY person_id",
  ).all();
}
