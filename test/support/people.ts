import { createCluster } from "../../app/db/clusters.ts";
import { decidedFaces, type DecidedFace } from "../../app/db/decided-faces.ts";
import { facesOfPhoto, insertFace, setCluster, setPerson, type FaceAssignment } from "../../app/db/faces.ts";
import type { Database } from "../../app/db/open.ts";
import { createPerson } from "../../app/db/people.ts";
import { findPhotoByHash, savePhotoAnalysis } from "../../app/db/photos.ts";
import type { ActionContext } from "../../app/journal/act.ts";
import { actionContext } from "./action-context.ts";
import { addPhoto, hashOf, plainFace, plainFacts, temporaryCatalogue } from "./catalogue.ts";

/** An empty catalogue with what actions need. */
export interface PeopleFixture {
  readonly db: Database;
  readonly context: ActionContext;
}

/** Photos are numbered from 1; photo 7 is /photos/7.jpg, 4,000 x 3,000 pixels. */
export const photoSize = { width: 4_000, height: 3_000 };

/** A new catalogue, closed when the running test ends. */
export function peopleFixture(): PeopleFixture {
  const db = temporaryCatalogue();
  return { db, context: actionContext(db) };
}

/** The id of a photo, added when it is new. */
export function photo(db: Database, number: number): number {
  const known = findPhotoByHash(db, hashOf(number));
  if (known !== undefined) return known.id;
  const photoId = addPhoto(db, number, `/photos/${number}.jpg`);
  const takenAt = `20${String(number).padStart(2, "0")}-06-01T12:00:00`;
  savePhotoAnalysis(db, photoId, { ...plainFacts, ...photoSize, takenAt, recipe: "r", analysedAtMs: 1 });
  return photoId;
}

/** Adds a face to a photo, beside the ones that are there. */
export function face(db: Database, photoNumber: number, sizePx = 100): number {
  const photoId = photo(db, photoNumber);
  const x = 200 * facesOfPhoto(db, photoId).length;
  return insertFace(db, photoId, { ...plainFace, box: { x, y: 0, width: sizePx, height: sizePx } });
}

/** An unnamed group with one face in each of these photos. */
export function group(db: Database, ...photoNumbers: number[]): { groupId: number; faceIds: number[] } {
  const groupId = createCluster(db);
  const faceIds = photoNumbers.map((number) => face(db, number));
  for (const id of faceIds) setCluster(db, id, groupId);
  return { groupId, faceIds };
}

/** A person with one confirmed face in each of these photos, all from one group. */
export function person(
  db: Database,
  name: string,
  ...photoNumbers: number[]
): { personId: number; groupId: number; faceIds: number[] } {
  const personId = createPerson(db, name);
  const theirs = group(db, ...photoNumbers);
  for (const id of theirs.faceIds) setPerson(db, id, personId);
  return { personId, ...theirs };
}

/** Gives a face to a person by the machine's word. */
export function assign(
  db: Database,
  faceId: number,
  personId: number,
  level: FaceAssignment["level"] = "assigned",
): void {
  db.prepare("INSERT INTO assignments (face_id, person_id, probability, level) VALUES (?, ?, 0.9, ?)").run(
    faceId,
    personId,
    level,
  );
}

/** What is decided about a face, without its photo. */
export function stateOf(
  db: Database,
  faceId: number | undefined,
): Omit<DecidedFace, "photoId" | "frameMs" | "origin"> | undefined {
  const found = decidedFaces(db, faceId === undefined ? [] : [faceId])[0];
  if (found === undefined) return undefined;
  const { id, clusterId, personId, ignored, isFalse, assignment } = found;
  return { id, clusterId, personId, ignored, isFalse, assignment };
}

/** The people of these faces, by the user's word. */
export function personsOf(db: Database, faceIds: readonly number[]): (number | null | undefined)[] {
  return faceIds.map((id) => stateOf(db, id)?.personId);
}

/** The groups of these faces. */
export function clustersOf(db: Database, faceIds: readonly number[]): (number | null | undefined)[] {
  return faceIds.map((id) => stateOf(db, id)?.clusterId);
}

/** Everything that the user decided, row by row. */
export function decisionsOf(db: Database): Record<string, unknown[]> {
  const tables = {
    people: "SELECT * FROM people ORDER BY id",
    faces: `SELECT id, photo_id, x, y, width, height, hex(landmarks) AS landmarks, origin, person_id, cluster_id,
      ignored, is_false FROM faces ORDER BY id`,
    rejections: "SELECT * FROM rejections ORDER BY face_id, person_id",
    judgements: "SELECT * FROM judgements ORDER BY id",
    judgementFaces: "SELECT * FROM judgement_faces ORDER BY judgement_id, face_id",
    differentPeople: "SELECT * FROM different_people ORDER BY person_a, person_b",
    appearances: "SELECT * FROM appearances ORDER BY person_id, photo_id",
  };
  return Object.fromEntries(Object.entries(tables).map(([name, sql]) => [name, db.prepare(sql).all()]));
}
