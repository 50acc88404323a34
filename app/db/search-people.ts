import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** What a search needs to know of a person. */
export interface SearchablePerson {
  readonly id: number;
  readonly name: string;
  /** "2016-03-05"; null = not known. */
  readonly birthDate: string | null;
  readonly isHidden: boolean;
}

/** Everybody, in the order in which they were added. */
export function searchablePeople(db: Database): SearchablePerson[] {
  return statement<[], Omit<SearchablePerson, "isHidden"> & { isHidden: number }>(
    db,
    "SELECT id, name, birth_date AS birthDate, is_hidden AS isHidden FROM people ORDER BY id",
  )
    .all()
    .map(({ isHidden, ...person }) => ({ ...person, isHidden: isHidden === 1 }));
}

/** How many faces each person has, confirmed or assigned; people without a face are left out. */
export function faceCountsOfPeople(db: Database): Map<number, number> {
  const rows = statement<[], { personId: number; faces: number }>(
    db,
    `SELECT personId, sum(faces) AS faces FROM (
       SELECT person_id AS personId, count(*) AS faces FROM faces INDEXED BY faces_that_count
       WHERE person_id IS NOT NULL AND ignored = 0 AND is_false = 0 GROUP BY person_id
       UNION ALL
       SELECT person_id, count(*) FROM assignments WHERE level = 'assigned' GROUP BY person_id)
     GROUP BY personId`,
  ).all();
  return new Map(rows.map(({ personId, faces }) => [personId, faces]));
}
