import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** What the catalogue holds of the user's names. */
export interface NamedCounts {
  readonly people: number;
  /** Faces that the user gave to a person. */
  readonly namedFaces: number;
  /** Those of them that are known from the journal and not found again in a photo yet. */
  readonly waitingFaces: number;
}

/** Counts people and named faces, also of photos that are missing. */
export function countNames(db: Database): NamedCounts {
  const row = statement<[], NamedCounts>(
    db,
    `SELECT (SELECT count(*) FROM people) AS people, count(*) AS namedFaces,
       coalesce(sum(origin = 'recorded'), 0) AS waitingFaces
     FROM faces WHERE person_id IS NOT NULL`,
  ).get();
  return row ?? { people: 0, namedFaces: 0, waitingFaces: 0 };
}
