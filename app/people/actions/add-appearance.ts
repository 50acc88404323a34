import { addAppearance as keepAppearance } from "../../db/appearances.ts";
import { confirmedFacesInPhotos } from "../../db/decided-faces.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { choosePerson, type PersonChoice } from "../choose-person.ts";
import { NothingChosenError } from "../errors.ts";
import { knownPhoto } from "../known.ts";
import { countOf } from "../summary-words.ts";

/** Photos that a person is in without a face to be seen. */
export interface AddedAppearances {
  readonly personId: number;
  readonly personName: string;
  readonly photoIds: readonly number[];
}

/**
 * Remembers that a person, new or known, is in photos without a face to be seen: from behind, far away, in the dark.
 * Photos in which the user gave them a face are left out.
 * @throws NothingChosenError, UnknownPhotoError, UnknownPersonError, EmptyNameError, NameTakenError.
 */
export function addAppearance(
  context: ActionContext,
  { person, photoIds }: { readonly person: PersonChoice; readonly photoIds: readonly number[] },
): PerformedAction & { readonly result: AddedAppearances } {
  const { db } = context;
  const summary = ({ personName, photoIds: added }: AddedAppearances) =>
    `added ${personName} to ${countOf(added.length, "photo")} without a face`;
  return act(context, { kind: "add-appearance", summary }, () => {
    if (photoIds.length === 0) throw new NothingChosenError("photo");
    for (const photoId of photoIds) knownPhoto(db, photoId);
    const { id: personId, name: personName } = choosePerson(db, person);
    const seen = new Set(confirmedFacesInPhotos(db, personId, photoIds).map(({ photoId }) => photoId));
    const added = [...new Set(photoIds)].filter((id) => !seen.has(id));
    for (const photoId of added) keepAppearance(db, { personId, photoId });
    return { personId, personName, photoIds: added };
  });
}
