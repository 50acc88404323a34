import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/**
 * What the user says about faces among each other. 'together': all faces of side 0 are one person. 'apart': no face
 * of side 0 is the same person as a face of side 1.
 */
export interface Judgement {
  readonly id: number;
  readonly kind: "together" | "apart";
  /** Face ids, rising; side 1 is empty for 'together'. */
  readonly sides: readonly [readonly number[], readonly number[]];
}

interface JudgementRow {
  readonly id: number;
  readonly kind: Judgement["kind"];
  readonly faceId: number;
  readonly side: 0 | 1;
}

const rowColumns = "judgements.id, kind, face_id AS faceId, side";

/** Adds a judgement; returns its id, which no other judgement ever had. */
export function insertJudgement(db: Database, judgement: Omit<Judgement, "id">): number {
  const { lastInsertRowid } = statement<[string]>(db, "INSERT INTO judgements (kind) VALUES (?)").run(
    judgement.kind,
  );
  const add = statement<[number, number, number]>(
    db,
    "INSERT INTO judgement_faces (judgement_id, face_id, side) VALUES (?, ?, ?)",
  );
  const id = Number(lastInsertRowid);
  for (const side of [0, 1] as const) for (const faceId of judgement.sides[side]) add.run(id, faceId, side);
  return id;
}

/** Removes a judgement. */
export function deleteJudgement(db: Database, judgementId: number): void {
  statement<[number]>(db, "DELETE FROM judgements WHERE id = ?").run(judgementId);
}

/** The judgements that name any of these faces, whole, oldest first. */
export function judgementsOn(db: Database, faceIds: readonly number[]): Judgement[] {
  return whole(
    statement<[string], JudgementRow>(
      db,
      `SELECT ${rowColumns} FROM judgements JOIN judgement_faces ON judgement_id = judgements.id
       WHERE judgements.id IN (
         SELECT judgement_id FROM judgement_faces WHERE face_id IN (SELECT value FROM json_each(?)))
       ORDER BY judgements.id, face_id`,
    ).all(JSON.stringify(faceIds)),
  );
}

/** Every judgement, oldest first. */
export function allJudgements(db: Database): Judgement[] {
  return whole(
    statement<[], JudgementRow>(
      db,
      `SELECT ${rowColumns} FROM judgements JOIN judgement_faces ON judgement_id = judgements.id
       ORDER BY judgements.id, face_id`,
    ).all(),
  );
}

function whole(rows: readonly JudgementRow[]): Judgement[] {
  return [...Map.groupBy(rows, ({ id }) => id)].map(([id, faces]) => ({
    id,
    kind: faces[0]?.kind ?? "together",
    sides: [
      faces.filter(({ side }) => side === 0).map(({ faceId }) => faceId),
      faces.filter(({ side }) => side === 1).map(({ faceId }) => faceId),
    ],
  }));
}
