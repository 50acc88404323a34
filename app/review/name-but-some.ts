import { createCluster } from "../db/clusters.ts";
import { setCluster } from "../db/faces.ts";
import { act, type ActionContext, type PerformedAction } from "../journal/act.ts";
import { choosePerson, type PersonChoice } from "../people/choose-person.ts";
import { confirmFaces } from "../people/confirm-faces.ts";
import { NothingLeftBehindError } from "../people/errors.ts";
import { knownFaces } from "../people/known.ts";
import { rejectFaces } from "../people/release-faces.ts";
import { countOf } from "../people/summary-words.ts";

/** A group, and what is like it, that is somebody, except for faces that are somebody else. */
export interface NamedButSome {
  /** All faces of the group. */
  readonly faceIds: readonly number[];
  /** Faces of other groups that were asked about with it. */
  readonly alikeFaceIds: readonly number[];
  /** Those of all these who are somebody else; not all. */
  readonly exceptFaceIds: readonly number[];
  readonly person: PersonChoice;
}

/**
 * Names faces except for some, as one action. Those of the group that are somebody else become a group of their own
 * each, as nothing was said of them but who they are not; those of other groups stay where they are.
 * @throws NothingLeftBehindError when no face would be named; UnknownFaceError, UnknownPersonError, EmptyNameError,
 * NameTakenError.
 */
export function nameButSome(
  context: ActionContext,
  { faceIds, alikeFaceIds, exceptFaceIds, person }: NamedButSome,
): PerformedAction {
  const { db } = context;
  return act(context, { kind: "name-group", summary: (said: string) => said }, () => {
    const excepted = new Set(exceptFaceIds);
    const named = [...faceIds, ...alikeFaceIds].filter((id) => !excepted.has(id));
    if (named.length === 0) throw new NothingLeftBehindError();
    const chosen = choosePerson(db, person);
    // As with the naming of a whole group, the user's word holds also where the person is in a photo already.
    const { changed } = confirmFaces(db, knownFaces(db, named), chosen, { allowTwice: true });
    const said = `named ${countOf(changed, "face")} ${chosen.name}`;
    if (excepted.size === 0) return said;
    const others = knownFaces(db, exceptFaceIds);
    rejectFaces(db, others, chosen.id);
    const own = new Set(faceIds);
    for (const { id } of others) if (own.has(id)) setCluster(db, id, createCluster(db));
    return `${said}, except ${countOf(others.length, "face")}`;
  });
}
