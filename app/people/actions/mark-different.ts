import { addDifferentPeople } from "../../db/different-people.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { TooFewError } from "../errors.ts";
import { knownPeople } from "../known.ts";
import { listOf } from "../summary-words.ts";

/** People who are not the same. */
export interface DifferentPeople {
  readonly personIds: readonly number[];
  readonly names: readonly string[];
}

/**
 * Remembers that these people, each against each, are not the same, however alike they look.
 * @throws NothingChosenError, UnknownPersonError; TooFewError for fewer than two.
 */
export function markDifferent(
  context: ActionContext,
  { personIds }: { readonly personIds: readonly number[] },
): PerformedAction & { readonly result: DifferentPeople } {
  const { db } = context;
  const summary = ({ names }: DifferentPeople) => `said that ${listOf(names)} are different people`;
  return act(context, { kind: "mark-different", summary }, () => {
    const people = knownPeople(db, personIds);
    if (people.length < 2) throw new TooFewError("person");
    for (const [at, { id }] of people.entries()) {
      for (const other of people.slice(at + 1)) addDifferentPeople(db, id, other.id);
    }
    return { personIds: people.map(({ id }) => id), names: people.map(({ name }) => name) };
  });
}
