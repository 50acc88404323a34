import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** "This face is not this person." */
export interface Rejection {
  readonly faceId: number;
  readonly personId: number;
}

/** Remembers that a face is not a person; again does nothing. */
export function addRejection(db: Database, { faceId, personId }: Rejection): void {
  statement<[number, number]>(
    db,
    "INSERT INTO rejections (face_id, person_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
  ).run(faceId, personId);
}

/** Forgets that a face is not a person. */
export function removeRejection(db: Database, { faceId, personId }: Rejection): void {
  statement<[number, number]>(db, "DELETE FROM rejections WHERE face_id = ? AND person_id = ?").run(
    faceId,
    personId,
  );
}

/** The faces that are not this person, oldest first. */
export function facesRejectedFor(db: Database, personId: number): number[] {
  return statement<[number], { faceId: number }>(
    db,
    "SELECT face_id AS faceId FROM rejections WHERE person_id = ? ORDER BY face_id",
  )
    .all(personId)
    .map(({ faceId }) => faceId);
}

/** Every "no" about a face, by face and person. */
export function allRejections(db: Database): Rejection[] {
  return statement<[], Rejection>(
    db,
    "SELECT face_id AS faceId, person_id AS personId FROM rejections ORDER BY face_id, person_id",
  ).all();
}

/** Every "no" about the faces of a photo. */
export function rejectionsInPhoto(db: Database, photoId: number): Rejection[] {
  return statement<[number], Rejection>(
    db,
    `SELECT face_id AS faceId, rejections.person_id AS personId
     FROM faces INDEXED BY faces_by_photo JOIN rejections ON face_id = faces.id WHERE photo_id = ?
     ORDER BY face_id, rejections.person_id`,
  ).all(photoId);
}
