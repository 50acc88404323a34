import type { FaceBox } from "./faces.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

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
  /** In which moment of a video, in milliseconds; null in a photo. */
  readonly frameMs: number | null;
  /** Local time at the camera, "2026-11-23T20:31:55". */
  readonly takenAt: string | null;
}

type FlatShownFace = Omit<ShownFace, "box"> & FaceBox;

/** These faces, those that there are, in the order asked for. */
export function shownFaces(db: Database, faceIds: readonly number[]): ShownFace[] {
  const rows = statement<[string], FlatShownFace>(
    db,
    `SELECT faces.id, faces.photo_id AS photoId, x, y, faces.width, faces.height, quality,
       content_hash AS contentHash, photos.width AS photoWidth, photos.height AS photoHeight,
       frame_ms AS frameMs, taken_at AS takenAt,
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
