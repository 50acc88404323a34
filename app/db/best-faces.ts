import { hasPresentFile } from "./files.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** The best face of each person who has any, of photos that are there: one that the user gave, else an assigned one. */
export function bestFacesOfPeople(db: Database): Map<number, number> {
  const rows = statement<[], { personId: number; faceId: number }>(
    db,
    `SELECT faces.person_id AS personId, faces.id AS faceId, max(quality) FROM faces
     WHERE faces.person_id IS NOT NULL AND ignored = 0 AND is_false = 0 AND ${hasPresentFile("faces.photo_id")}
     GROUP BY faces.person_id`,
  ).all();
  const best = new Map(rows.map(({ personId, faceId }) => [personId, faceId]));
  const assigned = statement<[string], { personId: number; faceId: number }>(
    db,
    `SELECT assignments.person_id AS personId, faces.id AS faceId, max(quality)
     FROM assignments JOIN faces ON faces.id = face_id
     WHERE assignments.person_id NOT IN (SELECT value FROM json_each(?)) AND level = 'assigned'
       AND faces.person_id IS NULL AND ignored = 0 AND is_false = 0 AND ${hasPresentFile("faces.photo_id")}
     GROUP BY assignments.person_id`,
  ).all(JSON.stringify([...best.keys()]));
  for (const { personId, faceId } of assigned) best.set(personId, faceId);
  return best;
}
