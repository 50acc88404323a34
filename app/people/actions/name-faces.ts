import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { choosePerson, type PersonChoice } from "../choose-person.ts";
import { confirmFaces, type ConfirmedFaces } from "../confirm-faces.ts";
import { knownFaces, knownGroups } from "../known.ts";
import { countOf } from "../summary-words.ts";

/** What to name. */
export interface NameFaces {
  readonly faceIds: readonly number[];
  /** Unnamed groups, all of whose faces are named. Default none. */
  readonly groupIds?: readonly number[];
  readonly person: PersonChoice;
  /** The person may be in a photo more than once, as in a collage or a mirror. Default false. */
  readonly allowTwice?: boolean;
}

/**
 * Gives several chosen faces, and whole groups beside them, to one person, new or known. Whoever had one of them is
 * rejected for it.
 * @throws NothingChosenError, UnknownFaceError, UnknownGroupError, UnknownPersonError, EmptyNameError, NameTakenError,
 * FalseFaceError, TwiceInPhotoError.
 */
export function nameFaces(
  context: ActionContext,
  { faceIds, groupIds = [], person, allowTwice = false }: NameFaces,
): PerformedAction & { readonly result: ConfirmedFaces } {
  const { db } = context;
  const summary = ({ changed, personName }: ConfirmedFaces) =>
    `named ${countOf(changed, "face")} ${personName}`;
  return act(context, { kind: "name-faces", summary }, () => {
    const grouped = groupIds.length === 0 ? [] : [...knownGroups(db, groupIds).values()].flat();
    const faces = knownFaces(db, [...new Set([...faceIds, ...grouped])]);
    return confirmFaces(db, faces, choosePerson(db, person), { allowTwice });
  });
}
