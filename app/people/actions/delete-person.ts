import { confirmedFacesOf, decidedFaces } from "../../db/decided-faces.ts";
import { countPhotosOf, deletePerson as forgetPerson } from "../../db/people.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { knownPeople } from "../known.ts";
import { releaseFaces } from "../release-faces.ts";
import { countOf, listOf } from "../summary-words.ts";

/** People who are gone. */
export interface DeletedPeople {
  readonly people: readonly { readonly id: number; readonly name: string; readonly photos: number }[];
  /** Faces that have no name now. */
  readonly faceIds: readonly number[];
}

/**
 * Deletes people, with all that is said of them. Their faces stay, without a name, in the groups that they came from.
 * @throws NothingChosenError, UnknownPersonError.
 */
export function deletePerson(
  context: ActionContext,
  { personIds }: { readonly personIds: readonly number[] },
): PerformedAction & { readonly result: DeletedPeople } {
  const { db } = context;
  const summary = ({ people }: DeletedPeople) =>
    `deleted ${listOf(people.map(({ name, photos }) => `${name} (${countOf(photos, "photo")})`))}`;
  return act(context, { kind: "delete-person", summary }, () => {
    const people = knownPeople(db, personIds).map(({ id, name }) => ({
      id,
      name,
      photos: countPhotosOf(db, id),
    }));
    const faceIds: number[] = [];
    for (const { id } of people) {
      const theirs = confirmedFacesOf(db, id);
      releaseFaces(db, decidedFaces(db, theirs));
      faceIds.push(...theirs);
      forgetPerson(db, id);
    }
    return { people, faceIds };
  });
}
