import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** Two people who are not the same; `personA` has the smaller id. */
export interface DifferentPeople {
  readonly personA: number;
  readonly personB: number;
}

/** Remembers that two people (in any order) are not the same; again does nothing. */
export function addDifferentPeople(db: Database, one: number, other: number): void {
  statement<[number, number]>(
    db,
    "INSERT INTO different_people (person_a, person_b) VALUES (?, ?) ON CONFLICT DO NOTHING",
  ).run(Math.min(one, other), Math.max(one, other));
}

/** Forgets that two people (in any order) are not the same. */
export function removeDifferentPeople(db: Database, one: number, other: number): void {
  statement<[number, number]>(db, "DELETE FROM different_people WHERE person_a = ? AND person_b = ?").run(
    Math.min(one, other),
    Math.max(one, other),
  );
}

/** The people who are not the same as this one, by id. */
export function peopleDifferentFrom(db: Database, personId: number): number[] {
  return statement<[number, number], { id: number }>(
    db,
    `SELECT person_b AS id FROM different_people WHERE person_a = ?
     UNION SELECT person_a FROM different_people WHERE person_b = ? ORDER BY id`,
  )
    .all(personId, personId)
    .map(({ id }) => id);
}

/** All such pairs. */
export function allDifferentPeople(db: Database): DifferentPeople[] {
  return statement<[], DifferentPeople>(
    db,
    "SELECT person_a AS personA, person_b AS personB FROM different_people ORDER BY person_a, person_b",
  ).all();
}
