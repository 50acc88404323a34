import { randomBytes } from "node:crypto";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** By which a person is known in any library. */
export interface PersonIdentity {
  /** 32 hexadecimal digits where Familiar gave it. */
  readonly identity: string;
  readonly personId: number;
}

/** Gives a person an identity: one from elsewhere, or a new one. One that is somebody's already stays theirs. */
export function addIdentity(db: Database, personId: number, identity: string = newIdentity()): void {
  statement<[string, number]>(
    db,
    "INSERT INTO person_identities (identity, person_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
  ).run(identity, personId);
}

/** All identities, by person, then by identity. */
export function allIdentities(db: Database): PersonIdentity[] {
  return statement<[], PersonIdentity>(
    db,
    "SELECT identity, person_id AS personId FROM person_identities ORDER BY person_id, identity",
  ).all();
}

/** Gives the identities of one person to another. */
export function moveIdentities(db: Database, fromPersonId: number, toPersonId: number): void {
  statement<[number, number]>(db, "UPDATE person_identities SET person_id = ? WHERE person_id = ?").run(
    toPersonId,
    fromPersonId,
  );
}

/** Gives an identity to those who have none: people that a journal of an older Familiar told of. */
export function addMissingIdentities(db: Database): void {
  statement<[]>(
    db,
    `INSERT INTO person_identities (identity, person_id) SELECT lower(hex(randomblob(16))), id FROM people
     WHERE NOT EXISTS (SELECT 1 FROM person_identities WHERE person_id = people.id)`,
  ).run();
}

function newIdentity(): string {
  return randomBytes(16).toString("hex");
}
