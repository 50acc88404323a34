import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { knownFaces, knownPerson } from "../known.ts";
import { rejectFaces } from "../release-faces.ts";
import { countOf } from "../summary-words.ts";

/** Faces that are not a person. */
export interface RejectedFaces {
  readonly personId: number;
  readonly personName: string;
  readonly faceIds: readonly number[];
}

/**
 * Answers "no, this is not them" for faces: they lose that person, whoever gave it, and are never suggested for them
 * again.
 * @throws NothingChosenError, UnknownFaceError, UnknownPersonError.
 */
export function rejectSuggestions(
  context: ActionContext,
  { faceIds, personId }: { readonly faceIds: readonly number[]; readonly personId: number },
): PerformedAction & { readonly result: RejectedFaces } {
  const { db } = context;
  const summary = ({ faceIds: rejected, personName }: RejectedFaces) =>
    `said that ${countOf(rejected.length, "face")} ${rejected.length === 1 ? "is" : "are"} not ${personName}`;
  return act(context, { kind: "reject-suggestions", summary }, () => {
    const person = knownPerson(db, personId);
    const faces = knownFaces(db, faceIds);
    rejectFaces(db, faces, personId);
    return { personId, personName: person.name, faceIds: faces.map(({ id }) => id) };
  });
}
