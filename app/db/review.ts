import type { FaceBox } from "./faces.ts";
import { fromFloat32Blob } from "./float32-blob.ts";
import { hasPresentFile } from "./files.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";
import { isUnnamedFace } from "./unnamed.ts";

/** An unnamed group, or what is left of one. */
export interface GroupSize {
  readonly groupId: number;
  /** Faces that are unnamed and in a photo that is there; at least 1. */
  readonly faces: number;
}

/** What waits for the user with a person. */
export interface SuggestionSum {
  readonly personId: number;
  readonly faces: number;
  /** The sum of the probabilities of those faces: how many are expected to be right. */
  readonly expected: number;
}

/** A face that waits for the user with a person. */
export interface SuggestedFace {
  readonly faceId: number;
  readonly photoId: number;
  readonly groupId: number | null;
  /** 0 to 1. */
  readonly probability: number;
}

/** Who has a face: a person by the user's word, or an unnamed group. */
export type FaceOwner = { readonly personId: number } | { readonly groupId: number };

/** A face with what is needed to show it. */
export interface ShownFace {
  readonly id: number;
  readonly photoId: number;
  readonly box: FaceBox;
  /** 0 to 1. */
  readonly quality: number;
  /** A file that shows it: one that is there, else one that was; null when there is none. */
  readonly path: string | null;
  /** 32 bytes. */
  readonly contentHash: Uint8Array;
  /** Pixels of the upright photo; null = not known. */
  readonly photoWidth: number | null;
  readonly photoHeight: number | null;
  /** Local time at the camera, "2026-11-23T20:31:55". */
  readonly takenAt: string | null;
}

type FlatShownFace = Omit<ShownFace, "box"> & FaceBox;

const isListed = `${isUnnamedFace()} AND ${hasPresentFile("faces.photo_id")}`;

/** Ids from `from` up to but without `to`: a part of a table that is read without anybody waiting. */
export interface IdRange {
  readonly from: number;
  readonly to: number;
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
    `SELECT cluster_id AS groupId, count(*) AS faces FROM faces INDEXED BY faces_by_cluster
     WHERE cluster_id >= ? AND cluster_id < ? AND ${isListed} GROUP BY cluster_id`,
  ).all(from, to);
}

/** Those of these groups that have a face to be named. */
export function groupSizes(db: Database, groupIds: Iterable<number>): GroupSize[] {
  return statement<[string], GroupSize>(
    db,
    `SELECT cluster_id AS groupId, count(*) AS faces FROM faces INDEXED BY faces_by_cluster
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

/** What waits for the user with each person whose id is in this range. */
export function suggestionSumsIn(db: Database, { from, to }: IdRange): SuggestionSum[] {
  return statement<[number, number], SuggestionSum>(
    db,
    `SELECT assignments.person_id AS personId, count(*) AS faces, sum(probability) AS expected
     FROM assignments INDEXED BY assignments_by_person JOIN faces ON faces.id = face_id
     WHERE assignments.person_id >= ? AND assignments.person_id < ? AND level = 'suggested' AND ${isListed}
     GROUP BY assignments.person_id`,
  ).all(from, to);
}

/** The faces that wait for the user with a person, the most probable first, equal ones by id. */
export function suggestedFacesOf(db: Database, personId: number): SuggestedFace[] {
  return statement<[number], SuggestedFace>(
    db,
    `SELECT face_id AS faceId, photo_id AS photoId, cluster_id AS groupId, probability
     FROM assignments JOIN faces ON faces.id = face_id
     WHERE assignments.person_id = ? AND level = 'suggested' AND ${isListed}
     ORDER BY probability DESC, face_id`,
  ).all(personId);
}

/** A face that waits for the user, with whom it may be. */
export interface PersonSuggestion extends SuggestedFace {
  readonly personId: number;
}

/** The faces that wait for the user, whoever with, the most probable first, equal ones by id; at most `limit`. */
export function mostProbableSuggestions(
  db: Database,
  leastProbability: number,
  limit: number,
): PersonSuggestion[] {
  return statement<[number, number], PersonSuggestion>(
    db,
    `SELECT face_id AS faceId, photo_id AS photoId, cluster_id AS groupId, probability,
       assignments.person_id AS personId
     FROM assignments INDEXED BY suggestions_by_probability JOIN faces ON faces.id = face_id
     WHERE level = 'suggested' AND probability >= ? AND ${isListed}
     ORDER BY probability DESC, face_id LIMIT ?`,
  ).all(leastProbability, limit);
}

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

/** To whom the machine gives or suggests these faces, each person once. */
export function peopleOfAssignments(db: Database, faceIds: Iterable<number>): number[] {
  return statement<[string], { personId: number }>(
    db,
    `SELECT DISTINCT person_id AS personId FROM assignments
     WHERE face_id IN (SELECT value FROM json_each(?)) ORDER BY person_id`,
  )
    .all(JSON.stringify([...faceIds]))
    .map(({ personId }) => personId);
}

/** These faces, those that there are, in the order asked for. */
export function shownFaces(db: Database, faceIds: readonly number[]): ShownFace[] {
  const rows = statement<[string], FlatShownFace>(
    db,
    `SELECT faces.id, faces.photo_id AS photoId, x, y, faces.width, faces.height, quality,
       content_hash AS contentHash, photos.width AS photoWidth, photos.height AS photoHeight,
       taken_at AS takenAt,
       (SELECT path FROM files WHERE files.photo_id = faces.photo_id
        ORDER BY missing_since_ms IS NOT NULL, path LIMIT 1) AS path
     FROM faces JOIN photos ON photos.id = faces.photo_id
     WHERE faces.id IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(faceIds));
  const byId = new Map(
    rows.map(({ x, y, width, height, ...rest }) => [rest.id, { ...rest, box: { x, y, width, height } }]),
  );
  return faceIds.flatMap((id) => byId.get(id) ?? []);
}

