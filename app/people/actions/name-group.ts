import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { choosePerson, type PersonChoice } from "../choose-person.ts";
import { confirmFaces, type ConfirmedFaces } from "../confirm-faces.ts";
import { knownFaces, knownGroups } from "../known.ts";
import { countOf } from "../summary-words.ts";

/**
 * Gives all faces of one or more unnamed groups to one person, new or known. They keep their group, in case they lose
 * the name again.
 * @throws NothingChosenError, UnknownGroupError, UnknownPersonError, EmptyNameError, NameTakenError.
 */
export function nameGroup(
  context: ActionContext,
  { groupIds, person }: { readonly groupIds: readonly number[]; readonly person: PersonChoice },
): PerformedAction & { readonly result: ConfirmedFaces } {
  const { db } = context;
  const summary = ({ changed, personName }: ConfirmedFaces) =>
    `named ${countOf(changed, "face")} ${personName}`;
  return act(context, { kind: "name-group", summary }, () => {
    const faces = knownFaces(db, [...knownGroups(db, groupIds).values()].flat());
    // A group that the user sees and names is the user's word, also where it meets another face of that person.
    return confirmFaces(db, faces, choosePerson(db, person), { allowTwice: true });
  });
}
