import { expect, test } from "vitest";
import { markMissing, filesOfPhoto } from "../../../app/db/files.ts";
import { findPerson, listPeople } from "../../../app/db/people.ts";
import { addRejection, allRejections } from "../../../app/db/rejections.ts";
import { nameGroup } from "../../../app/people/actions/name-group.ts";
import {
  EmptyNameError,
  NameTakenError,
  NothingChosenError,
  UnknownGroupError,
  UnknownPersonError,
} from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import {
  assign,
  clustersOf,
  group,
  peopleFixture,
  person,
  personsOf,
  photo,
  stateOf,
} from "../../support/people.ts";

test("a group gets a new person, whose name is tidied; the faces keep their group", () => {
  const { db, context } = peopleFixture();
  const { groupId, faceIds } = group(db, 1, 2);
  const { groupId: other, faceIds: others } = group(db, 1);
  const { actionId, summary, result } = nameGroup(context, {
    groupIds: [groupId],
    person: { name: "  Anna\t Lee " },
  });
  expect({ actionId, summary }).toEqual({ actionId: 1, summary: "named 2 faces Anna Lee" });
  expect(result).toEqual({ personId: 1, personName: "Anna Lee", faceIds, changed: 2 });
  expect(findPerson(db, 1)?.name).toBe("Anna Lee");
  expect(personsOf(db, [...faceIds, ...others])).toEqual([1, 1, null]);
  expect(clustersOf(db, [...faceIds, ...others])).toEqual([groupId, groupId, other]);
});

test("several groups get a known person, who may be in one of the photos already", () => {
  const { db, context } = peopleFixture();
  const anna = person(db, "Anna", 1);
  const [one, two] = [group(db, 1, 2), group(db, 3)];
  const { summary } = nameGroup(context, {
    groupIds: [one.groupId, two.groupId],
    person: { id: anna.personId },
  });
  expect(summary).toBe("named 3 faces Anna");
  expect(listPeople(db)).toMatchObject([{ id: anna.personId, faces: 4, photos: 3 }]);
});

test("what the user named, ignored or the machine assigned is no part of the group, nor are missing photos", () => {
  const { db, context } = peopleFixture();
  const ben = person(db, "Ben", 9);
  const { groupId, faceIds } = group(db, 1, 2, 3);
  const [shown, assigned = 0, missing = 0] = faceIds;
  assign(db, assigned, ben.personId);
  markMissing(
    db,
    filesOfPhoto(db, photo(db, 3)).map(({ id }) => id),
    1,
  );
  const { result } = nameGroup(context, { groupIds: [groupId], person: { name: "Anna" } });
  expect(result.faceIds).toEqual([shown]);
  expect(stateOf(db, assigned)?.assignment?.personId).toBe(ben.personId);
  expect(personsOf(db, [missing])).toEqual([null]);
});

test("a rejection of that person is forgotten, one of somebody else stays; a suggestion is settled", () => {
  const { db, context } = peopleFixture();
  const [anna, ben] = [person(db, "Anna", 8), person(db, "Ben", 9)];
  const { groupId, faceIds } = group(db, 1);
  const [faceId = 0] = faceIds;
  addRejection(db, { faceId, personId: anna.personId });
  addRejection(db, { faceId, personId: ben.personId });
  assign(db, faceId, ben.personId, "suggested");
  nameGroup(context, { groupIds: [groupId], person: { id: anna.personId } });
  expect(allRejections(db)).toEqual([{ faceId, personId: ben.personId }]);
  expect(stateOf(db, faceId)?.assignment).toBeNull();
});

test("a name that exists, however it is written, is refused with those who have it, unless equal names are meant", () => {
  const { db, context } = peopleFixture();
  const taken = person(db, "Zoe\u0301 A", 5, 6);
  const { groupId, faceIds } = group(db, 1);
  const name = "zO\u00C9 a";
  const error = errorOf(() => nameGroup(context, { groupIds: [groupId], person: { name } }));
  expect(error).toBeInstanceOf(NameTakenError);
  expect(error).toMatchObject({ personName: "zO\u00C9 a", people: [{ id: taken.personId, faces: 2 }] });
  expect(String(error)).toContain(
    `There is already somebody called zO\u00C9 a (number ${taken.personId} with 2 faces). If this is the same person, use that number, or merge the two`,
  );
  expect(personsOf(db, faceIds)).toEqual([null]);
  const { result } = nameGroup(context, { groupIds: [groupId], person: { name, allowSameName: true } });
  expect(personsOf(db, faceIds)).toEqual([result.personId]);
  expect(result.personId).not.toBe(taken.personId);
});

test("unknown groups and people, blank names and no groups are refused", () => {
  const { db, context } = peopleFixture();
  const { groupId } = group(db, 1);
  const named = person(db, "Anna", 2);
  const refusal = (groupIds: number[], who: Parameters<typeof nameGroup>[1]["person"]) =>
    errorOf(() => nameGroup(context, { groupIds, person: who }));
  expect(refusal([groupId, 99], { name: "Ben" })).toMatchObject({ name: "UnknownGroupError", groupId: 99 });
  expect(refusal([named.groupId], { name: "Ben" })).toBeInstanceOf(UnknownGroupError);
  expect(refusal([groupId], { id: 99 })).toBeInstanceOf(UnknownPersonError);
  expect(refusal([groupId], { name: " \n" })).toBeInstanceOf(EmptyNameError);
  expect(refusal([], { name: "Ben" })).toBeInstanceOf(NothingChosenError);
  expect(listPeople(db).map(({ name }) => name)).toEqual(["Anna"]);
});
