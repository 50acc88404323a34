import { hasPresentFile } from "./files.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** A photo that may be a frame of a burst. */
export interface Frame {
  readonly photoId: number;
  /** A file that shows it, absolute. */
  readonly path: string;
  /** Local time at the camera, "2026-11-23T20:31:55"; null = not known. */
  readonly takenAt: string | null;
  /** Milliseconds of that second. */
  readonly fractionMs: number | null;
  /** Make and model; null = the file names no camera. */
  readonly camera: string | null;
  /** The camera's own name for the burst. */
  readonly burstId: string | null;
  /** How well its faces are to be seen: the sum of their qualities. */
  readonly faceQuality: number;
}

/** Frames of one burst, in the order in which they were taken; at least two. */
export interface Burst {
  readonly photoIds: readonly number[];
  /** The frame to show. */
  readonly bestPhotoId: number;
}

/** A photo in a stack. */
export interface StackMember {
  readonly photoId: number;
  /** Stacks of the user have negative numbers, bursts positive ones. */
  readonly stack: number;
  /** 0 = the user's cover, 1 = the one to show otherwise, 2 = any other. */
  readonly rank: number;
}

const rank = `iif(photo_id IN (SELECT photo_id FROM stack_covers), 0, iif(is_best, 1, 2)) AS rank`;

/** Every photo that is in a stack, also missing ones. */
export function allStackMembers(db: Database): StackMember[] {
  return statement<[], StackMember>(
    db,
    `SELECT photo_id AS photoId, stack, ${rank} FROM stack_members ORDER BY stack, photo_id`,
  ).all();
}

/** The stack that a photo is in with others that are there or not, in the order in which they were taken; else none. */
export function stackOf(db: Database, photoId: number): StackMember[] {
  return statement<[number], StackMember>(
    db,
    `SELECT photo_id AS photoId, stack, ${rank} FROM stack_members JOIN photos ON photos.id = photo_id
       LEFT JOIN shots USING (photo_id)
     WHERE stack = (SELECT stack FROM stack_members WHERE photo_id = ?)
     ORDER BY taken_at IS NULL, taken_at, fraction_ms, photo_id`,
  ).all(photoId);
}

/** A frame of a stack that is there. */
export interface StackFrame {
  readonly photoId: number;
  /** A file that shows it. */
  readonly path: string;
  readonly rank: number;
  readonly stack: number;
}

/** The same of which a file is there, with that file. */
export function presentStackOf(db: Database, photoId: number): StackFrame[] {
  const path = statement<[number], string>(
    db,
    `SELECT path FROM files WHERE photo_id = ? AND missing_since_ms IS NULL
     ORDER BY raw_photo_id IS NOT NULL, path LIMIT 1`,
  ).pluck();
  return stackOf(db, photoId).flatMap((member) => {
    const file = path.get(member.photoId);
    return file === undefined ? [] : [{ ...member, path: file }];
  });
}

/** Photos that are there and may be frames of a burst; not raw files that the user parted from their pictures. */
export function framesToStack(db: Database): Frame[] {
  return statement<[], Frame>(
    db,
    `SELECT photos.id AS photoId, coalesce(min(iif(raw_photo_id IS NULL, path, NULL)), min(path)) AS path,
       taken_at AS takenAt, fraction_ms AS fractionMs,
       nullif(coalesce(camera_make, '') || ' ' || coalesce(camera_model, ''), ' ') AS camera,
       burst_id AS burstId, 0 AS faceQuality
     FROM photos JOIN files ON files.photo_id = photos.id AND missing_since_ms IS NULL
       LEFT JOIN shots ON shots.photo_id = photos.id
     WHERE photos.id NOT IN (SELECT raw_photo_id FROM parted_pairs)
     GROUP BY photos.id`,
  ).all();
}

/** The sum of the qualities of the faces that count, of these photos. */
export function faceQualities(db: Database, photoIds: readonly number[]): Map<number, number> {
  const rows = statement<[string], { photoId: number; quality: number }>(
    db,
    `SELECT photo_id AS photoId, sum(quality) AS quality FROM json_each(?) AS wanted
       JOIN faces ON faces.photo_id = wanted.value AND ignored = 0 AND is_false = 0 GROUP BY photo_id`,
  ).all(JSON.stringify(photoIds));
  return new Map(rows.map(({ photoId, quality }) => [photoId, quality]));
}

interface BurstRow {
  readonly photoId: number;
  readonly firstPhotoId: number;
  readonly isBest: number;
}

