import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { markPeople, type MarkedPeople } from "../mark-people.ts";
import { listOf } from "../summary-words.ts";

/**
 * Hides people from the list of people, or shows them again. They keep their faces.
 * @throws NothingChosenError, UnknownPersonError.
 */
export function setHidden(
  context: ActionContext,
  { personIds, isHidden }: { readonly personIds: readonly number[]; readonly isHidden: boolean },
): PerformedAction & { readonly result: MarkedPeople } {
  const summary = ({ names }: MarkedPeople) =>
    isHidden ? `hid ${listOf(names)}` : `stopped hiding ${listOf(names)}`;
  return act(context, { kind: "set-hidden", summary }, () => markPeople(context.db, personIds, { isHidden }));
}
