import type { FaceBox } from "./faces.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** A file whose content was changed; both contents are analysed. Sizes are pixels of the upright photo. */
export interface EditedFile {
  readonly fileId: number;
  readonly before: EditedPhoto;
  readonly now: EditedPhoto;
}

export interface EditedPhoto {
  readonly photoId: number;
  readonly width: number;
  readonly height: number;
}

/** What the user said about a face, as far as it can be said of the same face in another photo too. */
export interface CarriedDecision {
  readonly id: number;
  readonly box: FaceBox;
  readonly personId: number | null;
  readonly ignored: number;
  readonly isFalse: number;
}

interface FlatEditedFile {
  readonly fileId: number;
  readonly beforeId: number;
  readonly beforeWidth: number;
  readonly beforeHeight: number;
  readonly nowId: number;
  readonly nowWidth: number;
  readonly nowHeight: number;
}

/** Files that show an edited photo, whose earlier decisions were not looked at yet. */
export function editedFiles(db: Database): EditedFile[] {
  return statement<[], FlatEditedFile>(
    db,
    `SELECT files.id AS fileId, before.id AS beforeId, before.width AS beforeWidth, before.height AS beforeHeight,
       now.id AS nowId, now.width AS nowWidth, now.height AS nowHeight
     FROM files JOIN photos AS before ON before.id = previous_photo_id JOIN photos AS now ON now.id = photo_id
     WHERE previous_photo_id IS NOT NULL AND missing_since_ms IS NULL
       AND before.width IS NOT NULL AND now.recipe IS NOT NULL
     ORDER BY files.id`,
  )
    .all()
    .map((row) => ({
      fileId: row.fileId,
      before: { photoId: row.beforeId, width: row.beforeWidth, height: row.beforeHeight },
      now: { photoId: row.nowId, width: row.nowWidth, height: row.nowHeight },
    }));
}

/** Forgets what a file showed before: it was looked at. */
export function forgetPreviousPhoto(db: Database, fileId: number): void {
  statement<[number]>(db, "UPDATE files SET previous_photo_id = NULL WHERE id = ?").run(fileId);
}

/** The faces of a photo about which the user has said something (`isDecided`), or the others. */
export function facesByDecision(db: Database, photoId: number, isDecided: boolean): CarriedDecision[] {
  return statement<[number, number], FaceBox & Omit<CarriedDecision, "box">>(
    db,
    `SELECT id, x, y, width, height, person_id AS personId, ignored, is_false AS isFalse FROM faces
     WHERE photo_id = ? AND (person_id IS NOT NULL OR ignored OR is_false
       OR EXISTS (SELECT 1 FROM rejections WHERE face_id = faces.id)
       OR EXISTS (SELECT 1 FROM judgement_faces WHERE face_id = faces.id)) = ? ORDER BY id`,
  )
    .all(photoId, isDecided ? 1 : 0)
    .map(({ x, y, width, height, ...rest }) => ({ ...rest, box: { x, y, width, height } }));
}

/** Says of a face about which nothing was said all that was said of another. */
export function copyDecision(db: Database, from: CarriedDecision, toFaceId: number): void {
  statement<[number | null, number, number, number]>(
    db,
    "UPDATE faces SET person_id = ?, ignored = ?, is_false = ? WHERE id = ?",
  ).run(from.personId, from.ignored, from.isFalse, toFaceId);
  statement<[number, number]>(
    db,
    "INSERT OR IGNORE INTO rejections (face_id, person_id) SELECT ?, person_id FROM rejections WHERE face_id = ?",
  ).run(toFaceId, from.id);
  statement<[number, number]>(
    db,
    `INSERT OR IGNORE INTO judgement_faces (judgement_id, face_id, side)
     SELECT judgement_id, ?, side FROM judgement_faces WHERE face_id = ?`,
  ).run(toFaceId, from.id);
  // What the machine thought of it no longer counts.
  statement<[number]>(db, "DELETE FROM assignments WHERE face_id = ?").run(toFaceId);
}
