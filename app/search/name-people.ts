import { findPeople, type FoldedPerson } from "./find-people.ts";
import { parseQuery } from "./parse.ts";
import { printQuery } from "./print.ts";
import { mapPeople, type PersonReference } from "./query.ts";

/**
 * A search to be kept: in the one way of writing, and with people by their numbers, so that it goes on meaning the
 * same people whatever their names become. @throws SearchError when it cannot be understood, or names nobody.
 */
export function queryToKeep(text: string, people: readonly FoldedPerson[]): string {
  return printQuery(
    mapPeople(parseQuery(text), (reference): PersonReference => {
      const ids = findPeople(people, reference, text).map(({ id }) => id);
      return { by: "id", ids: ids.toSorted((a, b) => a - b), start: 0, end: 0 };
    }),
  );
}

/**
 * A kept search to be shown and edited: with names, wherever the name alone means the same people; elsewhere, and
 * for people who are gone, the number stays. @throws SearchError when it cannot be understood.
 */
export function queryToShow(kept: string, people: readonly FoldedPerson[]): string {
  return printQuery(mapPeople(parseQuery(kept), (reference) => shown(reference, people)));
}

function shown(reference: PersonReference, people: readonly FoldedPerson[]): PersonReference {
  if (reference.by === "name") return reference;
  const ids = new Set(reference.ids);
  const first = people.find(({ id }) => ids.has(id));
  if (first === undefined) return reference;
  const namesakes = people.filter(({ folded }) => folded === first.folded);
  const isSame = namesakes.length === ids.size && namesakes.every(({ id }) => ids.has(id));
  return isSame ? { by: "name", name: first.name, start: reference.start, end: reference.end } : reference;
}

/** A kept search after the person `from` became a part of the person `into`. @throws SearchError. */
export function queryAfterMerge(kept: string, from: number, into: number): string {
  return printQuery(
    mapPeople(parseQuery(kept), (reference) => {
      if (reference.by === "name" || !reference.ids.includes(from)) return reference;
      const ids = new Set(reference.ids.map((id) => (id === from ? into : id)));
      return { ...reference, ids: [...ids].sort((a, b) => a - b) };
    }),
  );
}
