import type { Database } from "../db/open.ts";
import { updatePerson, type PersonFacts } from "../db/people.ts";
import { knownPeople } from "./known.ts";

/** People of whom something was said. */
export interface MarkedPeople {
  readonly personIds: readonly number[];
  readonly names: readonly string[];
}

/** Sets marks of people, and leaves their others. Throws NothingChosenError, UnknownPersonError. */
export function markPeople(
  db: Database,
  personIds: readonly number[],
  marks: Partial<Pick<PersonFacts, "isPinned" | "isHidden" | "isPrivate">>,
): MarkedPeople {
  const people = knownPeople(db, personIds);
  for (const person of people) updatePerson(db, { ...person, ...marks });
  return { personIds: people.map(({ id }) => id), names: people.map(({ name }) => name) };
}
