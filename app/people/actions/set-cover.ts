import { personOf } from "../../db/faces.ts";
import { updatePerson } from "../../db/people.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { confirmFaces } from "../confirm-faces.ts";
import { FaceNotTheirsError } from "../errors.ts";
import { knownFace, knownPerson } from "../known.ts";

/** A person's cover. */
export interface ChosenCover {
  readonly personId: number;
  readonly personName: string;
  readonly faceId: number | null;
}

/**
 * Chooses the face to show for a person, one of theirs; null = none chosen. A face that the machine assigned to them is
 * confirmed by it: the user says that it shows them.
 * @throws UnknownPersonError, UnknownFaceError, TwiceInPhotoError; FaceNotTheirsError for a face of somebody else.
 */
export function setCover(
  context: ActionContext,
  { personId, faceId }: { readonly personId: number; readonly faceId: number | null },
): PerformedAction & { readonly result: ChosenCover } {
  const { db } = context;
  const summary = ({ personName, faceId: chosen }: ChosenCover) =>
    chosen === null ? `cleared the cover of ${personName}` : `chose another cover for ${personName}`;
  return act(context, { kind: "set-cover", summary }, () => {
    const person = knownPerson(db, personId);
    if (faceId !== null) {
      const face = knownFace(db, faceId);
      if (personOf(face) !== personId) throw new FaceNotTheirsError([faceId], person);
      if (face.personId === null) confirmFaces(db, [face], person, { allowTwice: false });
    }
    updatePerson(db, { ...person, coverFaceId: faceId });
    return { personId, personName: person.name, faceId };
  });
}
