import type { IdRange } from "./id-range.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** Who has a face: a person by the user's word, or an unnamed group. */
export type FaceOwner = { readonly personId: number } | { readonly groupId: number };

/** Whose these faces are: a person's by the user's word, else an unnamed group's. Faces of nobody are left out. */
export function ownersOfFaces(db: Database, faceIds: readonly number[]): Map<number, FaceOwner> {
  const rows = statement<[string], { id: number; personId: number | null; groupId: number | null }>(
    db,
    `SELECT id, person_id AS personId, cluster_id AS groupId FROM faces
     WHERE id IN (SELECT value FROM json_each(?)) AND ignored = 0 AND is_false = 0`,
  ).all(JSON.stringify(faceIds));
  return new Map(
    rows.flatMap(({ id, personId, groupId }): [number, FaceOwner][] => {
      if (personId !== null) return [[id, { personId }]];
      return groupId === null ? [] : [[id, { groupId }]];
    }),
  );
}

/** The photo of each of these faces. */
export function photosByFace(db: Database, faceIds: readonly number[]): Map<number, number> {
  const rows = statement<[string], { id: number; photoId: number }>(
    db,
    "SELECT id, photo_id AS photoId FROM faces WHERE id IN (SELECT value FROM json_each(?))",
  ).all(JSON.stringify(faceIds));
  return new Map(rows.map(({ id, photoId }) => [id, photoId]));
}

/** Photos of those asked about in which the user has named this person, and not more than once. */
export function photosShowing(db: Database, personId: number, photoIds: Iterable<number>): Set<number> {
  const rows = statement<[number, string], { photoId: number }>(
    db,
    `SELECT photo_id AS photoId FROM faces INDEXED BY faces_that_count
     WHERE person_id = ? AND photo_id IN (SELECT value FROM json_each(?)) AND ignored = 0 AND is_false = 0
     GROUP BY photo_id HAVING count(*) = 1`,
  ).all(personId, JSON.stringify([...photoIds]));
  return new Set(rows.map(({ photoId }) => photoId));
}

/** Those with ids in this range to whom the user gave faces, with how many. */
export function confirmedCountsIn(
  db: Database,
  { from, to }: IdRange,
): { personId: number; faces: number }[] {
  return statement<[number, number], { personId: number; faces: number }>(
    db,
    `SELECT person_id AS personId, count(*) AS faces FROM faces INDEXED BY faces_that_count
     WHERE person_id >= ? AND person_id < ? AND ignored = 0 AND is_false = 0 GROUP BY person_id`,
  ).all(from, to);
}

/** How many faces the user gave to a person. */
export function countConfirmed(db: Database, personId: number): number {
  const row = statement<[number], { faces: number }>(
    db,
    "SELECT count(*) AS faces FROM faces WHERE person_id = ? AND ignored = 0 AND is_false = 0",
  ).get(personId);
  return row?.faces ?? 0;
}

/** Do photos with a face that the user gave to one person show the other, too? */
export function areInOnePhoto(db: Database, one: number, other: number): boolean {
  return (
    statement<[number, number], { found: number }>(
      db,
      `SELECT 1 AS found FROM faces AS a JOIN faces AS b ON b.photo_id = a.photo_id
       WHERE a.person_id = ? AND b.person_id = ? LIMIT 1`,
    ).get(one, other) !== undefined
  );
}

/** Did the user say of a face that they gave to one person that it is not the other? */
export function isAnyRejected(db: Database, ownerId: number, personId: number): boolean {
  return (
    statement<[number, number], { found: number }>(
      db,
      `SELECT 1 AS found FROM rejections JOIN faces ON faces.id = face_id
       WHERE rejections.person_id = ? AND faces.person_id = ? LIMIT 1`,
    ).get(personId, ownerId) !== undefined
  );
}
