import { fromFloat32Blob } from "./float32-blob.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";
import { isUnnamedFace } from "./unnamed.ts";

/** To whom the machine gives a face that the user has not spoken about. */
export interface Assignment {
  readonly faceId: number;
  readonly personId: number;
  /** 0 to 1. */
  readonly probability: number;
  readonly level: "assigned" | "suggested";
}

/** A face as assignment sees it. */
export interface FaceToPlace {
  readonly faceId: number;
  readonly photoId: number;
  /** "2026-11-23T20:31:55"; null = unknown. */
  readonly takenAt: string | null;
  /** 0 to 1. */
  readonly quality: number;
  /** Whose it is by the user's word; null = not said. */
  readonly confirmedAs: number | null;
  /** Of length 1; null when this model has not represented the face. Confirmed faces come without. */
  readonly vector: Float32Array | null;
}

/** The photos of these faces, each once, by id. */
export function photosOfFaces(db: Database, faceIds: readonly number[]): number[] {
  return statement<[string], { photoId: number }>(
    db,
    `SELECT DISTINCT photo_id AS photoId FROM faces WHERE id IN (SELECT value FROM json_each(?)) ORDER BY photo_id`,
  )
    .all(JSON.stringify(faceIds))
    .map(({ photoId }) => photoId);
}

/** Every photo with a face that nobody has named, ignored or discarded, by id. */
export function photosToPlace(db: Database): number[] {
  return statement<[], { photoId: number }>(
    db,
    `SELECT DISTINCT photo_id AS photoId FROM faces INDEXED BY faces_that_count
     WHERE person_id IS NULL AND ignored = 0 AND is_false = 0 ORDER BY photo_id`,
  )
    .all()
    .map(({ photoId }) => photoId);
}

/** The faces of these photos that are neither ignored nor false, photo by photo, oldest first. */
export function facesToPlace(db: Database, photoIds: readonly number[], model: string): FaceToPlace[] {
  return statement<[string, string], Omit<FaceToPlace, "vector"> & { vector: Uint8Array | null }>(
    db,
    `SELECT faces.id AS faceId, photo_id AS photoId, taken_at AS takenAt, quality, person_id AS confirmedAs,
       CASE WHEN person_id IS NULL
         THEN (SELECT vector FROM embeddings WHERE face_id = faces.id AND model = ?) END AS vector
     FROM json_each(?) AS wanted
     CROSS JOIN faces INDEXED BY faces_by_photo ON photo_id = wanted.value
     CROSS JOIN photos ON photos.id = photo_id
     WHERE ignored = 0 AND is_false = 0 ORDER BY photo_id, faces.id`,
  )
    .all(model, JSON.stringify(photoIds))
    .map((row) => ({ ...row, vector: row.vector === null ? null : fromFloat32Blob(row.vector) }));
}

/** What the machine says of the faces of these photos now. */
export function assignmentsInPhotos(db: Database, photoIds: readonly number[]): Assignment[] {
  return statement<[string], Assignment>(
    db,
    `SELECT face_id AS faceId, assignments.person_id AS personId, probability, level
     FROM json_each(?) AS wanted
     CROSS JOIN faces INDEXED BY faces_by_photo ON photo_id = wanted.value
     CROSS JOIN assignments ON face_id = faces.id
     ORDER BY face_id`,
  ).all(JSON.stringify(photoIds));
}

/** The faces that are assigned or suggested to any of these people, oldest first. */
export function facesAssignedTo(db: Database, personIds: readonly number[]): number[] {
  return statement<[string], { faceId: number }>(
    db,
    `SELECT face_id AS faceId FROM assignments WHERE person_id IN (SELECT value FROM json_each(?)) ORDER BY face_id`,
  )
    .all(JSON.stringify(personIds))
    .map(({ faceId }) => faceId);
}

