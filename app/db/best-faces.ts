import { hasPresentFile } from "./files.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";
import { isUnnamedFace } from "./unnamed.ts";

/**
 * The best face that the user gave to each person, by person. Faces in `missingPhotoIds` do not count; who has no other
 * is left out.
 */
export function bestConfirmedFaces(db: Database, missingPhotoIds: readonly number[]): Map<number, number> {
  const theirs = `FROM faces INDEXED BY faces_of_people
     WHERE person_id = people.id AND ignored = 0 AND is_false = 0
       AND photo_id NOT IN (SELECT value FROM json_each(@missing))`;
  // Two looks into the index for each person: reading all faces of everybody takes three times as long.
  const rows = statement<{ missing: string }, { personId: number; faceId: number | null }>(
    db,
    `SELECT people.id AS personId,
       (SELECT id ${theirs} AND quality = (SELECT max(quality) ${theirs}) ORDER BY photo_id LIMIT 1) AS faceId
     FROM people`,
  ).all({ missing: JSON.stringify(missingPhotoIds) });
  const best = new Map<number, number>();
  for (const { personId, faceId } of rows) if (faceId !== null) best.set(personId, faceId);
  return best;
}

/** The same for faces that the machine assigned to these people. */
export function bestAssignedFaces(
  db: Database,
  personIds: readonly number[],
  missingPhotoIds: readonly number[],
): Map<number, number> {
  const rows = statement<[string, string], { personId: number; faceId: number }>(
    db,
    `SELECT assignments.person_id AS personId, faces.id AS faceId, max(quality)
     FROM json_each(?) AS wanted
     CROSS JOIN assignments INDEXED BY assignments_by_person
       ON assignments.person_id = wanted.value AND level = 'assigned'
     CROSS JOIN faces ON faces.id = face_id
     WHERE faces.person_id IS NULL AND ignored = 0 AND is_false = 0
       AND photo_id NOT IN (SELECT value FROM json_each(?))
     GROUP BY assignments.person_id`,
  ).all(JSON.stringify(personIds), JSON.stringify(missingPhotoIds));
  return new Map(rows.map(({ personId, faceId }) => [personId, faceId]));
}

/** How many faces wait for the user with each person; nobody for whom none does. */
export function suggestionCounts(db: Database, missingPhotoIds: readonly number[]): Map<number, number> {
  const rows = statement<[string], { personId: number; faces: number }>(
    db,
    `SELECT assignments.person_id AS personId, count(*) AS faces
     FROM assignments CROSS JOIN faces INDEXED BY faces_unnamed ON faces.id = face_id
     WHERE level = 'suggested' AND faces.person_id IS NULL AND ignored = 0 AND is_false = 0
       AND photo_id NOT IN (SELECT value FROM json_each(?))
     GROUP BY assignments.person_id`,
  ).all(JSON.stringify(missingPhotoIds));
  return new Map(rows.map(({ personId, faces }) => [personId, faces]));
}

/** An unnamed group. */
export interface GroupWithFace {
  readonly id: number;
  /** At least 1. */
  readonly faces: number;
  /** The best of them. */
  readonly faceId: number;
}

const isUnnamedAndThere = `${isUnnamedFace()} AND photo_id NOT IN (SELECT value FROM json_each(?))`;

/** Every unnamed group with its best face, the largest first, equal ones by id. Groups of one face are among them. */
export function groupsWithFace(db: Database, missingPhotoIds: readonly number[]): GroupWithFace[] {
  return statement<[string], GroupWithFace>(
    db,
    `SELECT cluster_id AS id, count(*) AS faces, faces.id AS faceId, max(quality)
     FROM faces INDEXED BY faces_of_groups WHERE cluster_id IS NOT NULL AND ${isUnnamedAndThere}
     GROUP BY cluster_id ORDER BY faces DESC, cluster_id`,
  )
    .all(JSON.stringify(missingPhotoIds))
    .map(({ id, faces, faceId }) => ({ id, faces, faceId }));
}

/** The same for these groups only, in no particular order. */
export function bestFacesOfGroups(db: Database, groupIds: readonly number[]): GroupWithFace[] {
  return statement<[string], GroupWithFace>(
    db,
    `SELECT cluster_id AS id, count(*) AS faces, faces.id AS faceId, max(quality)
     FROM json_each(?) AS wanted CROSS JOIN faces INDEXED BY faces_of_groups ON cluster_id = wanted.value
     WHERE ${isUnnamedFace()} AND ${hasPresentFile("faces.photo_id")} GROUP BY cluster_id`,
  ).all(JSON.stringify(groupIds));
}

/** The unnamed faces that are in no group, the best first. */
export function facesWithoutGroup(db: Database, missingPhotoIds: readonly number[]): number[] {
  return statement<[string], { id: number }>(
    db,
    `SELECT id FROM faces INDEXED BY faces_of_groups WHERE cluster_id IS NULL AND ${isUnnamedAndThere}
     ORDER BY quality DESC, id`,
  )
    .all(JSON.stringify(missingPhotoIds))
    .map(({ id }) => id);
}
