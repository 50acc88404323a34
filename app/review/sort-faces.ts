import { act, type ActionContext, type PerformedAction } from "../journal/act.ts";
import { choosePerson, type PersonChoice } from "../people/choose-person.ts";
import { confirmFaces } from "../people/confirm-faces.ts";
import { knownFaces, knownPerson } from "../people/known.ts";
import { rejectFaces } from "../people/release-faces.ts";
import { countOf } from "../people/summary-words.ts";

/** Faces that were asked about together. */
export interface FacesToSort {
  readonly personId: number;
  /** Those who are the person. */
  readonly yes: readonly number[];
  /** Those who are not; at least one. */
  readonly no: readonly number[];
  /** Who the others are; undefined = not said. */
  readonly othersAre?: PersonChoice;
}

/**
 * Confirms some faces as a person and rejects others, or gives those to somebody else, as one action.
 * @throws UnknownFaceError, UnknownPersonError, TwiceInPhotoError, FalseFaceError, EmptyNameError, NameTakenError.
 */
export function sortFaces(
  context: ActionContext,
  { personId, yes, no, othersAre }: FacesToSort,
): PerformedAction {
  const { db } = context;
  return act(context, { kind: "sort-suggestions", summary: (said: string) => said }, () => {
    const person = knownPerson(db, personId);
    const said: string[] = [];
    if (yes.length > 0) {
      const { changed } = confirmFaces(db, knownFaces(db, yes), person, { allowTwice: false });
      said.push(`confirmed ${countOf(changed, "face")} of ${person.name}`);
    }
    const others = knownFaces(db, no);
    rejectFaces(db, others, personId);
    said.push(`said that ${countOf(no.length, "face")} ${no.length === 1 ? "is" : "are"} not ${person.name}`);
    if (othersAre !== undefined) {
      const other = confirmFaces(db, others, choosePerson(db, othersAre), { allowTwice: false });
      said.push(`named ${countOf(other.changed, "face")} ${other.personName}`);
    }
    return said.join(" and ");
  });
}
