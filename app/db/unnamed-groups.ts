import type { IdRange } from "./id-range.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";
import { isListed } from "./unnamed.ts";

/** An unnamed group, or what is left of one. */
export interface GroupSize {
  readonly groupId: number;
  /** Faces that are unnamed and in a photo that is there; at least 1. */
  readonly faces: number;
}

/** The greatest id of a group and of a person; 0 = there is none. */
export function greatestIds(db: Database): { readonly group: number; readonly person: number } {
  const row = statement<[], { group: number; person: number }>(
    db,
    `SELECT coalesce((SELECT max(id) FROM clusters), 0) AS "group",
       coalesce((SELECT max(id) FROM people), 0) AS person`,
  ).get();
  return row ?? { group: 0, person: 0 };
}

/** The unnamed groups with ids in this range, in no particular order. */
export function groupSizesIn(db: Database, { from, to }: IdRange): GroupSize[] {
  return statement<[number, number], GroupSize>(
    db,
    `SELECT cluster_id AS groupId, count(*) AS faces FROM faces INDEXED BY faces_of_groups
     WHERE cluster_id >= ? AND cluster_id < ? AND ${isListed} GROUP BY cluster_id`,
  ).all(from, to);
}

/** Those of these groups that have a face to be named. */
export function groupSizes(db: Database, groupIds: Iterable<number>): GroupSize[] {
  return statement<[string], GroupSize>(
    db,
    `SELECT cluster_id AS groupId, count(*) AS faces FROM faces INDEXED BY faces_of_groups
     WHERE cluster_id IN (SELECT value FROM json_each(?)) AND ${isListed} GROUP BY cluster_id`,
  ).all(JSON.stringify([...groupIds]));
}

/** The groups that these faces are in, named or not, each once. */
export function groupsOfFaces(db: Database, faceIds: Iterable<number>): number[] {
  return statement<[string], { groupId: number }>(
    db,
    `SELECT DISTINCT cluster_id AS groupId FROM faces
     WHERE id IN (SELECT value FROM json_each(?)) AND cluster_id IS NOT NULL ORDER BY cluster_id`,
  )
    .all(JSON.stringify([...faceIds]))
    .map(({ groupId }) => groupId);
}

/** The unnamed group of each of these faces that is in one. */
export function unnamedGroupsByFace(db: Database, faceIds: readonly number[]): Map<number, number> {
  const rows = statement<[string], { id: number; groupId: number }>(
    db,
    // In another order SQLite goes through all unnamed faces.
    `SELECT faces.id, cluster_id AS groupId FROM json_each(?) AS asked CROSS JOIN faces ON faces.id = asked.value
     WHERE cluster_id IS NOT NULL AND ${isListed}`,
  ).all(JSON.stringify(faceIds));
  return new Map(rows.map(({ id, groupId }) => [id, groupId]));
}
