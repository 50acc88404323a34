import { confirmedFacesOf, decidedFaces } from "../../db/decided-faces.ts";
import { peopleDifferentFrom } from "../../db/different-people.ts";
import type { Database } from "../../db/open.ts";
import { countPhotosOf, deletePerson, updatePerson, type Person } from "../../db/people.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { absorbPerson } from "../absorb-person.ts";
import { refuseTwiceInPhoto } from "../confirm-faces.ts";
import { BirthDatesDifferError, DifferentPeopleError, TooFewError } from "../errors.ts";
import { knownPeople, knownPerson } from "../known.ts";
import { countOf, listOf } from "../summary-words.ts";

/** Whom to merge. */
export interface MergePeople {
  /** Who stays, with their name. */
  readonly intoId: number;
  /** Who becomes them. */
  readonly fromIds: readonly number[];
  /** Photos may show both: a collage, a mirror. Default false. */
  readonly allowTwice?: boolean;
  /** Also when the user said before that they are different people. Default false. */
  readonly allowDifferent?: boolean;
}

/** People who became one. */
export interface MergedPeople {
  readonly personId: number;
  readonly personName: string;
  /** Who is gone, with the photos that they brought along. */
  readonly merged: readonly { readonly id: number; readonly name: string; readonly photos: number }[];
}

/**
 * Makes several people one: faces, rejections, appearances, differences to others, cover and birth date come along;
 * they are pinned, or private, when any of them was.
 * @throws NothingChosenError, UnknownPersonError; TooFewError when nobody else is left to merge; BirthDatesDifferError;
 * DifferentPeopleError unless `allowDifferent`; TwiceInPhotoError unless `allowTwice`.
 */
export function mergePeople(
  context: ActionContext,
  { intoId, fromIds, allowTwice = false, allowDifferent = false }: MergePeople,
): PerformedAction & { readonly result: MergedPeople } {
  const { db } = context;
  return act(context, { kind: "merge-people", summary: mergeSummary }, () => {
    const into = knownPerson(db, intoId);
    const from = knownPeople(db, fromIds).filter(({ id }) => id !== intoId);
    const all = [into, ...from];
    if (from.length === 0) throw new TooFewError("person");
    const birthDate = sharedBirthDate(all);
    if (!allowDifferent) refuseDifferent(db, all);
    if (!allowTwice) {
      const faces = all.flatMap(({ id }) => confirmedFacesOf(db, id));
      refuseTwiceInPhoto(db, decidedFaces(db, faces));
    }
    const merged = from.map(({ id, name }) => ({ id, name, photos: countPhotosOf(db, id) }));
    for (const person of from) absorbPerson(db, into.id, person.id);
    updatePerson(db, {
      ...into,
      birthDate,
      coverFaceId: all.map(({ coverFaceId }) => coverFaceId).find((id) => id !== null) ?? null,
      isPinned: all.some(({ isPinned }) => isPinned),
      isPrivate: all.some(({ isPrivate }) => isPrivate),
    });
    for (const { id } of from) deletePerson(db, id);
    return { personId: into.id, personName: into.name, merged };
  });
}

function mergeSummary({ merged, personName }: MergedPeople): string {
  const names = merged.map(({ name, photos }) => `${name} (${countOf(photos, "photo")})`);
  return `merged ${listOf(names)} into ${personName}`;
}

function sharedBirthDate(people: readonly Person[]): string | null {
  const dated = people.flatMap(({ id, name, birthDate }) =>
    birthDate === null ? [] : [{ id, name, birthDate }],
  );
  if (new Set(dated.map(({ birthDate }) => birthDate)).size > 1) throw new BirthDatesDifferError(dated);
  return dated[0]?.birthDate ?? null;
}

function refuseDifferent(db: Database, people: readonly Person[]): void {
  for (const person of people) {
    const different = new Set(peopleDifferentFrom(db, person.id));
    const other = people.find(({ id }) => different.has(id));
    if (other !== undefined) throw new DifferentPeopleError(person, other);
  }
}
