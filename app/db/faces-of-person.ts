import { hasPresentFile } from "./files.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";
import { isUnnamedFace } from "./unnamed.ts";

/** A face of a person or a group, for the page that shows them all. Faces of missing photos are left out. */
export interface FaceOnPage {
  readonly id: number;
  readonly photoId: number;
  /** Local time at the camera, "2026-11-23T20:31:55"; null = unknown. */
  readonly takenAt: string | null;
  /** 0 to 1: how sure Familiar is; null = the user gave it. */
  readonly probability: number | null;
}

/** The faces that are a person's, by the user's word or the machine's, in no particular order. */
export function facesOfPerson(db: Database, personId: number): FaceOnPage[] {
  return statement<[number, number], FaceOnPage>(
    db,
    `SELECT faces.id, photo_id AS photoId, taken_at AS takenAt, NULL AS probability
     FROM faces INDEXED BY faces_of_people CROSS JOIN photos ON photos.id = photo_id
     WHERE person_id = ? AND ignored = 0 AND is_false = 0 AND ${hasPresentFile("faces.photo_id")}
     UNION ALL
     SELECT faces.id, photo_id, taken_at, probability
     FROM assignments INDEXED BY assignments_by_person
     CROSS JOIN faces INDEXED BY faces_unnamed ON faces.id = face_id
     CROSS JOIN photos ON photos.id = photo_id
     WHERE assignments.person_id = ? AND level = 'assigned' AND faces.person_id IS NULL AND ignored = 0
       AND is_false = 0 AND ${hasPresentFile("faces.photo_id")}`,
  ).all(personId, personId);
}

/** The faces that wait for the user with a person, the most probable first, equal ones by id. */
export function suggestionsOf(db: Database, personId: number): FaceOnPage[] {
  return statement<[number], FaceOnPage>(
    db,
    `SELECT faces.id, photo_id AS photoId, taken_at AS takenAt, probability
     FROM assignments INDEXED BY assignments_by_person
     CROSS JOIN faces INDEXED BY faces_unnamed ON faces.id = face_id
     CROSS JOIN photos ON photos.id = photo_id
     WHERE assignments.person_id = ? AND level = 'suggested' AND faces.person_id IS NULL AND ignored = 0
       AND is_false = 0 AND ${hasPresentFile("faces.photo_id")}
     ORDER BY probability DESC, faces.id`,
  ).all(personId);
}

/** The faces of an unnamed group, in no particular order; none when there is no such group. */
export function facesOfUnnamedGroup(db: Database, groupId: number): FaceOnPage[] {
  return statement<[number], FaceOnPage>(
    db,
    `SELECT faces.id, photo_id AS photoId, taken_at AS takenAt, NULL AS probability
     FROM faces INDEXED BY faces_of_groups CROSS JOIN photos ON photos.id = photo_id
     WHERE cluster_id = ? AND ${isUnnamedFace()} AND ${hasPresentFile("faces.photo_id")}`,
  ).all(groupId);
}

/** Faces that the user does not want to see, the newest photo first. */
export function ignoredFaces(db: Database): FaceOnPage[] {
  return statement<[], FaceOnPage>(
    db,
    `SELECT faces.id, photo_id AS photoId, taken_at AS takenAt, NULL AS probability
     FROM faces INDEXED BY faces_by_person CROSS JOIN photos ON photos.id = photo_id
     WHERE person_id IS NULL AND ignored = 1 AND is_false = 0 AND ${hasPresentFile("faces.photo_id")}`,
  ).all();
}
