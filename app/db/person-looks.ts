import { fromFloat32Blob, toFloat32Blob } from "./float32-blob.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** A look of a person without a photo: brought along from another library, or seen by the camera. */
export interface PersonLook {
  readonly personId: number;
  /** Of which the vector is. */
  readonly model: string;
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

type FlatLook = Omit<PersonLook, "vector"> & { readonly vector: Uint8Array };

/** All looks without a photo, by person, oldest first. */
export function allLooks(db: Database): PersonLook[] {
  return statement<[], FlatLook>(
    db,
    `SELECT person_id AS personId, model, vector, faces, weight, first_taken_at_ms AS firstTakenAtMs,
       last_taken_at_ms AS lastTakenAtMs
     FROM person_looks ORDER BY person_id, id`,
  )
    .all()
    .map(toLook);
}

/** The looks of one person that have a vector of this model. */
export function looksOfPerson(db: Database, personId: number, model: string): PersonLook[] {
  return statement<[number, string], FlatLook>(
    db,
    `SELECT person_id AS personId, model, vector, faces, weight, first_taken_at_ms AS firstTakenAtMs,
       last_taken_at_ms AS lastTakenAtMs
     FROM person_looks WHERE person_id = ? AND model = ? ORDER BY id`,
  )
    .all(personId, model)
    .map(toLook);
}

/** How many looks without a photo a person has, of all models. */
export function countLooks(db: Database, personId: number): number {
  const row = statement<[number], { readonly looks: number }>(
    db,
    "SELECT count(*) AS looks FROM person_looks WHERE person_id = ?",
  ).get(personId);
  return row?.looks ?? 0;
}

/** Takes a person's looks without a photo away. */
export function deleteLooks(db: Database, personId: number): void {
  statement<[number]>(db, "DELETE FROM person_looks WHERE person_id = ?").run(personId);
}

/** Keeps a look. */
export function insertLook(db: Database, look: PersonLook): void {
  statement<FlatLook>(
    db,
    `INSERT INTO person_looks (person_id, model, vector, faces, weight, first_taken_at_ms, last_taken_at_ms)
     VALUES (@personId, @model, @vector, @faces, @weight, @firstTakenAtMs, @lastTakenAtMs)`,
  ).run({ ...look, vector: toFloat32Blob(look.vector) });
}

/** Gives the looks of one person to another. They are written anew: a row goes when its person goes, also in a redo. */
export function moveLooks(db: Database, fromPersonId: number, toPersonId: number): void {
  statement<[number, number]>(
    db,
    `INSERT INTO person_looks (person_id, model, vector, faces, weight, first_taken_at_ms, last_taken_at_ms)
     SELECT ?, model, vector, faces, weight, first_taken_at_ms, last_taken_at_ms FROM person_looks
     WHERE person_id = ? ORDER BY id`,
  ).run(toPersonId, fromPersonId);
  statement<[number]>(db, "DELETE FROM person_looks WHERE person_id = ?").run(fromPersonId);
}

function toLook(row: FlatLook): PersonLook {
  return { ...row, vector: fromFloat32Blob(row.vector) };
}
