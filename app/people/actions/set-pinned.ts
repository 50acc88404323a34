import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { markPeople, type MarkedPeople } from "../mark-people.ts";
import { listOf } from "../summary-words.ts";

/**
 * Pins people, so that they come first, or unpins them.
 * @throws NothingChosenError, UnknownPersonError.
 */
export function setPinned(
  context: ActionContext,
  { personIds, isPinned }: { readonly personIds: readonly number[]; readonly isPinned: boolean },
): PerformedAction & { readonly result: MarkedPeople } {
  const summary = ({ names }: MarkedPeople) => `${isPinned ? "pinned" : "unpinned"} ${listOf(names)}`;
  return act(context, { kind: "set-pinned", summary }, () => markPeople(context.db, personIds, { isPinned }));
}
