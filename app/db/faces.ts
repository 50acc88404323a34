import { hasPresentFile } from "./files.ts";
import { fromFloat32Blob, toFloat32Blob } from "./float32-blob.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** A rectangle in pixels of the upright photo; it may reach over the edge. */
export interface FaceBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What an analysis measures of a face. */
export interface FaceMeasurement {
  readonly box: FaceBox;
  /** The detector's, 0 to 1. */
  readonly score: number;
  /** 0 (useless for recognition) to 1. */
  readonly quality: number;
  readonly sharpness: number;
  readonly yaw: number;
  /** x, y, x, y ... in pixels of the upright photo. */
  readonly landmarks: Float32Array;
}

/** To whom a face belongs. */
export interface FacePlace {
  readonly clusterId: number | null;
  readonly personId: number | null;
  readonly ignored: boolean;
}

/** A face of the catalogue. */
export interface Face extends FaceMeasurement, FacePlace {
  readonly id: number;
  readonly photoId: number;
}

/** A face for listings. */
export interface ListedFace extends FacePlace {
  readonly id: number;
  /** Path of a file that shows it: one that is there, else one that was; null when all show other photos now. */
  readonly photo: string | null;
  readonly box: FaceBox;
  readonly score: number;
  readonly quality: number;
  /** No file that shows the photo is there. */
  readonly isMissing: boolean;
}

/** A face that clustering has not placed yet. */
export interface UnplacedFace {
  readonly id: number;
  readonly photoId: number;
  readonly quality: number;
  readonly score: number;
}

interface FlatFace extends FaceBox {
  readonly id: number;
  readonly photoId: number;
  readonly score: number;
  readonly quality: number;
  readonly sharpness: number;
  readonly yaw: number;
  readonly landmarks: Uint8Array;
  readonly clusterId: number | null;
  readonly personId: number | null;
  readonly ignored: number;
}

type FaceValues = Omit<FlatFace, "id" | "photoId" | "clusterId" | "personId" | "ignored">;

/** The faces of a photo, in the order in which they were found. */
export function facesOfPhoto(db: Database, photoId: number): Face[] {
  const rows = statement<[number], FlatFace>(
    db,
    `SELECT id, photo_id AS photoId, x, y, width, height, score, quality, sharpness, yaw, landmarks,
       cluster_id AS clusterId, person_id AS personId, ignored
     FROM faces WHERE photo_id = ? ORDER BY id`,
  ).all(photoId);
  return rows.map(({ x, y, width, height, landmarks, ignored, ...rest }) => ({
    ...rest,
    box: { x, y, width, height },
    landmarks: fromFloat32Blob(landmarks),
    ignored: ignored === 1,
  }));
}

/** Adds a face without cluster and person; returns its id, which no other face ever had. */
export function insertFace(db: Database, photoId: number, face: FaceMeasurement): number {
  const { lastInsertRowid } = statement<FaceValues & { photoId: number }>(
    db,
    `INSERT INTO faces (photo_id, x, y, width, height, score, quality, sharpness, yaw, landmarks)
     VALUES (@photoId, @x, @y, @width, @height, @score, @quality, @sharpness, @yaw, @landmarks)`,
  ).run({ ...valuesOf(face), photoId });
  return Number(lastInsertRowid);
}

/** Replaces what was measured of a face; its cluster, its person and its embeddings stay. */
export function updateFace(db: Database, faceId: number, face: FaceMeasurement): void {
  statement<FaceValues & { faceId: number }>(
    db,
    `UPDATE faces SET x = @x, y = @y, width = @width, height = @height, score = @score, quality = @quality,
       sharpness = @sharpness, yaw = @yaw, landmarks = @landmarks WHERE id = @faceId`,
  ).run({ ...valuesOf(face), faceId });
}

/** Removes faces for good, with their embeddings. */
export function deleteFaces(db: Database, faceIds: Iterable<number>): void {
  const remove = statement<[number]>(db, "DELETE FROM faces WHERE id = ?");
  for (const id of faceIds) remove.run(id);
}

/** Puts a face into a cluster, or with null into none. */
export function setCluster(db: Database, faceId: number, clusterId: number | null): void {
  statement<[number | null, number]>(db, "UPDATE faces SET cluster_id = ? WHERE id = ?").run(
    clusterId,
    faceId,
  );
}

/** Gives a face to a person, or with null to nobody. */
export function setPerson(db: Database, faceId: number, personId: number | null): void {
  statement<[number | null, number]>(db, "UPDATE faces SET person_id = ? WHERE id = ?").run(personId, faceId);
}

/** Marks a face as one that the user does not want to see, or takes the mark away. */
export function setIgnored(db: Database, faceId: number, ignored: boolean): void {
  statement<[number, number]>(db, "UPDATE faces SET ignored = ? WHERE id = ?").run(ignored ? 1 : 0, faceId);
}

/** Faces with an embedding of this model that have no cluster and no person and are not ignored, oldest first. */
export function facesWithoutCluster(db: Database, model: string): UnplacedFace[] {
  return statement<[string], UnplacedFace>(
    db,
    `SELECT id, photo_id AS photoId, quality, score FROM faces
     WHERE cluster_id IS NULL AND person_id IS NULL AND ignored = 0
       AND EXISTS (SELECT 1 FROM embeddings WHERE face_id = faces.id AND model = ?)
     ORDER BY id`,
  ).all(model);
}

/** Every face, oldest first. Faces of photos that are missing are left out unless `includeMissing`. */
export function allFaceRows(db: Database, options: { readonly includeMissing?: boolean } = {}): ListedFace[] {
  const rows = statement<[number], Omit<FlatFace, "landmarks"> & { photo: string | null; isPresent: number }>(
    db,
    `SELECT id, x, y, width, height, score, quality, cluster_id AS clusterId, person_id AS personId, ignored,
       ${hasPresentFile("faces.photo_id")} AS isPresent,
       (SELECT path FROM files WHERE photo_id = faces.photo_id
        ORDER BY missing_since_ms IS NOT NULL, path LIMIT 1) AS photo
     FROM faces WHERE ? OR isPresent ORDER BY id`,
  ).all(options.includeMissing === true ? 1 : 0);
  return rows.map(({ x, y, width, height, ignored, isPresent, ...rest }) => ({
    ...rest,
    box: { x, y, width, height },
    ignored: ignored === 1,
    isMissing: isPresent === 0,
  }));
}

function valuesOf({ box, landmarks, score, quality, sharpness, yaw }: FaceMeasurement): FaceValues {
  return { ...box, score, quality, sharpness, yaw, landmarks: toFloat32Blob(landmarks) };
}
