import { fromFloat32Blob, toFloat32Blob } from "./float32-blob.ts";
import type { Database } from "./open.ts";
import { setSetting } from "./settings.ts";
import { statement } from "./statement.ts";

/** A face's vector with what clustering needs to know of the face. */
export interface FaceEmbedding {
  readonly faceId: number;
  readonly photoId: number;
  /** 0 to 1. */
  readonly quality: number;
  readonly score: number;
  readonly clusterId: number | null;
  readonly personId: number | null;
  readonly ignored: boolean;
  /** Of length 1 (L2). */
  readonly vector: Float32Array;
}

/** Rows read at once by `iterateEmbeddings`: 2 MB of vectors, read in about 10 ms. */
const embeddingsPerRead = 1_000;

/** The number of the newest vector that was removed: SQLite alone would give it to the next one that is added. */
const removedKey = "newest-removed-vector";

const newestNumber = `SELECT max(coalesce(max(rowid), 0),
  coalesce((SELECT CAST(value AS INTEGER) FROM settings WHERE key = '${removedKey}'), 0)) AS newest FROM embeddings`;

/** Keeps the vector that `model` made of a face, in place of an earlier one of the same model. */
export function saveEmbedding(db: Database, faceId: number, model: string, vector: Float32Array): void {
  statement<[number, string, Uint8Array]>(
    db,
    `INSERT INTO embeddings (rowid, face_id, model, vector) VALUES ((${newestNumber}) + 1, ?, ?, ?)
     ON CONFLICT (face_id, model) DO UPDATE SET vector = excluded.vector`,
  ).run(faceId, model, toFloat32Blob(vector));
}

/**
 * Every face that has a vector of this model, in the order of face ids. The database may be written between two
 * faces; what is written for a face that has not come yet may or may not be seen.
 */
export function* iterateEmbeddings(db: Database, model: string): Generator<FaceEmbedding, void> {
  const read = statement<
    [string, number, number],
    Omit<FaceEmbedding, "vector" | "ignored"> & { vector: Uint8Array; ignored: number }
  >(
    db,
    `SELECT faces.id AS faceId, photo_id AS photoId, quality, score, cluster_id AS clusterId,
       person_id AS personId, ignored, vector
     FROM faces JOIN embeddings ON embeddings.face_id = faces.id AND embeddings.model = ?
     WHERE faces.id > ? ORDER BY faces.id LIMIT ?`,
  );
  let lastFaceId = 0;
  for (;;) {
    const rows = read.all(model, lastFaceId, embeddingsPerRead);
    for (const row of rows) {
      lastFaceId = row.faceId;
      yield { ...row, ignored: row.ignored === 1, vector: fromFloat32Blob(row.vector) };
    }
    if (rows.length < embeddingsPerRead) return;
  }
}

/** The vectors of these faces, by face id; faces without one of this model are left out. */
export function embeddingsOf(
  db: Database,
  faceIds: Iterable<number>,
  model: string,
): Map<number, Float32Array> {
  const read = statement<[number, string], { vector: Uint8Array }>(
    db,
    "SELECT vector FROM embeddings WHERE face_id = ? AND model = ?",
  );
  const vectors = new Map<number, Float32Array>();
  for (const faceId of faceIds) {
    const row = read.get(faceId, model);
    if (row !== undefined) vectors.set(faceId, fromFloat32Blob(row.vector));
  }
  return vectors;
}

/** Rises with every vector that is added, not with those that are replaced or removed; 0 = there was none. */
export function newestVector(db: Database): number {
  const row = statement<[], { newest: number }>(db, newestNumber).get();
  return row?.newest ?? 0;
}

/** To be called before faces are removed, for `newestVector` to rise with those that come after them. */
export function rememberNewestVector(db: Database): void {
  setSetting(db, removedKey, String(newestVector(db)));
}