/** A face of an unnamed group or of a person, with what makes their looks. */
export interface LumpFace {
  readonly faceId: number;
  readonly photoId: number;
  /** The group that it is in, or was named from; null = none. */
  readonly groupId: number | null;
  /** 0 to 1. */
  readonly quality: number;
  /** "2026-11-23T20:31:55"; null = unknown. */
  readonly takenAt: string | null;
  /** Of length 1. */
  readonly vector: Float32Array;
}

/** The faces of an unnamed group that this model represents, the best first; at most `limit`. */
export function groupLumpFaces(db: Database, groupId: number, model: string, limit: number): LumpFace[] {
  return lumpFaces(
    statement<[string, number, number], FlatLumpFace>(
      db,
      `SELECT ${lumpColumns} FROM faces INDEXED BY faces_by_cluster ${lumpJoins}
       WHERE cluster_id = ? AND ${isListed} ORDER BY quality DESC, faces.id LIMIT ?`,
    ).all(model, groupId, limit),
  );
}

/** The faces that the user gave to a person and that this model represents, the best first; at most `limit`. */
export function personLumpFaces(db: Database, personId: number, model: string, limit: number): LumpFace[] {
  return lumpFaces(
    statement<[string, number, number], FlatLumpFace>(
      db,
      `SELECT ${lumpColumns} FROM faces INDEXED BY faces_that_count ${lumpJoins}
       WHERE person_id = ? AND ignored = 0 AND is_false = 0 ORDER BY quality DESC, faces.id LIMIT ?`,
    ).all(model, personId, limit),
  );
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

/** Photos of those asked about in which the user has named this person, and not more than once. */
export function photosShowing(db: Database, personId: number, photoIds: Iterable<number>): Set<number> {
  const rows = statement<[string, number], { photoId: number }>(
    db,
    `SELECT photo_id AS photoId FROM faces INDEXED BY faces_by_photo
     WHERE photo_id IN (SELECT value FROM json_each(?)) AND person_id = ? GROUP BY photo_id HAVING count(*) = 1`,
  ).all(JSON.stringify([...photoIds]), personId);
  return new Set(rows.map(({ photoId }) => photoId));
}

interface FlatLumpFace extends Omit<LumpFace, "vector"> {
  readonly vector: Uint8Array;
}

const lumpColumns = `faces.id AS faceId, photo_id AS photoId, cluster_id AS groupId, quality,
  taken_at AS takenAt, vector`;
const lumpJoins = `JOIN embeddings ON embeddings.face_id = faces.id AND model = ?
  JOIN photos ON photos.id = photo_id`;

function lumpFaces(rows: readonly FlatLumpFace[]): LumpFace[] {
  return rows.map((row) => ({ ...row, vector: fromFloat32Blob(row.vector) }));
}

/** The photo of each of these faces. */
export function photosByFace(db: Database, faceIds: readonly number[]): Map<number, number> {
  const rows = statement<[string], { id: number; photoId: number }>(
    db,
    "SELECT id, photo_id AS photoId FROM faces WHERE id IN (SELECT value FROM json_each(?))",
  ).all(JSON.stringify(faceIds));
  return new Map(rows.map(({ id, photoId }) => [id, photoId]));
}

/** The unnamed group of each of these faces that is in one. */
export function unnamedGroupsByFace(db: Database, faceIds: readonly number[]): Map<number, number> {
  const rows = statement<[string], { id: number; groupId: number }>(
    db,
    `SELECT id, cluster_id AS groupId FROM faces
     WHERE id IN (SELECT value FROM json_each(?)) AND cluster_id IS NOT NULL AND ${isListed}`,
  ).all(JSON.stringify(faceIds));
  return new Map(rows.map(({ id, groupId }) => [id, groupId]));
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

/** What waits for the user with these people; nobody for whom nothing waits. */
export function suggestionSums(db: Database, personIds: Iterable<number>): SuggestionSum[] {
  return statement<[string], SuggestionSum>(
    db,
    `SELECT assignments.person_id AS personId, count(*) AS faces, sum(probability) AS expected
     FROM assignments JOIN faces ON faces.id = face_id
     WHERE assignments.person_id IN (SELECT value FROM json_each(?)) AND level = 'suggested' AND ${isListed}
     GROUP BY assignments.person_id`,
  ).all(JSON.stringify([...personIds]));
}

/** A face that a question shows, with where it is in its photo. */
export interface AskedFace {
  readonly id: number;
  readonly photoId: number;
  /** Local time at the camera, "2026-11-23T20:31:55". */
  readonly takenAt: string | null;
  /** In shares of the photo's width and height, 0 to 1; null = the photo's size is not known. */
  readonly box: FaceBox | null;
}

type FlatAskedFace = Omit<AskedFace, "box"> & {
  readonly [Side in keyof FaceBox]: number | null;
};

const askedColumns = `faces.id, photo_id AS photoId, taken_at AS takenAt, x / photos.width AS x, y / photos.height AS y,
  faces.width / photos.width AS width, faces.height / photos.height AS height`;

/** Those of these faces that there are, the best first, equal ones oldest first. */
export function askedFaces(db: Database, faceIds: readonly number[]): AskedFace[] {
  return statement<[string], FlatAskedFace>(
    db,
    `SELECT ${askedColumns} FROM faces JOIN photos ON photos.id = photo_id
     WHERE faces.id IN (SELECT value FROM json_each(?)) ORDER BY quality DESC, faces.id`,
  )
    .all(JSON.stringify(faceIds))
    .map(toAskedFace);
}

/** The best of the faces that the user gave to a person; at most `limit`. */
export function bestConfirmedFaces(db: Database, personId: number, limit: number): AskedFace[] {
  return statement<[number, number], FlatAskedFace>(
    db,
    `SELECT ${askedColumns} FROM faces INDEXED BY faces_that_count JOIN photos ON photos.id = photo_id
     WHERE person_id = ? AND ignored = 0 AND is_false = 0 ORDER BY quality DESC, faces.id LIMIT ?`,
  )
    .all(personId, limit)
    .map(toAskedFace);
}

function toAskedFace({ x, y, width, height, ...face }: FlatAskedFace): AskedFace {
  const isKnown = x !== null && y !== null && width !== null && height !== null;
  return { ...face, box: isKnown ? { x, y, width, height } : null };
}
