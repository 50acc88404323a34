import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** A face that the user gave to a person. */
export interface ConfirmedFace {
  readonly faceId: number;
  readonly personId: number;
}

/** The confirmed faces, neither ignored nor false, that have a vector of both models: person by person, oldest first. */
export function confirmedWithVectors(db: Database, modelA: string, modelB: string): ConfirmedFace[] {
  return statement<[string, string], ConfirmedFace>(
    db,
    `SELECT id AS faceId, person_id AS personId FROM faces
     WHERE person_id IS NOT NULL AND ignored = 0 AND is_false = 0
       AND EXISTS (SELECT 1 FROM embeddings WHERE face_id = faces.id AND model = ?)
       AND EXISTS (SELECT 1 FROM embeddings WHERE face_id = faces.id AND model = ?)
     ORDER BY person_id, id`,
  ).all(modelA, modelB);
}
