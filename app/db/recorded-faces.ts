import type { FaceBox } from "./faces.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** Two boxes that share half of their area are the same face, as in every face benchmark since FDDB. */
const sameFaceOverlap = 0.5;

/**
 * The faces of a photo, or of one frame of a video (ms), whose boxes share at least half of their area (intersection
 * over union) with `box`, best first.
 */
export function facesOverlapping(
  db: Database,
  photoId: number,
  box: FaceBox,
  frameMs: number | null = null,
): number[] {
  return statement<FaceBox & { photoId: number; overlap: number; frameMs: number | null }, number>(
    db,
    `SELECT id FROM (
       SELECT id, width * height + @width * @height AS both,
         max(0, min(x + width, @x + @width) - max(x, @x)) * max(0, min(y + height, @y + @height) - max(y, @y)) AS shared
       FROM faces WHERE photo_id = @photoId AND frame_ms IS @frameMs)
     WHERE shared >= @overlap * (both - shared) ORDER BY shared / (both - shared) DESC, id`,
  )
    .pluck()
    .all({ ...box, photoId, frameMs, overlap: sameFaceOverlap });
}

/**
 * Adds a face that is known by its place only, until an analysis finds it again; with the id if that is free, else
 * with a new one. Returns the id.
 */
export function insertRecordedFace(
  db: Database,
  face: {
    readonly id: number;
    readonly photoId: number;
    readonly box: FaceBox;
    readonly frameMs?: number | null;
  },
): number {
  const isTaken =
    statement<[number], unknown>(db, "SELECT 1 FROM faces WHERE id = ?").get(face.id) !== undefined;
  const { lastInsertRowid } = statement<
    FaceBox & { id: number | null; photoId: number; frameMs: number | null }
  >(
    db,
    `INSERT INTO faces (id, photo_id, x, y, width, height, score, quality, sharpness, yaw, landmarks, frame_ms, origin)
     VALUES (@id, @photoId, @x, @y, @width, @height, 0, 0, 0, 0, x'', @frameMs, 'recorded')`,
  ).run({
    ...face.box,
    photoId: face.photoId,
    frameMs: face.frameMs ?? null,
    id: isTaken ? null : face.id,
  });
  return Number(lastInsertRowid);
}

/** A recorded face has been found in its photo: from now on it is like any other. */
export function markFaceFound(db: Database, faceId: number): void {
  statement<[number]>(db, "UPDATE faces SET origin = 'detected' WHERE id = ? AND origin = 'recorded'").run(
    faceId,
  );
}

/**
 * The faces of a photo about which the user has said something, so that no analysis may take them away: named,
 * ignored, called no face, drawn, rejected for a person, judged, or a cover.
 */
export function facesWithDecisions(db: Database, photoId: number): Set<number> {
  const ids = statement<[number], number>(
    db,
    `SELECT id FROM faces WHERE photo_id = ? AND (
       person_id IS NOT NULL OR ignored = 1 OR is_false = 1 OR origin = 'drawn'
       OR EXISTS (SELECT 1 FROM rejections WHERE face_id = faces.id)
       OR EXISTS (SELECT 1 FROM judgement_faces WHERE face_id = faces.id)
       OR EXISTS (SELECT 1 FROM people WHERE cover_face_id = faces.id))`,
  )
    .pluck()
    .all(photoId);
  return new Set(ids);
}
