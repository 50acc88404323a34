import type { SearchablePerson } from "../db/search-people.ts";
import { foldPeople } from "./find-people.ts";
import { queryToShow } from "./name-people.ts";
import { parseQuery } from "./parse.ts";
import { printQuery } from "./print.ts";
import { allOf, anyOf, type PersonReference, type Query } from "./query.ts";

/** How a person is added to a search. */
export const waysToCombine = ["and", "or", "not", "only"] as const;

export type WayToCombine = (typeof waysToCombine)[number];

/**
 * A search with one more person in it, in Familiar's writing; a search without a word becomes that person alone.
 * "only" gathers the people who are asked for already: "anna" and only Ben = "only(anna, ben)".
 * @throws SearchError when `text` cannot be understood.
 */
export function addPersonToSearch(
  text: string,
  { personId, way }: { readonly personId: number; readonly way: WayToCombine },
  people: readonly SearchablePerson[],
): string {
  const person: PersonReference = { by: "id", ids: [personId], start: 0, end: 0 };
  return queryToShow(printQuery(combine(parseQuery(text), person, way)), foldPeople(people));
}

function combine(query: Query, person: PersonReference, way: WayToCombine): Query {
  const added: Query = { kind: "person", person };
  const isEmpty = query.kind === "all";
  switch (way) {
    case "and":
      return isEmpty ? added : allOf([query, added]);
    case "or":
      return isEmpty ? added : anyOf([query, added]);
    case "not": {
      const without: Query = { kind: "not", part: added };
      return isEmpty ? without : allOf([query, without]);
    }
    case "only":
      return onlyThese(query, person);
  }
}

function onlyThese(query: Query, person: PersonReference): Query {
  const parts = query.kind === "and" ? query.parts : query.kind === "all" ? [] : [query];
  const people: PersonReference[] = [];
  const rest: Query[] = [];
  for (const part of parts) {
    if (part.kind === "person") people.push(part.person);
    else if (part.kind === "only") people.push(...part.people);
    else rest.push(part);
  }
  return allOf([{ kind: "only", people: [...people, person] }, ...rest]);
}
