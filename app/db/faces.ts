import { rememberNewestVector } from "./embeddings.ts";
import { narrowingConditions, type FaceNarrowing } from "./face-narrowing.ts";
import { hasPresentFile } from "./files.ts";
import { fromFloat32Blob, toFloat32Blob } from "./float32-blob.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";
import { isUnnamedFace } from "./unnamed.ts";

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
  /** In which moment of a video, in milliseconds; none in a photo. */
  readonly frameMs?: number | null | undefined;
}

/** 'drawn' by hand; 'recorded' = known from the journal, and not yet found again in its photo. */
export type FaceOrigin = "detected" | "drawn" | "recorded";

/** To whom a face belongs, by the user's word, and to which group. */
export interface FacePlace {
  readonly clusterId: number | null;
  readonly personId: number | null;
  readonly ignored: boolean;
  /** The user said that it is no face. */
  readonly isFalse: boolean;
}

/** To whom the machine gives a face. */
export interface FaceAssignment {
  readonly personId: number;
  /** 0 to 1. */
  readonly probability: number;
  /** 'assigned' counts as theirs, 'suggested' waits for the user. */
  readonly level: "assigned" | "suggested";
}

/** A face of the catalogue. */
export interface Face extends FaceMeasurement, FacePlace {
  readonly frameMs: number | null;
  readonly id: number;
  readonly photoId: number;
  readonly origin: FaceOrigin;
}

/** A face for listings. */
export interface ListedFace extends FacePlace {
  readonly id: number;
  readonly photoId: number;
  readonly origin: FaceOrigin;
  /** Null for a face with `personId`. */
  readonly assignment: FaceAssignment | null;
  /** Path of a file that shows it: one that is there, else one that was; null when all show other photos now. */
  readonly photo: string | null;
  /** In which moment of a video, in milliseconds; null in a photo. */
  readonly frameMs: number | null;
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
  readonly frameMs: number | null;
  readonly clusterId: number | null;
  readonly personId: number | null;
  readonly ignored: number;
  readonly isFalse: number;
  readonly origin: FaceOrigin;
}

type FaceValues = Omit<
  FlatFace,
  "id" | "photoId" | "clusterId" | "personId" | "ignored" | "isFalse" | "origin"
>;

type FlatListedFace = Omit<FlatFace, "landmarks" | "sharpness" | "yaw"> & {
  readonly photo: string | null;
  readonly isPresent: number;
  readonly assignedTo: number | null;
  readonly probability: number | null;
  readonly level: FaceAssignment["level"] | null;
};

const selectListed = `SELECT id, photo_id AS photoId, x, y, width, height, frame_ms AS frameMs, score, quality,
     cluster_id AS clusterId, faces.person_id AS personId, ignored, is_false AS isFalse, origin,
     assignments.person_id AS assignedTo, probability, level,
     ${hasPresentFile("faces.photo_id")} AS isPresent,
     (SELECT path FROM files WHERE photo_id = faces.photo_id
      ORDER BY missing_since_ms IS NOT NULL, raw_photo_id IS NOT NULL, path LIMIT 1) AS photo
   FROM faces LEFT JOIN assignments ON assignments.face_id = faces.id`;

/** The faces of a photo, in the order in which they were found. */
export function facesOfPhoto(db: Database, photoId: number): Face[] {
  const rows = statement<[number], FlatFace>(
    db,
    `SELECT id, photo_id AS photoId, x, y, width, height, score, quality, sharpness, yaw, landmarks,
       frame_ms AS frameMs, cluster_id AS clusterId, person_id AS personId, ignored, is_false AS isFalse, origin
     FROM faces WHERE photo_id = ? ORDER BY id`,
  ).all(photoId);
  return rows.map(({ x, y, width, height, landmarks, ignored, isFalse, ...rest }) => ({
    ...rest,
    box: { x, y, width, height },
    landmarks: fromFloat32Blob(landmarks),
    ignored: ignored === 1,
    isFalse: isFalse === 1,
  }));
}

/** Adds a face without cluster and person; returns its id, which no other face ever had. */
export function insertFace(
  db: Database,
  photoId: number,
  face: FaceMeasurement,
  origin: FaceOrigin = "detected",
): number {
  const { lastInsertRowid } = statement<FaceValues & { photoId: number; origin: FaceOrigin }>(
    db,
    `INSERT INTO faces (photo_id, x, y, width, height, score, quality, sharpness, yaw, landmarks, frame_ms, origin)
     VALUES (@photoId, @x, @y, @width, @height, @score, @quality, @sharpness, @yaw, @landmarks, @frameMs, @origin)`,
  ).run({ ...valuesOf(face), photoId, origin });
  return Number(lastInsertRowid);
}

