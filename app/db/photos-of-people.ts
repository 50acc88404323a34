import { hasPresentFile } from "./files.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** The photos there in which the user named these people, also without a face to be seen, oldest first. */
export function photosOfPeople(db: Database, personIds: readonly number[]): number[] {
  const ids = JSON.stringify(personIds);
  return statement<[string, string], { photoId: number }>(
    db,
    `SELECT photo_id AS photoId FROM (
       SELECT photo_id FROM faces WHERE person_id IN (SELECT value FROM json_each(?)) AND ignored = 0 AND is_false = 0
       UNION SELECT photo_id FROM appearances WHERE person_id IN (SELECT value FROM json_each(?)))
     WHERE ${hasPresentFile("photo_id")} ORDER BY photo_id`,
  )
    .all(ids, ids)
    .map(({ photoId }) => photoId);
}
