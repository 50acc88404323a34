import type { SearchablePerson } from "../db/search-people.ts";
import { SearchError } from "./errors.ts";
import { fold } from "./fold.ts";
import { nearNames } from "./near-names.ts";
import type { PersonReference } from "./query.ts";
import { writtenName } from "./vocabulary.ts";

/** A person with the name as it is compared. */
export interface FoldedPerson extends SearchablePerson {
  readonly folded: string;
}

/** Who is meant: one person, or several of the same name. */
export type FoundPeople = readonly [FoldedPerson, ...FoldedPerson[]];

/** The people of a library, ready to be found by name. */
export function foldPeople(people: readonly SearchablePerson[]): FoldedPerson[] {
  return people.map((person) => ({ ...person, folded: fold(person.name) }));
}

/**
 * Who is meant by a reference in the search `text`. A name is tried as the whole name, as its first words, as its
 * beginning, and as the beginning of any word in it; the first of these that anybody has decides. Everybody of that
 * name is meant, but the names must be the same.
 * @throws SearchError when there is nobody, or when people of different names could be meant.
 */
export function findPeople(
  people: readonly FoldedPerson[],
  reference: PersonReference,
  text: string,
): FoundPeople {
  if (reference.by === "id") return peopleById(people, reference, text);
  const name = fold(reference.name);
  for (const isMeant of waysToMean(name)) {
    const meant = people.filter(isMeant);
    const [first, ...others] = meant;
    if (first === undefined) continue;
    if (others.every(({ folded }) => folded === first.folded)) return [first, ...others];
    throw ambiguous(reference, meant, text);
  }
  const suggestions = nearNames(people, name);
  throw new SearchError(
    text,
    reference,
    `Nobody is called ${reference.name}.${didYouMean(suggestions)}`,
    suggestions.map(writtenName),
  );
}

function waysToMean(name: string): ((person: FoldedPerson) => boolean)[] {
  const firstWords = `${name} `;
  const laterWord = [` ${name}`, `-${name}`];
  return [
    ({ folded }) => folded === name,
    ({ folded }) => folded.startsWith(firstWords),
    ({ folded }) => folded.startsWith(name),
    ({ folded }) => laterWord.some((word) => folded.includes(word)),
  ];
}

function peopleById(
  people: readonly FoldedPerson[],
  reference: Extract<PersonReference, { by: "id" }>,
  text: string,
): FoundPeople {
  const ids = new Set(reference.ids);
  const [first, ...others] = people.filter(({ id }) => ids.has(id));
  if (first !== undefined) return [first, ...others];
  const which = reference.ids.join(" or ");
  throw new SearchError(text, reference, `There is no person with the number ${which} any more.`);
}

function ambiguous(
  reference: Extract<PersonReference, { by: "name" }>,
  meant: readonly FoldedPerson[],
  text: string,
): SearchError {
  const names = [...new Map(meant.map(({ folded, name }) => [folded, name])).values()].toSorted();
  const shown = names.slice(0, 3);
  const more = names.length - shown.length;
  const list = more > 0 ? `${shown.join(", ")} or ${more} more` : shown.join(" or ");
  return new SearchError(
    text,
    reference,
    `${reference.name} could be ${list}. Write more of the name.`,
    shown.map(writtenName),
  );
}

function didYouMean(names: readonly string[]): string {
  return names.length === 0 ? "" : ` Did you mean ${names.join(" or ")}?`;
}
