import type { FaceBox, FaceMeasurement } from "./faces.ts";
import { fromFloat32Blob, toFloat32Blob } from "./float32-blob.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** A photo that is there, was analysed, and has faces without a vector of some model. */
export interface PhotoToEmbed {
  readonly photoId: number;
  /** 32 bytes. */
  readonly contentHash: Uint8Array;
  /** One file that shows it, whose content that is. */
  readonly path: string;
  /** Lengths in that file by lengths in the photo: 1, but for the raw file of a pair, whose preview has another size. */
  readonly scale: number;
  /** Faces without a vector; at least 1. */
  readonly faces: number;
}

/** A face without a vector of some model. */
export interface FaceWithoutVector {
  readonly faceId: number;
  readonly box: FaceBox;
  /** The detector's, 0 to 1. */
  readonly score: number;
  /** x, y, x, y ... in pixels of the upright photo; empty = not known, as for a face drawn by hand. */
  readonly landmarks: Float32Array;
  /** In which moment of a video, in milliseconds; null in a photo. */
  readonly frameMs: number | null;
}

/** How many faces have a vector of a model. */
export interface VectorCount {
  readonly model: string;
  readonly faces: number;
}

/** For which models faces are looked for. */
export interface EmbeddingWork {
  /** The embedding model. */
  readonly model: string;
  /** Whether faces without landmarks count: there is a model that finds them. */
  readonly findsLandmarks: boolean;
}

// Faces that are false are no work; ignored ones are, so that whoever is shown again is recognised at once.
const isWork = "is_false = 0 AND (length(landmarks) > 0 OR @findsLandmarks)";

const lacksVector = "NOT EXISTS (SELECT 1 FROM embeddings WHERE face_id = faces.id AND model = @model)";

/**
 * The photos with work left for this model, oldest first: their faces are known, and some lack its vector. Photos
 * whose last failure goes by the name `failedRecipe` are left out.
 */
export function photosToEmbed(
  db: Database,
  work: EmbeddingWork & { readonly failedRecipe: string },
): PhotoToEmbed[] {
  return statement<Record<string, string | number>, PhotoToEmbed>(
    db,
    // Almost always nothing lacks: that is found out from two indexes alone, and the rows of the rest are few.
    `WITH lacking AS MATERIALIZED (SELECT id, photo_id FROM faces WHERE ${lacksVector})
     SELECT photos.id AS photoId, count(*) AS faces, shown.path,
       coalesce(shown.written_hash, raw.content_hash, photos.content_hash) AS contentHash,
       coalesce(1.0 * raw.width / photos.width, 1) AS scale
     FROM lacking CROSS JOIN faces ON faces.id = lacking.id AND ${isWork}
       CROSS JOIN photos ON photos.id = lacking.photo_id
       JOIN files AS shown ON shown.id = (
         SELECT id FROM files WHERE photo_id = photos.id AND missing_since_ms IS NULL
         ORDER BY raw_photo_id IS NOT NULL, path LIMIT 1)
       LEFT JOIN photos AS raw ON raw.id = shown.raw_photo_id
     WHERE photos.recipe IS NOT NULL AND photos.failed_recipe IS NOT @failedRecipe
     GROUP BY photos.id ORDER BY photos.id`,
  ).all({ model: work.model, findsLandmarks: work.findsLandmarks ? 1 : 0, failedRecipe: work.failedRecipe });
}

/** The faces of a photo that lack a vector of this model, in the order in which they were found. */
export function facesWithoutVector(
  db: Database,
  photoId: number,
  { model, findsLandmarks }: EmbeddingWork,
): FaceWithoutVector[] {
  const rows = statement<
    Record<string, string | number>,
    FaceBox & Omit<FaceWithoutVector, "box" | "landmarks"> & { landmarks: Uint8Array }
  >(
    db,
    `SELECT id AS faceId, x, y, width, height, score, landmarks, frame_ms AS frameMs FROM faces
     WHERE photo_id = @photoId AND ${isWork} AND ${lacksVector} ORDER BY id`,
  ).all({ photoId, model, findsLandmarks: findsLandmarks ? 1 : 0 });
  return rows.map(({ faceId, score, landmarks, frameMs, ...box }) => ({
    ...{ faceId, box, score, frameMs },
    landmarks: fromFloat32Blob(landmarks),
  }));
}

/** How many faces there are that are not false, of photos that are there or not, and how many lack the model's vector. */
export function countWithoutVector(
  db: Database,
  model: string,
): { readonly faces: number; readonly withoutVector: number } {
  const row = statement<{ model: string }, { faces: number; withoutVector: number }>(
    db,
    `SELECT count(*) AS faces, coalesce(sum(${lacksVector}), 0) AS withoutVector FROM faces WHERE is_false = 0`,
  ).get({ model });
  return row ?? { faces: 0, withoutVector: 0 };
}

/** How many faces that are not false have a vector of each model, by the models' names. */
export function countVectors(db: Database): VectorCount[] {
  return statement<[], VectorCount>(
    db,
    `SELECT model, count(*) AS faces FROM embeddings JOIN faces ON faces.id = face_id AND is_false = 0
     GROUP BY model ORDER BY model`,
  ).all();
}

/** Is this face (still) there? */
export function hasFace(db: Database, faceId: number): boolean {
  return (
    statement<[number], { found: number }>(db, "SELECT 1 AS found FROM faces WHERE id = ?").get(faceId) !==
    undefined
  );
}

/** Keeps what was measured of a face whose landmarks were not known; its box and score stay. */
export function saveFirstLandmarks(
  db: Database,
  faceId: number,
  measured: Pick<FaceMeasurement, "quality" | "sharpness" | "yaw" | "landmarks">,
): void {
  const { quality, sharpness, yaw, landmarks } = measured;
  statement<{ quality: number; sharpness: number; yaw: number; blob: Uint8Array; faceId: number }>(
    db,
    `UPDATE faces SET quality = @quality, sharpness = @sharpness, yaw = @yaw, landmarks = @blob
     WHERE id = @faceId AND length(landmarks) = 0`,
  ).run({ quality, sharpness, yaw, blob: toFloat32Blob(landmarks), faceId });
}
