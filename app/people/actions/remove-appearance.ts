import { appearancesOf, removeAppearance as forgetAppearance } from "../../db/appearances.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { NothingChosenError } from "../errors.ts";
import { knownPerson } from "../known.ts";
import { countOf } from "../summary-words.ts";
import type { AddedAppearances } from "./add-appearance.ts";

/**
 * Takes back that a person is in photos without a face to be seen. Photos that they are not in so stay as they are.
 * @throws NothingChosenError, UnknownPersonError.
 */
export function removeAppearance(
  context: ActionContext,
  { personId, photoIds }: { readonly personId: number; readonly photoIds: readonly number[] },
): PerformedAction & { readonly result: AddedAppearances } {
  const { db } = context;
  const summary = ({ personName, photoIds: removed }: AddedAppearances) =>
    `removed ${personName} from ${countOf(removed.length, "photo")} without a face`;
  return act(context, { kind: "remove-appearance", summary }, () => {
    if (photoIds.length === 0) throw new NothingChosenError("photo");
    const { name: personName } = knownPerson(db, personId);
    const removed = appearancesOf(db, personId).filter((id) => photoIds.includes(id));
    for (const photoId of removed) forgetAppearance(db, { personId, photoId });
    return { personId, personName, photoIds: removed };
  });
}
