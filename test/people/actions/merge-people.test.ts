import { expect, test } from "vitest";
import { createAlbum } from "../../../app/albums/actions/create-album.ts";
import { findAlbum } from "../../../app/db/albums.ts";
import { addAppearance, appearancesOf } from "../../../app/db/appearances.ts";
import { addDifferentPeople, allDifferentPeople } from "../../../app/db/different-people.ts";
import { allJudgements, insertJudgement } from "../../../app/db/judgements.ts";
import { allPeople, findPerson, updatePerson, type PersonFacts } from "../../../app/db/people.ts";
import { allIdentities } from "../../../app/db/person-identities.ts";
import { insertLook, looksOfPerson } from "../../../app/db/person-looks.ts";
import type { Database } from "../../../app/db/open.ts";
import { addRejection, allRejections } from "../../../app/db/rejections.ts";
import { mergePeople } from "../../../app/people/actions/merge-people.ts";
import {
  BirthDatesDifferError,
  DifferentPeopleError,
  NothingChosenError,
  TooFewError,
  TwiceInPhotoError,
  UnknownPersonError,
} from "../../../app/people/errors.ts";
import { undo } from "../../../app/journal/undo.ts";
import { errorOf } from "../../support/error-of.ts";
import {
  assign,
  decisionsOf,
  face,
  group,
  peopleFixture,
  person,
  personsOf,
  photo,
  stateOf,
} from "../../support/people.ts";

function change(db: Database, personId: number, facts: Partial<PersonFacts>): void {
  const before = findPerson(db, personId);
  if (before) updatePerson(db, { ...before, ...facts });
}

test("several become one, with all that is said of them", () => {
  const { db, context } = peopleFixture();
  const [anna, ann, annie, ben] = [
    person(db, "Anna", 1),
    person(db, "Ann", 2, 3),
    person(db, "Annie", 4),
    person(db, "Ben", 5),
  ];
  const cover = ann.faceIds[1] ?? 0;
  change(db, ann.personId, { birthDate: "2001-02-03", coverFaceId: cover, isPinned: true });
  change(db, annie.personId, { birthDate: "2001-02-03", isPrivate: true, isHidden: true });
  addAppearance(db, { personId: ann.personId, photoId: photo(db, 6) });
  addDifferentPeople(db, annie.personId, ben.personId);
  const stranger = face(db, 7);
  addRejection(db, { faceId: stranger, personId: ann.personId });
  const { summary, result } = mergePeople(context, {
    intoId: anna.personId,
    fromIds: [ann.personId, annie.personId],
  });
  expect(summary).toBe("merged Ann (3 photos) and Annie (1 photo) into Anna");
  expect(result).toEqual({
    personId: anna.personId,
    personName: "Anna",
    merged: [
      { id: ann.personId, name: "Ann", photos: 3 },
      { id: annie.personId, name: "Annie", photos: 1 },
    ],
    faces: 0,
  });
  expect(allPeople(db)).toEqual([
    {
      ...{ id: anna.personId, name: "Anna", birthDate: "2001-02-03", coverFaceId: cover },
      ...{ isPinned: true, isHidden: false, isPrivate: true },
    },
    expect.objectContaining({ name: "Ben" }),
  ]);
  const faces = [...anna.faceIds, ...ann.faceIds, ...annie.faceIds];
  expect(personsOf(db, faces)).toEqual(faces.map(() => anna.personId));
  expect(appearancesOf(db, anna.personId)).toEqual([photo(db, 6)]);
  expect(allDifferentPeople(db)).toEqual([{ personA: anna.personId, personB: ben.personId }]);
  expect(allRejections(db)).toEqual([{ faceId: stranger, personId: anna.personId }]);
});

test("what said that they are two is lifted: rejections of their own faces, judgements", () => {
  const { db, context } = peopleFixture();
  const [anna, ann] = [person(db, "Anna", 1), person(db, "Ann", 2)];
  const [a = 0, b = 0] = [anna.faceIds[0], ann.faceIds[0]];
  addRejection(db, { faceId: a, personId: ann.personId });
  addRejection(db, { faceId: b, personId: anna.personId });
  insertJudgement(db, { kind: "apart", sides: [[a], [b]] });
  mergePeople(context, { intoId: anna.personId, fromIds: [ann.personId, anna.personId] });
  expect(allRejections(db)).toEqual([]);
  expect(allJudgements(db)).toEqual([]);
});

test("the machine's faces come along, but not those rejected for either, nor a second one in a photo", () => {
  const { db, context } = peopleFixture();
  const [anna, ann] = [person(db, "Anna", 1), person(db, "Ann", 2)];
  const [carried, rejectedHere, rejectedThere, twin] = [face(db, 3), face(db, 4), face(db, 5), face(db, 2)];
  assign(db, carried, ann.personId);
  assign(db, rejectedHere, ann.personId);
  assign(db, rejectedThere, anna.personId);
  assign(db, twin, anna.personId);
  addRejection(db, { faceId: rejectedHere, personId: anna.personId });
  addRejection(db, { faceId: rejectedThere, personId: ann.personId });
  mergePeople(context, { intoId: anna.personId, fromIds: [ann.personId] });
  expect([carried, rejectedHere, rejectedThere, twin].map((id) => stateOf(db, id)?.assignment)).toEqual([
    { personId: anna.personId, probability: 0.9, level: "assigned" },
    null,
    null,
    null,
  ]);
});