/** Suggested faces of photos that are there, person by person, the most probable first. */
export function suggestedFaces(db: Database): Assignment[] {
  return statement<[], Assignment>(
    db,
    `SELECT face_id AS faceId, assignments.person_id AS personId, probability, level
     FROM assignments JOIN faces ON faces.id = face_id AND ${isUnnamedFace()}
     WHERE level = 'suggested'
       AND EXISTS (SELECT 1 FROM files WHERE files.photo_id = faces.photo_id AND missing_since_ms IS NULL)
     ORDER BY assignments.person_id, probability DESC, face_id`,
  ).all();
}

/** For each of these faces, the people that the user said it is not. */
export function rejectedPeople(db: Database, faceIds: readonly number[]): Map<number, Set<number>> {
  const rows = statement<[string], { faceId: number; personId: number }>(
    db,
    `SELECT face_id AS faceId, person_id AS personId FROM rejections
     WHERE face_id IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(faceIds));
  return setsOf(rows);
}

/** For each of these faces, the people of whom a confirmed face is judged to be somebody else. */
export function peopleJudgedApart(db: Database, faceIds: readonly number[]): Map<number, Set<number>> {
  const rows = statement<[string], { faceId: number; personId: number }>(
    db,
    `SELECT DISTINCT own.face_id AS faceId, faces.person_id AS personId
     FROM json_each(?) AS wanted
     CROSS JOIN judgement_faces AS own ON own.face_id = wanted.value
     JOIN judgements ON judgements.id = own.judgement_id AND kind = 'apart'
     JOIN judgement_faces AS other ON other.judgement_id = own.judgement_id AND other.side <> own.side
     JOIN faces ON faces.id = other.face_id AND faces.person_id IS NOT NULL`,
  ).all(JSON.stringify(faceIds));
  return setsOf(rows);
}

/** For each of these faces, the people who have a confirmed face that is judged to be the same person. */
export function peopleJudgedTogether(db: Database, faceIds: readonly number[]): Map<number, Set<number>> {
  const rows = statement<[string], { faceId: number; personId: number }>(
    db,
    `SELECT DISTINCT own.face_id AS faceId, faces.person_id AS personId
     FROM json_each(?) AS wanted
     CROSS JOIN judgement_faces AS own ON own.face_id = wanted.value
     JOIN judgements ON judgements.id = own.judgement_id AND kind = 'together'
     JOIN judgement_faces AS other ON other.judgement_id = own.judgement_id
     JOIN faces ON faces.id = other.face_id AND faces.person_id IS NOT NULL`,
  ).all(JSON.stringify(faceIds));
  return setsOf(rows);
}

/** Forgets what the machine says of a face; true when it had said anything. */
export function removeAssignment(db: Database, faceId: number): boolean {
  return statement<[number]>(db, "DELETE FROM assignments WHERE face_id = ?").run(faceId).changes > 0;
}

/**
 * Keeps what the machine says of a face, in place of what it said before. Does nothing, and returns false, when the
 * user has meanwhile named, ignored, discarded or removed the face, rejected the person or removed them.
 */
export function saveAssignment(db: Database, assignment: Assignment): boolean {
  return (
    statement<Assignment>(
      db,
      `INSERT INTO assignments (face_id, person_id, probability, level)
       SELECT faces.id, people.id, @probability, @level FROM faces JOIN people ON people.id = @personId
       WHERE faces.id = @faceId AND faces.person_id IS NULL AND ignored = 0 AND is_false = 0
         AND NOT EXISTS (SELECT 1 FROM rejections WHERE face_id = faces.id AND rejections.person_id = people.id)
       ON CONFLICT (face_id) DO UPDATE SET person_id = excluded.person_id, probability = excluded.probability,
         level = excluded.level`,
    ).run(assignment).changes > 0
  );
}

function setsOf(rows: readonly { faceId: number; personId: number }[]): Map<number, Set<number>> {
  const sets = new Map<number, Set<number>>();
  for (const { faceId, personId } of rows) {
    const known = sets.get(faceId);
    if (known === undefined) sets.set(faceId, new Set([personId]));
    else known.add(personId);
  }
  return sets;
}
