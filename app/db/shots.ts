import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** What a photo says of the moment of its exposure, besides when and by which camera. Null = it does not say. */
export interface Shot {
  /** Milliseconds of its second, 0 to 999. */
  readonly fractionMs: number | null;
  /** The same for all frames of a burst, by the camera. */
  readonly burstId: string | null;
  /** The same for the still and the movie of a Live Photo. */
  readonly contentId: string | null;
}

/** Keeps what a photo says of its exposure, in place of what it said before. */
export function saveShot(db: Database, photoId: number, { fractionMs, burstId, contentId }: Shot): void {
  statement<[number, number | null, string | null, string | null]>(
    db,
    `INSERT INTO shots (photo_id, fraction_ms, burst_id, content_id) VALUES (?, ?, ?, ?)
     ON CONFLICT (photo_id) DO UPDATE SET fraction_ms = excluded.fraction_ms, burst_id = excluded.burst_id,
       content_id = excluded.content_id`,
  ).run(photoId, fractionMs, burstId, contentId);
}
