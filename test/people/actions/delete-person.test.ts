import { expect, test } from "vitest";
import { addAppearance } from "../../../app/db/appearances.ts";
import { addDifferentPeople } from "../../../app/db/different-people.ts";
import { allPeople, findPerson, updatePerson } from "../../../app/db/people.ts";
import { addRejection } from "../../../app/db/rejections.ts";
import { undo } from "../../../app/journal/undo.ts";
import { deletePerson } from "../../../app/people/actions/delete-person.ts";
import { UnknownPersonError } from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import {
  assign,
  clustersOf,
  decisionsOf,
  face,
  peopleFixture,
  person,
  personsOf,
  photo,
  stateOf,
} from "../../support/people.ts";

test("a person is gone with all that is said of them; their faces stay without a name; undo brings all back", () => {
  const { db, context } = peopleFixture();
  const [anna, ben] = [person(db, "Anna", 1, 2), person(db, "Ben", 3)];
  const [assigned, stranger] = [face(db, 4), face(db, 5)];
  assign(db, assigned, anna.personId);
  addRejection(db, { faceId: stranger, personId: anna.personId });
  addDifferentPeople(db, anna.personId, ben.personId);
  addAppearance(db, { personId: anna.personId, photoId: photo(db, 6) });
  const found = findPerson(db, anna.personId);
  if (found) updatePerson(db, { ...found, coverFaceId: anna.faceIds[0] ?? 0, birthDate: "2000-01-02" });
  const before = decisionsOf(db);
  const { summary, result } = deletePerson(context, { personIds: [anna.personId] });
  expect(summary).toBe("deleted Anna (4 photos)");
  expect(result.faceIds).toEqual(anna.faceIds);
  expect(allPeople(db).map(({ name }) => name)).toEqual(["Ben"]);
  expect(personsOf(db, anna.faceIds)).toEqual([null, null]);
  expect(clustersOf(db, anna.faceIds)).toEqual([anna.groupId, anna.groupId]);
  expect(stateOf(db, assigned)?.assignment).toBeNull();
  expect(decisionsOf(db)).toMatchObject({ rejections: [], differentPeople: [], appearances: [] });
  undo(context);
  expect(decisionsOf(db)).toEqual(before);
});

test("several at once, but not unknown ones", () => {
  const { db, context } = peopleFixture();
  const personIds = ["Anna", "Ben"].map((name, at) => person(db, name, at + 1).personId);
  expect(errorOf(() => deletePerson(context, { personIds: [...personIds, 99] }))).toBeInstanceOf(
    UnknownPersonError,
  );
  expect(deletePerson(context, { personIds }).summary).toBe("deleted Anna (1 photo) and Ben (1 photo)");
  expect(allPeople(db)).toEqual([]);
});
