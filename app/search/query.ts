import type { Span } from "./errors.ts";

/** How a search names a person: "anna", or "person:12" (person:12+15 = any of these). */
export type PersonReference = Span &
  (
    | { readonly by: "name"; readonly name: string }
    // The id of at least one person.
    | { readonly by: "id"; readonly ids: readonly number[] }
  );

/** How two numbers compare. */
export type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=";

/**
 * What a search asks for. `Person` is how people are given: as they were typed, or as found in a library. In the
 * normal form, which `parse` gives, "and" and "or" hold at least two parts, none of their own kind.
 */
export type Query<Person = PersonReference> =
  /** Every photo: a search without a word. Stands alone only. */
  | { readonly kind: "all" }
  | { readonly kind: "and"; readonly parts: readonly Query<Person>[] }
  | { readonly kind: "or"; readonly parts: readonly Query<Person>[] }
  | { readonly kind: "not"; readonly part: Query<Person> }
  | { readonly kind: "person"; readonly person: Person }
  /** All of these people, and nobody else: no other person, no other face that counts. */
  | { readonly kind: "only"; readonly people: readonly Person[] }
  /** All of these people, and at least one other person with a name. */
  | { readonly kind: "with"; readonly people: readonly Person[] }
  /** Photos that show the person at an age in full years. */
  | {
      readonly kind: "age";
      readonly person: Person;
      readonly comparison: Comparison;
      readonly years: number;
    }
  /** How many faces count in the photo (not ignored, not false), or how many people with a name are in it. */
  | { readonly kind: "faces" | "people"; readonly comparison: Comparison; readonly number: number }
  /** Taken from the day `from` to the day `to`, both included: "2019-05-03"; null = no bound. Not both null. */
  | { readonly kind: "taken"; readonly from: string | null; readonly to: string | null }
  | { readonly kind: TextField; readonly text: string }
  | { readonly kind: "unknown" | "no-people" | "videos" }
  | { readonly kind: "has"; readonly fact: Fact };

/** The fields that are compared with a text. */
export const textFields = ["folder", "file", "camera"] as const;
export type TextField = (typeof textFields)[number];

/** What has:... can ask for. */
export const facts = ["date", "gps"] as const;
export type Fact = (typeof facts)[number];

/** All of these, in normal form. There must be at least one. */
export function allOf<Person>(parts: readonly Query<Person>[]): Query<Person> {
  return joined("and", parts);
}

/** Any of these, in normal form. There must be at least one. */
export function anyOf<Person>(parts: readonly Query<Person>[]): Query<Person> {
  return joined("or", parts);
}

function joined<Person>(kind: "and" | "or", parts: readonly Query<Person>[]): Query<Person> {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  const [only] = flat;
  if (only === undefined) throw new RangeError(`There is no part for "${kind}".`);
  return flat.length === 1 ? only : { kind, parts: flat };
}

/** The same query with every person given in another way. */
export function mapPeople<From, To>(query: Query<From>, change: (person: From) => To): Query<To> {
  switch (query.kind) {
    case "and":
    case "or":
      return { kind: query.kind, parts: query.parts.map((part) => mapPeople(part, change)) };
    case "not":
      return { kind: "not", part: mapPeople(query.part, change) };
    case "person":
      return { kind: "person", person: change(query.person) };
    case "only":
    case "with":
      return { kind: query.kind, people: query.people.map(change) };
    case "age":
      return { ...query, person: change(query.person) };
    case "all":
    case "faces":
    case "people":
    case "taken":
    case "folder":
    case "file":
    case "camera":
    case "unknown":
    case "no-people":
    case "videos":
    case "has":
      return query;
  }
}
