import { confirmedFacesOf, decidedFaces } from "../../db/decided-faces.ts";
import { peopleDifferentFrom } from "../../db/different-people.ts";
import type { Database } from "../../db/open.ts";
import { countPhotosOf, deletePerson, updatePerson, type Person } from "../../db/people.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { followMergeInAlbums } from "../../search/follow-merge.ts";
import { absorbPerson } from "../absorb-person.ts";
import { confirmFaces, refuseTwiceInPhoto } from "../confirm-faces.ts";
import { BirthDatesDifferError, DifferentPeopleError, TooFewError } from "../errors.ts";
import { knownFaces, knownGroups, knownPeople, knownPerson } from "../known.ts";
import { countOf, listOf } from "../summary-words.ts";

/** Whom to merge. */
export interface MergePeople {
  /** Who stays, with their name. */
  readonly intoId: number;
  /** Who becomes them; may be empty when faces or groups do. */
  readonly fromIds: readonly number[];
  /** Unnamed groups that become them, too, in the same step. Default none. */
  readonly groupIds?: readonly number[];
  /** Single faces that become them, too. Default none. */
  readonly faceIds?: readonly number[];
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
  /** Faces without a name that came along. */
  readonly faces: number;
}

/**
 * Makes several people one, and gives them unnamed groups and faces in the same step: faces, rejections, appearances, differences to others, cover and birth date come along;
 * they are pinned, or private, when any of them was.
 * @throws NothingChosenError, UnknownPersonError, UnknownGroupError, UnknownFaceError, FalseFaceError; TooFewError when
 * nothing else is left to merge; BirthDatesDifferError; DifferentPeopleError unless `allowDifferent`; TwiceInPhotoError
 * unless `allowTwice`: groups that the user sees are their word, as when a group is named.
 */
export function mergePeople(
  context: ActionContext,
  { intoId, fromIds, groupIds = [], faceIds = [], allowTwice = false, allowDifferent = false }: MergePeople,
): PerformedAction & { readonly result: MergedPeople } {
  const { db } = context;
  return act(context, { kind: "merge-people", summary: mergeSummary }, () => {
    const into = knownPerson(db, intoId);
    const grouped = groupIds.length === 0 ? [] : [...knownGroups(db, groupIds).values()].flat();
    const unnamed = [...new Set([...grouped, ...faceIds])];
    const known = fromIds.length === 0 && unnamed.length > 0 ? [] : knownPeople(db, fromIds);
    const from = known.filter(({ id }) => id !== intoId);
    const all = [into, ...from];
    if (from.length === 0 && unnamed.length === 0) throw new TooFewError("person");
    const birthDate = sharedBirthDate(all);
    if (!allowDifferent) refuseDifferent(db, all);
    if (!allowTwice) {
      const faces = all.flatMap(({ id }) => confirmedFacesOf(db, id));
      refuseTwiceInPhoto(db, decidedFaces(db, faces));
    }
    const merged = from.map(({ id, name }) => ({ id, name, photos: countPhotosOf(db, id) }));
    for (const person of from) {
      absorbPerson(db, into.id, person.id);
      followMergeInAlbums(db, person.id, into.id);
    }
    updatePerson(db, {
      ...into,
      birthDate,
      coverFaceId: all.map(({ coverFaceId }) => coverFaceId).find((id) => id !== null) ?? null,
      isPinned: all.some(({ isPinned }) => isPinned),
      isPrivate: all.some(({ isPrivate }) => isPrivate),
    });
    for (const { id } of from) deletePerson(db, id);
    if (unnamed.length > 0) confirmUnnamed(db, into, { grouped, faceIds }, allowTwice);
    return { personId: into.id, personName: into.name, merged, faces: unnamed.length };
  });
}

function confirmUnnamed(
  db: Database,
  person: Person,
  { grouped, faceIds }: { readonly grouped: readonly number[]; readonly faceIds: readonly number[] },
  allowTwice: boolean,
): void {
  if (faceIds.length > 0) confirmFaces(db, knownFaces(db, faceIds), person, { allowTwice });
  if (grouped.length > 0) confirmFaces(db, knownFaces(db, grouped), person, { allowTwice: true });
}

function mergeSummary({ merged, personName, faces }: MergedPeople): string {
  const names = merged.map(({ name, photos }) => `${name} (${countOf(photos, "photo")})`);
  if (faces > 0) names.push(countOf(faces, "face"));
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
