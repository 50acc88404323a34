import type { NameChoice, NamedTarget } from "./import-plan.ts";

/** A person of the library. */
export interface KnownPerson {
  readonly id: number;
  readonly name: string;
}

/** A name as files have it, and who is meant. */
interface NameTarget {
  readonly key: string;
  readonly name: string;
  readonly target: NamedTarget;
}

/** What stands for a name: composed letters, single spaces, without regard to case. */
export function nameKey(name: string): string {
  return tidyName(name).toLowerCase().normalize("NFC");
}

/**
 * Finds out who is meant by names: the user's choice goes before what an earlier import made of the name, and that
 * before the one person of the library who is called so. Equal names are one person, written as `spellings` says by key.
 * `used` = all that were asked for.
 */
export function createTargets(
  known: { readonly people: readonly KnownPerson[]; readonly importedPeople: ReadonlyMap<string, number> },
  choices: ReadonlyMap<string, NameChoice>,
  spellings: ReadonlyMap<string, string>,
): { readonly of: (name: string) => NameTarget; readonly used: () => NameTarget[] } {
  const byId = new Map(known.people.map((person) => [person.id, person]));
  const byKey = Map.groupBy(known.people, ({ name }) => nameKey(name));
  const found = new Map<string, NameTarget>();
  const existing = (personId: number): NamedTarget | undefined => {
    const person = byId.get(personId);
    return person && { kind: "existing", personId, name: person.name };
  };
  const resolve = (key: string, name: string): NamedTarget => {
    const choice = choices.get(key);
    if (choice === "leave-out") return { kind: "left-out" };
    if (choice === "new") return { kind: "new", name };
    const chosen = choice?.personId ?? known.importedPeople.get(key);
    const remembered = chosen === undefined ? undefined : existing(chosen);
    if (remembered !== undefined) return remembered;
    const namesakes = byKey.get(key) ?? [];
    const [only, ...more] = namesakes;
    if (only === undefined) return { kind: "new", name };
    if (more.length === 0) return { kind: "existing", personId: only.id, name: only.name };
    return { kind: "several-people", personIds: namesakes.map(({ id }) => id) };
  };
  return {
    of(name) {
      const key = nameKey(name);
      const there = found.get(key);
      if (there !== undefined) return there;
      const tidy = spellings.get(key) ?? tidyName(name);
      const target = { key, name: tidy, target: resolve(key, tidy) };
      found.set(key, target);
      return target;
    },
    used: () => [...found.values()],
  };
}

/** A name in composed letters, with single spaces. */
export function tidyName(name: string): string {
  return name.normalize("NFC").replace(/\s+/gu, " ").trim();
}
