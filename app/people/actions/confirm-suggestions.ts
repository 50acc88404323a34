import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { confirmFaces, type ConfirmedFaces } from "../confirm-faces.ts";
import { FaceNamedError } from "../errors.ts";
import { knownFaces, knownPerson } from "../known.ts";
import { countOf } from "../summary-words.ts";

/**
 * Answers "yes, this is them" for faces that wait for a person or that the machine assigned to one. What the machine
 * thinks by now does not matter: a face that was shown as a suggestion can be confirmed later, too.
 * @throws NothingChosenError, UnknownFaceError, UnknownPersonError, FalseFaceError, TwiceInPhotoError; FaceNamedError
 * for faces that the user has given to somebody else.
 */
export function confirmSuggestions(
  context: ActionContext,
  { faceIds, personId }: { readonly faceIds: readonly number[]; readonly personId: number },
): PerformedAction & { readonly result: ConfirmedFaces } {
  const { db } = context;
  const summary = ({ changed, personName }: ConfirmedFaces) =>
    `confirmed ${countOf(changed, "face")} of ${personName}`;
  return act(context, { kind: "confirm-suggestions", summary }, () => {
    const person = knownPerson(db, personId);
    const faces = knownFaces(db, faceIds);
    const named = faces.filter((face) => face.personId !== null && face.personId !== personId);
    if (named.length > 0) throw new FaceNamedError(named.map(({ id }) => id));
    return confirmFaces(db, faces, person, { allowTwice: false });
  });
}
