import { SearchError } from "../search/errors.ts";
import { parseQuery } from "../search/parse.ts";
import { printQuery } from "../search/print.ts";
import { mapPeople } from "../search/query.ts";
import type { TransferAlbum } from "./format.ts";

/** What fills an album, as a file tells it: people are numbers of places in a list, from 1. */
export type CarriedQuery = Pick<TransferAlbum, "query" | "people">;

/** The greatest number that a search can name; no person has it: it stands for somebody who is gone. */
const nobody = 999_999_999;

/** A kept search for the file. One that a newer Familiar wrote, and that this one cannot understand, is carried as it is. */
export function queryForFile(
  query: string,
  identityOf: (personId: number) => string | undefined,
): CarriedQuery {
  const people: (string | null)[] = [];
  const placeOf = (identity: string | null): number => {
    const known = identity === null ? -1 : people.indexOf(identity);
    return known === -1 ? people.push(identity) : known + 1;
  };
  const carried = rewrite(query, (ids) => {
    const identities = [...new Set(ids.map((id) => identityOf(id) ?? null))];
    return identities.sort((a, b) => ((a ?? "") < (b ?? "") ? -1 : 1)).map(placeOf);
  });
  return { query: carried, ...(people.length > 0 && { people }) };
}

/** The search with the people of this catalogue. */
export function queryFromFile(
  { query = "", people = [] }: CarriedQuery,
  personOf: (identity: string) => number | undefined,
): string {
  return rewrite(query, (places) => {
    const ids = places.map((place) => {
      const identity = people[place - 1];
      return (identity == null ? undefined : personOf(identity)) ?? nobody;
    });
    return ids.sort((a, b) => a - b);
  });
}

/** Do two kept searches ask for the same? People who are gone are all nobody. */
export function isSameQuery(one: string, other: string, isPerson: (personId: number) => boolean): boolean {
  const known = (ids: readonly number[]) =>
    ids.map((id) => (isPerson(id) ? id : nobody)).sort((a, b) => a - b);
  return rewrite(one, known) === rewrite(other, known);
}

function rewrite(query: string, change: (ids: readonly number[]) => number[]): string {
  try {
    return printQuery(
      mapPeople(parseQuery(query), (reference) =>
        reference.by === "name" ? reference : { ...reference, ids: [...new Set(change(reference.ids))] },
      ),
    );
  } catch (error) {
    if (error instanceof SearchError) return query;
    throw error;
  }
}
