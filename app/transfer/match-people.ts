import { allIdentities } from "../db/person-identities.ts";
import type { Database } from "../db/open.ts";
import { allPeople, type Person } from "../db/people.ts";
import { comparableName } from "../people/choose-person.ts";
import type { TransferPerson } from "./format.ts";

/** What to do with somebody who is called like somebody who is here. */
export type SameName = "merge" | "separate";

/** Whom the file means by a person. */
export type MatchedPerson =
  /** Somebody who is here: by their identity, by faces that both have, or because the user said so. */
  | { readonly kind: "here"; readonly personId: number; readonly isNews: boolean }
  /** Somebody who is not here. */
  | { readonly kind: "new" }
  /** Somebody is called so: the user has to say whether it is them. */
  | { readonly kind: "ask"; readonly namesakes: readonly Person[] };

/** What is known for telling who is who. */
export interface MatchPeople {
  /** By the identity in the file: to whom the faces belong here that the file gives to them, most first. */
  readonly byFaces: ReadonlyMap<string, number>;
  /** For everybody, or by their identity in the file; null = ask. */
  readonly sameName: (identity: string) => SameName | null;
}

/** Whom each person of the file means here, by their identity in the file. */
export function matchPeople(
  db: Database,
  people: readonly TransferPerson[],
  { byFaces, sameName }: MatchPeople,
): Map<string, MatchedPerson> {
  const byIdentity = new Map(allIdentities(db).map(({ identity, personId }) => [identity, personId]));
  const here = allPeople(db);
  const namesakesOf = Map.groupBy(here, ({ name }) => comparableName(name));
  const known = (person: TransferPerson) =>
    [person.id, ...(person.formerIds ?? [])].map((id) => byIdentity.get(id)).find((id) => id !== undefined);
  const taken = new Set(people.flatMap((person) => known(person) ?? []));
  return new Map(
    people.map((person): [string, MatchedPerson] => {
      const personId = known(person);
      if (personId !== undefined) return [person.id, { kind: "here", personId, isNews: false }];
      // Somebody whom the file knows by another person's identity is not this one too.
      const likely = byFaces.get(person.id);
      if (likely !== undefined && !taken.has(likely))
        return [person.id, { kind: "here", personId: likely, isNews: true }];
      const namesakes = (namesakesOf.get(comparableName(person.name)) ?? []).filter(
        ({ id }) => !taken.has(id),
      );
      const [first] = namesakes;
      if (first === undefined) return [person.id, { kind: "new" }];
      const said = sameName(person.id);
      if (said === null) return [person.id, { kind: "ask", namesakes }];
      if (said === "separate") return [person.id, { kind: "new" }];
      taken.add(first.id);
      return [person.id, { kind: "here", personId: first.id, isNews: true }];
    }),
  );
}
