import { personOf } from "../../db/faces.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { FaceNotTheirsError } from "../errors.ts";
import { knownFaces, knownPerson } from "../known.ts";
import { rejectFaces } from "../release-faces.ts";
import { countOf, listOf } from "../summary-words.ts";

/** Faces that lost their person. */
export interface RemovedFaces {
  readonly faceIds: readonly number[];
  readonly personIds: readonly number[];
}

/**
 * Takes faces away from the people who have them, by the user's word or the machine's. They have no name then, and are
 * never suggested for those people again.
 * @throws NothingChosenError, UnknownFaceError; FaceNotTheirsError for faces that belong to nobody.
 */
export function removeFromPerson(
  context: ActionContext,
  { faceIds }: { readonly faceIds: readonly number[] },
): PerformedAction & { readonly result: RemovedFaces } {
  const { db } = context;
  const summary = ({ faceIds: removed, personIds }: RemovedFaces) =>
    `removed ${countOf(removed.length, "face")} from ${listOf(personIds.map((id) => knownPerson(db, id).name))}`;
  return act(context, { kind: "remove-from-person", summary }, () => {
    const faces = knownFaces(db, faceIds);
    const ids = (of: typeof faces) => of.map(({ id }) => id);
    const byPerson = Map.groupBy(faces, personOf);
    const nobodys = byPerson.get(null);
    if (nobodys !== undefined) throw new FaceNotTheirsError(ids(nobodys), null);
    const personIds: number[] = [];
    for (const [personId, theirs] of byPerson) {
      if (personId === null) continue;
      rejectFaces(db, theirs, personId);
      personIds.push(personId);
    }
    return { faceIds: ids(faces), personIds };
  });
}
