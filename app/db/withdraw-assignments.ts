import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** Forgets to whom the machine gave these faces. */
export function withdrawAssignments(db: Database, faceIds: readonly number[]): void {
  statement<[string]>(db, "DELETE FROM assignments WHERE face_id IN (SELECT value FROM json_each(?))").run(
    JSON.stringify(faceIds),
  );
}

/** Forgets that the machine gave any of these faces to this person; what it gave to others stays. */
export function withdrawAssignmentsTo(db: Database, personId: number, faceIds: readonly number[]): void {
  statement<[number, string]>(
    db,
    "DELETE FROM assignments WHERE person_id = ? AND face_id IN (SELECT value FROM json_each(?))",
  ).run(personId, JSON.stringify(faceIds));
}

/** Forgets which faces of these photos the machine gave to this person: nobody is twice in a photo. */
export function withdrawAssignmentsInPhotos(
  db: Database,
  personId: number,
  photoIds: readonly number[],
): void {
  statement<[number, string]>(
    db,
    `DELETE FROM assignments WHERE person_id = ? AND face_id IN (
       SELECT id FROM faces WHERE photo_id IN (SELECT value FROM json_each(?)))`,
  ).run(personId, JSON.stringify(photoIds));
}

/**
 * Gives to one person what the machine gave to another, except faces that are rejected for them, which nobody has
 * then.
 */
export function moveAssignments(db: Database, fromPersonId: number, toPersonId: number): void {
  statement<[number, number]>(
    db,
    `DELETE FROM assignments WHERE person_id = ? AND face_id IN (SELECT face_id FROM rejections WHERE person_id = ?)`,
  ).run(fromPersonId, toPersonId);
  statement<[number, number]>(db, "UPDATE assignments SET person_id = ? WHERE person_id = ?").run(
    toPersonId,
    fromPersonId,
  );
}
