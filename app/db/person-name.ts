import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** The name of the person with this id, undefined when there is nobody. */
export function personName(db: Database, personId: number): string | undefined {
  return statement<[number], { name: string }>(db, "SELECT name FROM people WHERE id = ?").get(personId)
    ?.name;
}

/** Adds a person with an id that was theirs before. */
export function insertPersonWithId(db: Database, personId: number, name: string): void {
  statement<[number, string]>(db, "INSERT INTO people (id, name) VALUES (?, ?)").run(personId, name);
}
