import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** A photo that was found. */
export interface FoundPhoto {
  readonly id: number;
  /** A file that shows it and is there: the first by path, of a pair the picture before the raw file. */
  readonly path: string;
  /** Local time at the camera, "2026-11-23T20:31:55"; null = not known. */
  readonly takenAt: string | null;
  /** Who is in it, by name. */
  readonly people: readonly PersonInPhoto[];
}

/** Somebody who is in a photo. */
export interface PersonInPhoto {
  readonly id: number;
  readonly name: string;
}

/** These photos in this order, each once; those that are missing are left out. */
export function foundPhotos(db: Database, photoIds: readonly number[]): FoundPhoto[] {
  const wanted = JSON.stringify(photoIds);
  const rows = statement<[string], Omit<FoundPhoto, "people">>(
    db,
    `SELECT photos.id, coalesce(min(iif(raw_photo_id IS NULL, files.path, NULL)), min(files.path)) AS path, taken_at AS takenAt
     FROM json_each(?) AS wanted JOIN photos ON photos.id = wanted.value
       JOIN files ON files.photo_id = photos.id AND missing_since_ms IS NULL
     GROUP BY photos.id ORDER BY wanted.key`,
  ).all(wanted);
  const people = peopleInPhotos(db, wanted);
  return rows.map((row) => ({ ...row, people: people.get(row.id) ?? [] }));
}

/** Who is in which photo: by a confirmed or assigned face that counts, or without one. By name, then id. */
function peopleInPhotos(db: Database, wanted: string): Map<number, PersonInPhoto[]> {
  const rows = statement<[string, string], PersonInPhoto & { photoId: number }>(
    db,
    `SELECT photoId, people.id, name FROM (
       SELECT faces.photo_id AS photoId, coalesce(faces.person_id, assignments.person_id) AS personId
       FROM json_each(?) AS wanted JOIN faces ON faces.photo_id = wanted.value AND ignored = 0 AND is_false = 0
         LEFT JOIN assignments ON assignments.face_id = faces.id AND level = 'assigned'
       UNION
       SELECT photo_id, person_id FROM json_each(?) AS wanted JOIN appearances ON photo_id = wanted.value)
     JOIN people ON people.id = personId
     ORDER BY name, people.id`,
  ).all(wanted, wanted);
  const people = new Map<number, PersonInPhoto[]>();
  for (const { photoId, ...person } of rows) {
    const others = people.get(photoId);
    if (others === undefined) people.set(photoId, [person]);
    else others.push(person);
  }
  return people;
}