test("different birth dates are refused", () => {
  const { db, context } = peopleFixture();
  const [anna, ann] = [person(db, "Anna", 1), person(db, "Ann", 2)];
  change(db, anna.personId, { birthDate: "2001-02-03" });
  change(db, ann.personId, { birthDate: "2003-02-01" });
  const error = errorOf(() => mergePeople(context, { intoId: anna.personId, fromIds: [ann.personId] }));
  expect(error).toBeInstanceOf(BirthDatesDifferError);
  expect(error).toMatchObject({
    birthDates: [
      { personId: anna.personId, birthDate: "2001-02-03" },
      { personId: ann.personId, birthDate: "2003-02-01" },
    ],
  });
  expect(personsOf(db, ann.faceIds)).toEqual([ann.personId]);
});

test("two who are in one photo, or were said to be different, need a word more", () => {
  const { db, context } = peopleFixture();
  const [anna, ann] = [person(db, "Anna", 1), person(db, "Ann", 1)];
  const choice = { intoId: anna.personId, fromIds: [ann.personId] };
  const twice = errorOf(() => mergePeople(context, choice));
  expect(twice).toBeInstanceOf(TwiceInPhotoError);
  expect(twice).toMatchObject({ photo: "/photos/1.jpg", faceIds: [...anna.faceIds, ...ann.faceIds] });
  addDifferentPeople(db, ann.personId, anna.personId);
  const different = errorOf(() => mergePeople(context, { ...choice, allowTwice: true }));
  expect(different).toBeInstanceOf(DifferentPeopleError);
  expect(different).toMatchObject({ personIds: [anna.personId, ann.personId] });
  mergePeople(context, { ...choice, allowTwice: true, allowDifferent: true });
  expect(personsOf(db, ann.faceIds)).toEqual([anna.personId]);
  expect(allDifferentPeople(db)).toEqual([]);
});

test("nobody, the same person and unknown people are refused", () => {
  const { db, context } = peopleFixture();
  const { personId } = person(db, "Anna", 1);
  const refusal = (intoId: number, fromIds: number[]) =>
    errorOf(() => mergePeople(context, { intoId, fromIds }));
  expect(refusal(personId, [])).toBeInstanceOf(NothingChosenError);
  expect(refusal(personId, [personId])).toBeInstanceOf(TooFewError);
  expect(refusal(personId, [99])).toBeInstanceOf(UnknownPersonError);
  expect(refusal(99, [personId])).toBeInstanceOf(UnknownPersonError);
});

test("people, groups and single faces become one person in one step, and one undo takes all of it back", () => {
  const { db, context } = peopleFixture();
  const [anna, ann] = [person(db, "Anna", 1), person(db, "Ann", 2, 3)];
  const unnamed = group(db, 4, 5);
  const single = face(db, 6);
  const before = decisionsOf(db);
  const { summary, result } = mergePeople(context, {
    ...{ intoId: anna.personId, fromIds: [ann.personId] },
    ...{ groupIds: [unnamed.groupId], faceIds: [single] },
  });
  expect(summary).toBe("merged Ann (2 photos) and 3 faces into Anna");
  expect(result.faces).toBe(3);
  const all = [...anna.faceIds, ...ann.faceIds, ...unnamed.faceIds, single];
  expect(personsOf(db, all)).toEqual(all.map(() => anna.personId));
  undo(context);
  expect(decisionsOf(db)).toEqual(before);
});

test("albums that fill themselves go on with who stays, and identities and looks come along", () => {
  const { db, context } = peopleFixture();
  const [anna, ann] = [person(db, "Anna", 1), person(db, "Ann", 2)];
  const { result: album } = createAlbum(context, { name: "Ann alone", query: "only(Ann)" });
  const vector = Float32Array.of(1, 0);
  const looks = { model: "m", faces: 2, weight: 1, firstTakenAtMs: null, lastTakenAtMs: null };
  insertLook(db, { ...looks, personId: ann.personId, vector });
  const known = allIdentities(db).map(({ identity }) => identity);

  mergePeople(context, { intoId: anna.personId, fromIds: [ann.personId] });
  expect(findAlbum(db, album.id)?.query).toBe(`only(person:${anna.personId})`);
  expect(allIdentities(db).map(({ personId }) => personId)).toEqual([anna.personId, anna.personId]);
  expect(new Set(allIdentities(db).map(({ identity }) => identity))).toEqual(new Set(known));
  expect(looksOfPerson(db, anna.personId, "m")).toEqual([{ ...looks, personId: anna.personId, vector }]);

  undo(context);
  expect(findAlbum(db, album.id)?.query).toBe(`only(person:${ann.personId})`);
  expect(looksOfPerson(db, ann.personId, "m")).toHaveLength(1);
});
