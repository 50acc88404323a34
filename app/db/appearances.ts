import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** A person who is in a photo without a face to be seen. */
export interface Appearance {
  readonly personId: number;
  readonly photoId: number;
}

/** Remembers that a person is in a photo; again does nothing. */
export function addAppearance(db: Database, { personId, photoId }: Appearance): void {
  statement<[number, number]>(
    db,
    "INSERT INTO appearances (person_id, photo_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
  ).run(personId, photoId);
}

/** Takes that back. */
export function removeAppearance(db: Database, { personId, photoId }: Appearance): void {
  statement<[number, number]>(db, "DELETE FROM appearances WHERE person_id = ? AND photo_id = ?").run(
    personId,
    photoId,
  );
}

/** The photos in which this person is without a face to be seen, oldest first. */
export function appearancesOf(db: Database, personId: number): number[] {
  return statement<[number], { photoId: number }>(
    db,
    "SELECT photo_id AS photoId FROM appearances WHERE person_id = ? ORDER BY photo_id",
  )
    .all(personId)
    .map(({ photoId }) => photoId);
}

/** The people who are in this photo without a face to be seen, oldest first. */
export function peopleAppearingIn(db: Database, photoId: number): number[] {
  return statement<[number], { personId: number }>(
    db,
    "SELECT person_id AS personId FROM appearances WHERE photo_id = ? ORDER BY person_id",
  )
    .all(photoId)
    .map(({ personId }) => personId);
}
