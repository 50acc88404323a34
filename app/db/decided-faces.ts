import type { FaceAssignment, FaceOrigin, FacePlace } from "./faces.ts";
import { hasPresentFile } from "./files.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";
import { isUnnamedFace } from "./unnamed.ts";

/** What is decided about a face, by the user and by the machine. */
export interface DecidedFace extends FacePlace {
  readonly id: number;
  readonly photoId: number;
  /** In which moment of a video, in milliseconds; null in a photo. */
  readonly frameMs: number | null;
  readonly origin: FaceOrigin;
  readonly assignment: FaceAssignment | null;
}

interface FlatDecidedFace extends Omit<DecidedFace, "ignored" | "isFalse" | "assignment"> {
  readonly ignored: number;
  readonly isFalse: number;
  readonly assignedTo: number | null;
  readonly probability: number | null;
  readonly level: FaceAssignment["level"] | null;
}

const decidedColumns = `faces.id, photo_id AS photoId, frame_ms AS frameMs, cluster_id AS clusterId, faces.person_id AS personId, ignored,
  is_false AS isFalse, origin, assignments.person_id AS assignedTo, probability, level`;

/** The faces with these ids that there are, oldest first. */
export function decidedFaces(db: Database, faceIds: readonly number[]): DecidedFace[] {
  return statement<[string], FlatDecidedFace>(
    db,
    `SELECT ${decidedColumns} FROM faces LEFT JOIN assignments ON face_id = faces.id
     WHERE faces.id IN (SELECT value FROM json_each(?)) ORDER BY faces.id`,
  )
    .all(JSON.stringify(faceIds))
    .map(toDecidedFace);
}

/** The faces of an unnamed group, oldest first: unnamed, and in a photo that is there. */
export function facesOfGroup(db: Database, clusterId: number): number[] {
  return statement<[number], { id: number }>(
    db,
    `SELECT id FROM faces WHERE cluster_id = ? AND ${isUnnamedFace()} AND ${hasPresentFile("faces.photo_id")}
     ORDER BY id`,
  )
    .all(clusterId)
    .map(({ id }) => id);
}

/** The faces that the user gave to a person, oldest first, also those of missing photos. */
export function confirmedFacesOf(db: Database, personId: number): number[] {
  return statement<[number], { id: number }>(db, "SELECT id FROM faces WHERE person_id = ? ORDER BY id")
    .all(personId)
    .map(({ id }) => id);
}

/** The faces in these photos that the user gave to a person, oldest first. */
export function confirmedFacesInPhotos(
  db: Database,
  personId: number,
  photoIds: readonly number[],
): Pick<DecidedFace, "id" | "photoId" | "frameMs">[] {
  return statement<[string, number], Pick<DecidedFace, "id" | "photoId" | "frameMs">>(
    db,
    `SELECT id, photo_id AS photoId, frame_ms AS frameMs FROM faces INDEXED BY faces_by_photo
     WHERE photo_id IN (SELECT value FROM json_each(?)) AND person_id = ? ORDER BY id`,
  ).all(JSON.stringify(photoIds), personId);
}

/** Is another face of the same photo in the same cluster, without a name? */
export function hasCompanionInPhoto(
  db: Database,
  { id, photoId, clusterId }: Pick<DecidedFace, "id" | "photoId" | "clusterId">,
): boolean {
  if (clusterId === null) return false;
  return (
    statement<[number, number, number], { id: number }>(
      db,
      `SELECT id FROM faces INDEXED BY faces_by_photo
       WHERE photo_id = ? AND cluster_id = ? AND person_id IS NULL AND id <> ? LIMIT 1`,
    ).get(photoId, clusterId, id) !== undefined
  );
}

/** The unnamed faces of a photo, oldest first. */
export function unnamedFacesOfPhoto(db: Database, photoId: number): number[] {
  return statement<[number], { id: number }>(
    db,
    // The other index that fits is that of people, in which all unnamed faces of the catalogue lie together.
    `SELECT id FROM faces INDEXED BY faces_by_photo WHERE photo_id = ? AND ${isUnnamedFace()} ORDER BY id`,
  )
    .all(photoId)
    .map(({ id }) => id);
}

/** Unnamed faces whose box has no side of `sizePx` pixels of the upright photo, with each file there that shows them. */
export function unnamedFacesBelow(db: Database, sizePx: number): { id: number; path: string }[] {
  return statement<[number], { id: number; path: string }>(
    db,
    `SELECT faces.id, path FROM faces
     JOIN files ON files.photo_id = faces.photo_id AND missing_since_ms IS NULL
     WHERE max(width, height) < ? AND ${isUnnamedFace()} ORDER BY faces.id`,
  ).all(sizePx);
}

/** Gives all faces of one person to another. */
export function moveConfirmedFaces(db: Database, fromPersonId: number, toPersonId: number): void {
  statement<[number, number]>(db, "UPDATE faces SET person_id = ? WHERE person_id = ?").run(
    toPersonId,
    fromPersonId,
  );
}

/** Moves the unnamed faces of a cluster, also ignored ones and those of missing photos, into another. */
export function moveUnconfirmedFaces(db: Database, fromClusterId: number, toClusterId: number): void {
  statement<[number, number]>(
    db,
    "UPDATE faces INDEXED BY faces_by_cluster SET cluster_id = ? WHERE cluster_id = ? AND person_id IS NULL",
  ).run(toClusterId, fromClusterId);
}

/** How many photos with a face that the user gave to this person were taken before a day ("2019-05-31"). */
export function countPhotosBefore(db: Database, personId: number, day: string): number {
  const row = statement<[number, string], { photos: number }>(
    db,
    `SELECT count(DISTINCT photos.id) AS photos FROM faces JOIN photos ON photos.id = faces.photo_id
     WHERE faces.person_id = ? AND photos.taken_at < ?`,
  ).get(personId, day);
  return row?.photos ?? 0;
}

function toDecidedFace(row: FlatDecidedFace): DecidedFace {
  const { ignored, isFalse, assignedTo, probability, level, ...rest } = row;
  const isAssigned = assignedTo !== null && probability !== null && level !== null;
  return {
    ...rest,
    assignment: isAssigned ? { personId: assignedTo, probability, level } : null,
    ignored: ignored === 1,
    isFalse: isFalse === 1,
  };
}
