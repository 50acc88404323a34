import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** A face as grouping needs it, without its vector. */
export interface GroupingFace {
  readonly faceId: number;
  readonly photoId: number;
  /** 0 to 1. */
  readonly quality: number;
  readonly clusterId: number | null;
  readonly personId: number | null;
}

const columns = `faces.id AS faceId, faces.photo_id AS photoId, faces.quality,
  faces.cluster_id AS clusterId, faces.person_id AS personId`;

/**
 * Faces with an embedding of this model, in an order that depends only on the photos' content: analyzers
 * finish in any order, and grouping must not depend on it. Ids ascend in no particular way.
 */
export function facesInStableOrder(db: Database, model: string): GroupingFace[] {
  return statement<[string], GroupingFace>(
    db,
    `SELECT ${columns} FROM faces
     JOIN embeddings ON embeddings.face_id = faces.id AND embeddings.model = ?
     JOIN photos ON photos.id = faces.photo_id
     WHERE faces.ignored = 0
     ORDER BY photos.content_hash, faces.x, faces.y, faces.id`,
  ).all(model);
}

/** Those of these faces that have an embedding of this model, in the same order. */
export function sortedStably(db: Database, model: string, faceIds: readonly number[]): number[] {
  return statement<[string, string], number>(
    db,
    `SELECT faces.id FROM json_each(?) AS wanted
     JOIN faces ON faces.id = wanted.value
     JOIN embeddings ON embeddings.face_id = faces.id AND embeddings.model = ?
     JOIN photos ON photos.id = faces.photo_id
     WHERE faces.ignored = 0
     ORDER BY photos.content_hash, faces.x, faces.y, faces.id`,
  )
    .pluck()
    .all(JSON.stringify(faceIds), model);
}

/** Faces with an embedding of this model that is newer than one of `newestVector`, in no order. */
export function faceIdsWithNewEmbedding(db: Database, model: string, newerThan: number): number[] {
  return statement<[number, string], number>(
    db,
    `SELECT faces.id FROM embeddings CROSS JOIN faces ON faces.id = embeddings.face_id
     WHERE embeddings.rowid > ? AND embeddings.model = ? AND faces.ignored = 0`,
  )
    .pluck()
    .all(newerThan, model);
}

/** The same faces in no order: ten times as fast, to find out whether there is anything new. */
export function faceIdsWithEmbedding(db: Database, model: string): number[] {
  return statement<[string], number>(
    db,
    `SELECT faces.id FROM faces JOIN embeddings ON embeddings.face_id = faces.id AND embeddings.model = ?
     WHERE faces.ignored = 0`,
  )
    .pluck()
    .all(model);
}