/** Keeps these bursts in place of those before; writes only what differs. Returns how many rows it wrote. */
export function saveBursts(db: Database, bursts: readonly Burst[]): number {
  const wanted = new Map(
    bursts.flatMap(({ photoIds, bestPhotoId }) =>
      photoIds.map((photoId): [number, BurstRow] => [
        photoId,
        { photoId, firstPhotoId: photoIds[0] ?? photoId, isBest: photoId === bestPhotoId ? 1 : 0 },
      ]),
    ),
  );
  const known = statement<[], BurstRow>(
    db,
    "SELECT photo_id AS photoId, first_photo_id AS firstPhotoId, is_best AS isBest FROM burst_photos",
  ).all();
  const remove = statement<[number]>(db, "DELETE FROM burst_photos WHERE photo_id = ?");
  const save = statement<BurstRow>(
    db,
    `INSERT INTO burst_photos (photo_id, first_photo_id, is_best) VALUES (@photoId, @firstPhotoId, @isBest)
     ON CONFLICT (photo_id) DO UPDATE SET first_photo_id = excluded.first_photo_id, is_best = excluded.is_best`,
  );
  let written = 0;
  for (const row of known) {
    const now = wanted.get(row.photoId);
    if (now?.firstPhotoId === row.firstPhotoId && now.isBest === row.isBest) wanted.delete(row.photoId);
    else if (now === undefined) written += remove.run(row.photoId).changes;
  }
  for (const row of wanted.values()) written += save.run(row).changes;
  return written;
}

/** How many stacks there are with at least two photos that are there. */
export function countStacks(db: Database): number {
  return (
    statement<[], number>(
      db,
      `SELECT count(*) FROM (SELECT stack FROM stack_members WHERE ${hasPresentFile("photo_id")}
       GROUP BY stack HAVING count(*) > 1)`,
    )
      .pluck()
      .get() ?? 0
  );
}

/** Puts photos into a stack of the user, out of whichever they were in. */
export function putIntoStack(db: Database, photoIds: readonly number[], firstPhotoId: number): void {
  const put = statement<[number, number]>(
    db,
    `INSERT INTO stacked_photos (photo_id, first_photo_id) VALUES (?, ?)
     ON CONFLICT (photo_id) DO UPDATE SET first_photo_id = excluded.first_photo_id`,
  );
  for (const photoId of photoIds) put.run(photoId, firstPhotoId);
}

/** Takes photos out of stacks of the user. */
export function takeOutOfStack(db: Database, photoIds: readonly number[]): void {
  const take = statement<[number]>(db, "DELETE FROM stacked_photos WHERE photo_id = ?");
  for (const photoId of photoIds) take.run(photoId);
}

/** Says that photos are no frames of a burst; of others it says nothing. */
export function keepOutOfBursts(db: Database, photoIds: readonly number[]): void {
  const keep = statement<[number, number]>(
    db,
    `INSERT INTO unstacked_photos (photo_id) SELECT ? WHERE EXISTS (SELECT 1 FROM burst_photos WHERE photo_id = ?)
     ON CONFLICT DO NOTHING`,
  );
  for (const photoId of photoIds) keep.run(photoId, photoId);
}

/** Photos are no covers of stacks any more. */
export function clearStackCovers(db: Database, photoIds: readonly number[]): void {
  const clear = statement<[number]>(db, "DELETE FROM stack_covers WHERE photo_id = ?");
  for (const photoId of photoIds) clear.run(photoId);
}

/** Makes a photo the cover of its stack; the others must have been cleared. */
export function addStackCover(db: Database, photoId: number): void {
  statement<[number]>(db, "INSERT INTO stack_covers (photo_id) VALUES (?) ON CONFLICT DO NOTHING").run(
    photoId,
  );
}

/** How often stacks changed; as `readRevisions`. */
export function readStackRevision(db: Database): number {
  return statement<[], number>(db, "SELECT number FROM stack_revision").pluck().get() ?? 0;
}

/** What the user said of stacks. */
export interface SaidOfStacks {
  /** The first photo of the stack by hand that a photo is in. */
  readonly firstOf: ReadonlyMap<number, number>;
  /** No frames of a burst. */
  readonly unstacked: ReadonlySet<number>;
  readonly covers: ReadonlySet<number>;
}

/** All that the user said of stacks. */
export function saidOfStacks(db: Database): SaidOfStacks {
  const stacked = statement<[], { photoId: number; firstPhotoId: number }>(
    db,
    "SELECT photo_id AS photoId, first_photo_id AS firstPhotoId FROM stacked_photos",
  ).all();
  const ids = (sql: string) => new Set(statement<[], number>(db, sql).pluck().all());
  return {
    firstOf: new Map(stacked.map(({ photoId, firstPhotoId }) => [photoId, firstPhotoId])),
    unstacked: ids("SELECT photo_id FROM unstacked_photos"),
    covers: ids("SELECT photo_id FROM stack_covers"),
  };
}

/** Says that a photo is no frame of a burst, also of one that no scan has found yet. */
export function addUnstacked(db: Database, photoId: number): void {
  statement<[number]>(db, "INSERT INTO unstacked_photos (photo_id) VALUES (?) ON CONFLICT DO NOTHING").run(
    photoId,
  );
}
