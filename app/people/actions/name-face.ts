import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { choosePerson, type PersonChoice } from "../choose-person.ts";
import { confirmFaces, type ConfirmedFaces } from "../confirm-faces.ts";
import { knownFace } from "../known.ts";

/** What to name. */
export interface NameFace {
  readonly faceId: number;
  readonly person: PersonChoice;
  /** The person may have another face in the photo, as in a collage or a mirror. Default false. */
  readonly allowTwice?: boolean;
}

/**
 * Gives this face, and no other of its group, to a person, new or known. Whoever had it is rejected for it.
 * @throws UnknownFaceError, UnknownPersonError, EmptyNameError, NameTakenError, FalseFaceError, TwiceInPhotoError.
 */
export function nameFace(
  context: ActionContext,
  { faceId, person, allowTwice = false }: NameFace,
): PerformedAction & { readonly result: ConfirmedFaces } {
  const { db } = context;
  const summary = ({ personName }: ConfirmedFaces) => `named 1 face ${personName}`;
  return act(context, { kind: "name-face", summary }, () => {
    const face = knownFace(db, faceId);
    return confirmFaces(db, [face], choosePerson(db, person), { allowTwice });
  });
}
