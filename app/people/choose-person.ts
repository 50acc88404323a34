import type { Database } from "../db/open.ts";
import { allPeople, createPerson, listPeople, type Person } from "../db/people.ts";
import { EmptyNameError, NameTakenError } from "./errors.ts";
import { knownPerson } from "./known.ts";

/** Somebody known by id, or somebody new by name. */
export type PersonChoice =
  | { readonly id: number }
  | {
      readonly name: string;
      /** There may be others of this name: it is somebody else. Default false. */
      readonly allowSameName?: boolean;
    };

/** The person meant, made when they are new. Throws UnknownPersonError, EmptyNameError, NameTakenError. */
export function choosePerson(db: Database, choice: PersonChoice): Person {
  if ("id" in choice) return knownPerson(db, choice.id);
  const name = tidyName(choice.name);
  if (choice.allowSameName !== true) refuseTakenName(db, name);
  return knownPerson(db, createPerson(db, name));
}

/** A name as it is kept: composed characters (NFC), single spaces, none around it. Throws EmptyNameError. */
export function tidyName(name: string): string {
  const tidy = tidied(name);
  if (tidy === "") throw new EmptyNameError();
  return tidy;
}

/** Those who are called so, regardless of capital letters, oldest first. */
export function peopleCalled(db: Database, name: string): Person[] {
  const wanted = comparableName(name);
  return allPeople(db).filter((person) => comparableName(person.name) === wanted);
}

/** Throws NameTakenError when somebody other than `exceptId` is called so. */
export function refuseTakenName(db: Database, name: string, exceptId: number | null = null): void {
  const taken = new Set(
    peopleCalled(db, name)
      .map(({ id }) => id)
      .filter((id) => id !== exceptId),
  );
  if (taken.size === 0) return;
  const namesakes = listPeople(db).filter(({ id }) => taken.has(id));
  throw new NameTakenError(
    name,
    namesakes.map(({ id, faces }) => ({ id, faces })),
  );
}

function tidied(name: string): string {
  return name.normalize("NFC").replace(/\s+/gu, " ").trim();
}

/** Names that are equal but for capital letters and spaces are equal in this form. */
export function comparableName(name: string): string {
  // Small letters may need combining marks where the capital ones did not.
  return tidied(name).toLowerCase().normalize("NFC");
}
