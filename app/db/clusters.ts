import { hasPresentFile } from "./files.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** A cluster of faces that have no name yet. */
export interface FaceGroup {
  /** The cluster's id. */
  readonly id: number;
  /** How many faces of it are unnamed, not ignored, and in a photo that is there; at least 1. */
  readonly faces: number;
}

/** Adds an empty cluster; returns its id, which no other cluster ever had. */
export function createCluster(db: Database): number {
  return Number(statement<[]>(db, "INSERT INTO clusters DEFAULT VALUES").run().lastInsertRowid);
}

/** Moves all faces of one cluster into another; the first stays, empty. */
export function moveClusterFaces(db: Database, fromId: number, toId: number): void {
  statement<[number, number]>(db, "UPDATE faces SET cluster_id = ? WHERE cluster_id = ?").run(toId, fromId);
}

/** Removes the clusters that hold no face at all; returns how many. */
export function deleteEmptyClusters(db: Database): number {
  return statement<[]>(
    db,
    "DELETE FROM clusters WHERE NOT EXISTS (SELECT 1 FROM faces WHERE faces.cluster_id = clusters.id)",
  ).run().changes;
}

/** The unnamed groups, the largest first, equal ones by id. Groups of one face are among them. */
export function listGroups(db: Database): FaceGroup[] {
  return statement<[], FaceGroup>(
    db,
    `SELECT cluster_id AS id, count(*) AS faces FROM faces
     WHERE cluster_id IS NOT NULL AND person_id IS NULL AND ignored = 0 AND ${hasPresentFile("faces.photo_id")}
     GROUP BY cluster_id ORDER BY faces DESC, cluster_id`,
  ).all();
}
