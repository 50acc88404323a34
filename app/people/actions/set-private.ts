import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { markPeople, type MarkedPeople } from "../mark-people.ts";
import { listOf } from "../summary-words.ts";

/**
 * Makes people private, or no longer so: their names stay out of what is written for others.
 * @throws NothingChosenError, UnknownPersonError.
 */
export function setPrivate(
  context: ActionContext,
  { personIds, isPrivate }: { readonly personIds: readonly number[]; readonly isPrivate: boolean },
): PerformedAction & { readonly result: MarkedPeople } {
  const summary = ({ names }: MarkedPeople) =>
    `made ${listOf(names)} ${isPrivate ? "private" : "no longer private"}`;
  return act(context, { kind: "set-private", summary }, () =>
    markPeople(context.db, personIds, { isPrivate }),
  );
}
