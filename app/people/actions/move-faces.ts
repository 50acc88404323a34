import { personOf } from "../../db/faces.ts";
import { findPerson } from "../../db/people.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { choosePerson, type PersonChoice } from "../choose-person.ts";
import { confirmFaces, type ConfirmedFaces } from "../confirm-faces.ts";
import { knownFaces } from "../known.ts";
import { countOf, listOf } from "../summary-words.ts";

/** Faces that were moved. */
export interface MovedFaces extends ConfirmedFaces {
  /** The other people who had any of them. */
  readonly formerPersonIds: readonly number[];
}

/** What to move, and to whom. */
export interface MoveFaces {
  readonly faceIds: readonly number[];
  readonly person: PersonChoice;
  /** The person may be in a photo more than once, as in a collage or a mirror. Default false. */
  readonly allowTwice?: boolean;
}

/**
 * Gives chosen faces, whoever has them or nobody, to another person, new or known. Whoever had one is rejected for it.
 * @throws NothingChosenError, UnknownFaceError, UnknownPersonError, EmptyNameError, NameTakenError, FalseFaceError,
 * TwiceInPhotoError unless `allowTwice`.
 */
export function moveFaces(
  context: ActionContext,
  { faceIds, person, allowTwice = false }: MoveFaces,
): PerformedAction & { readonly result: MovedFaces } {
  const { db } = context;
  const summary = ({ changed, personName, formerPersonIds }: MovedFaces) => {
    const names = formerPersonIds.map((id) => findPerson(db, id)?.name ?? "nobody");
    const from = names.length === 0 ? "" : ` from ${listOf(names)}`;
    return `moved ${countOf(changed, "face")}${from} to ${personName}`;
  };
  return act(context, { kind: "move-faces", summary }, () => {
    const faces = knownFaces(db, faceIds);
    const target = choosePerson(db, person);
    const owners = new Set(faces.map(personOf));
    const formerPersonIds = [...owners].filter((id) => id !== null).filter((id) => id !== target.id);
    return { ...confirmFaces(db, faces, target, { allowTwice }), formerPersonIds };
  });
}
