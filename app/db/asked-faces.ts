import type { FaceBox } from "./faces.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** A face that a question shows, with where it is in its photo. */
export interface AskedFace {
  readonly id: number;
  readonly photoId: number;
  /** Local time at the camera, "2026-11-23T20:31:55". */
  readonly takenAt: string | null;
  /** In which moment of a video, in milliseconds; null in a photo. */
  readonly frameMs: number | null;
  /** In shares of the photo's width and height, 0 to 1; null = the photo's size is not known. */
  readonly box: FaceBox | null;
}

type FlatAskedFace = Omit<AskedFace, "box"> & {
  readonly [Side in keyof FaceBox]: number | null;
};

const askedColumns = `faces.id, photo_id AS photoId, taken_at AS takenAt, frame_ms AS frameMs, x / photos.width AS x, y / photos.height AS y,
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
