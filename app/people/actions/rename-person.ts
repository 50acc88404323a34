import { updatePerson } from "../../db/people.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { refuseTakenName, tidyName } from "../choose-person.ts";
import { knownPerson } from "../known.ts";

/** Whom to rename. */
export interface RenamePerson {
  readonly personId: number;
  readonly name: string;
  /** There may be others of this name: it is somebody else. Default false. */
  readonly allowSameName?: boolean;
}

/** A person with a new name. */
export interface RenamedPerson {
  readonly personId: number;
  readonly before: string;
  readonly after: string;
}

/**
 * Gives a person another name.
 * @throws UnknownPersonError, EmptyNameError; NameTakenError unless `allowSameName`.
 */
export function renamePerson(
  context: ActionContext,
  { personId, name, allowSameName = false }: RenamePerson,
): PerformedAction & { readonly result: RenamedPerson } {
  const { db } = context;
  const summary = ({ before, after }: RenamedPerson) => `renamed ${before} to ${after}`;
  return act(context, { kind: "rename-person", summary }, () => {
    const person = knownPerson(db, personId);
    const after = tidyName(name);
    if (!allowSameName) refuseTakenName(db, after, personId);
    updatePerson(db, { ...person, name: after });
    return { personId, before: person.name, after };
  });
}
