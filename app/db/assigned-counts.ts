import { hasPresentFile } from "./files.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** What the machine says of a person; faces of missing photos do not count. */
export interface AssignedCounts {
  /** Faces that count as theirs, and that the user has not spoken about. */
  readonly assigned: number;
  /** Faces that wait for the user. */
  readonly suggested: number;
}

/** By person; people to whom the machine gives nothing are left out. */
export function assignedCounts(db: Database): Map<number, AssignedCounts> {
  const rows = statement<[], AssignedCounts & { personId: number }>(
    db,
    `SELECT assignments.person_id AS personId, sum(level = 'assigned') AS assigned, sum(level = 'suggested') AS suggested
     FROM assignments JOIN faces ON faces.id = face_id
     WHERE faces.person_id IS NULL AND ignored = 0 AND is_false = 0 AND ${hasPresentFile("faces.photo_id")}
     GROUP BY assignments.person_id`,
  ).all();
  return new Map(rows.map(({ personId, assigned, suggested }) => [personId, { assigned, suggested }]));
}