/** Replaces what was measured of a face; its cluster, its person and its embeddings stay. */
export function updateFace(db: Database, faceId: number, face: FaceMeasurement): void {
  statement<FaceValues & { faceId: number }>(
    db,
    `UPDATE faces SET x = @x, y = @y, width = @width, height = @height, score = @score, quality = @quality,
       sharpness = @sharpness, yaw = @yaw, landmarks = @landmarks, frame_ms = @frameMs WHERE id = @faceId`,
  ).run({ ...valuesOf(face), faceId });
}

/** Removes faces for good, with their embeddings. */
export function deleteFaces(db: Database, faceIds: Iterable<number>): void {
  rememberNewestVector(db);
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

/** Says that a face is none, or takes that back. */
export function setFalse(db: Database, faceId: number, isFalse: boolean): void {
  statement<[number, number]>(db, "UPDATE faces SET is_false = ? WHERE id = ?").run(isFalse ? 1 : 0, faceId);
}

/** Unnamed faces with an embedding of this model that have no cluster, oldest first. */
export function facesWithoutCluster(db: Database, model: string): UnplacedFace[] {
  return statement<[string], UnplacedFace>(
    db,
    `SELECT id, photo_id AS photoId, quality, score FROM faces
     WHERE cluster_id IS NULL AND ${isUnnamedFace()}
       AND EXISTS (SELECT 1 FROM embeddings WHERE face_id = faces.id AND model = ?)
     ORDER BY id`,
  ).all(model);
}

/**
 * Every face, oldest first, or every face of which all that `among` says is true. Faces of photos that are missing, and
 * those of which the user said that they are none, are left out unless asked for.
 */
export function allFaceRows(
  db: Database,
  options: {
    readonly includeMissing?: boolean;
    readonly includeFalse?: boolean;
    readonly among?: FaceNarrowing;
  } = {},
): ListedFace[] {
  const { includeMissing = false, includeFalse = false, among = {} } = options;
  const conditions = [
    ...(includeMissing ? [] : ["isPresent"]),
    ...(includeFalse ? [] : ["is_false = 0"]),
    ...narrowingConditions(among),
  ];
  return statement<Pick<FaceNarrowing, "photoId" | "clusterId" | "personId">, FlatListedFace>(
    db,
    `${selectListed} WHERE ${conditions.join(" AND ") || "true"} ORDER BY faces.id`,
  )
    .all({ photoId: among.photoId, clusterId: among.clusterId, personId: among.personId })
    .map(toListedFace);
}

/** As allFaceRows, of these faces alone: those that are there, and in a photo that is. */
export function faceRowsOf(db: Database, faceIds: readonly number[]): ListedFace[] {
  const rows = statement<[string], FlatListedFace>(
    db,
    `${selectListed} WHERE faces.id IN (SELECT value FROM json_each(?)) AND isPresent AND is_false = 0
     ORDER BY faces.id`,
  ).all(JSON.stringify(faceIds));
  return rows.map(toListedFace);
}

/** To whom a face belongs: by the user's word, else by the machine's; a face that is only suggested to nobody. */
export function personOf(face: Pick<ListedFace, "personId" | "assignment">): number | null {
  if (face.personId !== null) return face.personId;
  return face.assignment?.level === "assigned" ? face.assignment.personId : null;
}

function toListedFace(row: FlatListedFace): ListedFace {
  const { x, y, width, height, ignored, isFalse, isPresent, assignedTo, probability, level, ...rest } = row;
  const isAssigned = assignedTo !== null && probability !== null && level !== null;
  return {
    ...rest,
    box: { x, y, width, height },
    assignment: isAssigned ? { personId: assignedTo, probability, level } : null,
    ignored: ignored === 1,
    isFalse: isFalse === 1,
    isMissing: isPresent === 0,
  };
}

function valuesOf({
  box,
  landmarks,
  score,
  quality,
  sharpness,
  yaw,
  frameMs = null,
}: FaceMeasurement): FaceValues {
  return { ...box, score, quality, sharpness, yaw, frameMs, landmarks: toFloat32Blob(landmarks) };
}
