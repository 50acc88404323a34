import { printDays } from "./days.ts";
import type { PersonReference, Query } from "./query.ts";
import { writtenName, writtenValue } from "./vocabulary.ts";

/** The one way to write this query: `parseQuery` of it gives an equal query, but for the positions in the text. */
export function printQuery(query: Query): string {
  switch (query.kind) {
    case "all":
      return "";
    case "and":
      return query.parts
        .map((part) => (part.kind === "or" ? inParentheses(part) : printQuery(part)))
        .join(" & ");
    case "or":
      return query.parts.map(printQuery).join(" | ");
    case "not":
      return `-${isJoined(query.part) ? inParentheses(query.part) : printQuery(query.part)}`;
    case "person":
      return printPerson(query.person);
    case "only":
    case "with":
      return `${query.kind}(${query.people.map(printPerson).join(", ")})`;
    case "age":
      return `age(${printPerson(query.person)}) ${query.comparison} ${query.years}`;
    case "faces":
    case "people":
      return `${query.kind} ${query.comparison} ${query.number}`;
    case "taken":
      return printDays(query);
    case "folder":
    case "file":
    case "camera":
      return writtenValue(query.kind, query.text);
    case "unknown":
    case "no-people":
    case "videos":
      return query.kind;
    case "has":
      return `has:${query.fact}`;
  }
}

function printPerson(person: PersonReference): string {
  return person.by === "name" ? writtenName(person.name) : `person:${person.ids.join("+")}`;
}

function isJoined(query: Query): boolean {
  return query.kind === "and" || query.kind === "or";
}

function inParentheses(query: Query): string {
  return `(${printQuery(query)})`;
}
