import { fromFloat32Blob, toFloat32Blob } from "./float32-blob.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** A look of a person as it was made from their faces. */
export interface KeptLook {
  /** Of length 1. */
  readonly vector: Float32Array;
  /** Faces that define it, at least one. */
  readonly faces: number;
  /** The sum of their qualities, above 0. */
  readonly weight: number;
  /** Local time at the camera as milliseconds since 1970, as if it were UTC; null = unknown. */
  readonly firstTakenAtMs: number | null;
  readonly lastTakenAtMs: number | null;
}

/** The looks of one person, in order, and what they were made from. */
export interface KeptLooks {
  readonly revision: string;
  readonly looks: readonly KeptLook[];
}

type FlatLook = Omit<KeptLook, "vector"> & {
  readonly personId: number;
  readonly revision: string;
  readonly vector: Uint8Array;
};

/** All that is kept for this model, by person: 20 MB for 10,000 looks, read in some 50 ms. */
export function readKeptLooks(db: Database, model: string): Map<number, KeptLooks> {
  const rows = statement<[string], FlatLook>(
    db,
    `SELECT person_id AS personId, revision, vector, faces, weight, first_taken_at_ms AS firstTakenAtMs,
       last_taken_at_ms AS lastTakenAtMs
     FROM kept_looks WHERE model = ? ORDER BY person_id, number`,
  ).all(model);
  const byPerson = new Map<number, { readonly revision: string; readonly looks: KeptLook[] }>();
  for (const { personId, revision, vector, ...look } of rows) {
    const kept = byPerson.get(personId) ?? { revision, looks: [] };
    byPerson.set(personId, kept);
    kept.looks.push({ ...look, vector: fromFloat32Blob(vector) });
  }
  return byPerson;
}

/** Keeps the looks of a person in place of earlier ones of the same model. A person who is gone by now does no harm. */
export function keepLooks(
  db: Database,
  personId: number,
  model: string,
  { revision, looks }: KeptLooks,
): void {
  statement<[number, string]>(db, "DELETE FROM kept_looks WHERE person_id = ? AND model = ?").run(
    personId,
    model,
  );
  const insert = statement<Omit<FlatLook, "personId"> & { personId: number; model: string; number: number }>(
    db,
    `INSERT INTO kept_looks
       (person_id, model, number, revision, vector, faces, weight, first_taken_at_ms, last_taken_at_ms)
     SELECT id, @model, @number, @revision, @vector, @faces, @weight, @firstTakenAtMs, @lastTakenAtMs
     FROM people WHERE id = @personId`,
  );
  for (const [number, { vector, faces, weight, firstTakenAtMs, lastTakenAtMs }] of looks.entries()) {
    const numbers = { faces, weight, firstTakenAtMs, lastTakenAtMs };
    insert.run({ personId, model, number, revision, vector: toFloat32Blob(vector), ...numbers });
  }
}
