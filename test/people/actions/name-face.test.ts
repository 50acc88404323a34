import { expect, test } from "vitest";
import { updatePerson, findPerson } from "../../../app/db/people.ts";
import { allRejections } from "../../../app/db/rejections.ts";
import { setFalse, setIgnored } from "../../../app/db/faces.ts";
import { insertJudgement, allJudgements } from "../../../app/db/judgements.ts";
import { nameFace } from "../../../app/people/actions/name-face.ts";
import { FalseFaceError, TwiceInPhotoError, UnknownFaceError } from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { assign, face, group, peopleFixture, person, personsOf, stateOf } from "../../support/people.ts";

test("only this face of its group is named", () => {
  const { db, context } = peopleFixture();
  const { faceIds } = group(db, 1, 2, 3);
  const { summary, result } = nameFace(context, { faceId: faceIds[1] ?? 0, person: { name: "Anna" } });
  expect(summary).toBe("named 1 face Anna");
  expect(personsOf(db, faceIds)).toEqual([null, result.personId, null]);
});

test("a face of somebody else leaves them for good, also as their cover", () => {
  const { db, context } = peopleFixture();
  const [anna, ben] = [person(db, "Anna", 1, 2), person(db, "Ben", 3)];
  const [faceId = 0] = anna.faceIds;
  const before = findPerson(db, anna.personId);
  if (before) updatePerson(db, { ...before, coverFaceId: faceId });
  nameFace(context, { faceId, person: { id: ben.personId } });
  expect(personsOf(db, anna.faceIds)).toEqual([ben.personId, anna.personId]);
  expect(allRejections(db)).toEqual([{ faceId, personId: anna.personId }]);
  expect(findPerson(db, anna.personId)?.coverFaceId).toBeNull();
});

test("an assigned face is given to another, who is then assigned no other face of the photo", () => {
  const { db, context } = peopleFixture();
  const [anna, ben] = [person(db, "Anna", 8), person(db, "Ben", 9)];
  const [mine, twin] = [face(db, 1), face(db, 1)];
  assign(db, mine, anna.personId);
  assign(db, twin, ben.personId);
  nameFace(context, { faceId: mine, person: { id: ben.personId } });
  expect(stateOf(db, mine)).toMatchObject({ personId: ben.personId, assignment: null });
  expect(stateOf(db, twin)?.assignment).toBeNull();
  expect(allRejections(db)).toEqual([{ faceId: mine, personId: anna.personId }]);
});

test("an ignored face is shown again, one that is none must be restored first", () => {
  const { db, context } = peopleFixture();
  const [ignored, none] = [face(db, 1), face(db, 2)];
  setIgnored(db, ignored, true);
  setFalse(db, none, true);
  nameFace(context, { faceId: ignored, person: { name: "Anna" } });
  expect(stateOf(db, ignored)).toMatchObject({ personId: 1, ignored: false });
  const error = errorOf(() => nameFace(context, { faceId: none, person: { name: "Ben" } }));
  expect(error).toBeInstanceOf(FalseFaceError);
  expect(error).toMatchObject({ faceIds: [none] });
});

test("a second face of the photo needs a word more", () => {
  const { db, context } = peopleFixture();
  const anna = person(db, "Anna", 1);
  const mirror = face(db, 1);
  const choice = { faceId: mirror, person: { id: anna.personId } };
  const error = errorOf(() => nameFace(context, choice));
  expect(error).toBeInstanceOf(TwiceInPhotoError);
  expect(error).toMatchObject({ photoId: 1, photo: "/photos/1.jpg", faceIds: [...anna.faceIds, mirror] });
  nameFace(context, { ...choice, allowTwice: true });
  expect(personsOf(db, [...anna.faceIds, mirror])).toEqual([anna.personId, anna.personId]);
});

test("judgements that say otherwise are lifted, as far as they do", () => {
  const { db, context } = peopleFixture();
  const [anna, ben] = [person(db, "Anna", 1), person(db, "Ben", 2)];
  const [a = 0, b = 0] = [anna.faceIds[0], ben.faceIds[0]];
  const [named, other] = [face(db, 3), face(db, 4)];
  insertJudgement(db, { kind: "apart", sides: [[named, other], [a]] });
  insertJudgement(db, { kind: "together", sides: [[b, named, other], []] });
  nameFace(context, { faceId: named, person: { id: anna.personId } });
  expect(allJudgements(db).map(({ kind, sides }) => ({ kind, sides }))).toEqual([
    { kind: "apart", sides: [[other], [a]] },
    { kind: "together", sides: [[b, other], []] },
  ]);
});

test("naming it as it is named already changes nothing, and an unknown face is refused", () => {
  const { db, context } = peopleFixture();
  const anna = person(db, "Anna", 1);
  const [faceId = 0] = anna.faceIds;
  expect(nameFace(context, { faceId, person: { id: anna.personId } }).actionId).toBeNull();
  const error = errorOf(() => nameFace(context, { faceId: 99, person: { name: "Ben" } }));
  expect(error).toBeInstanceOf(UnknownFaceError);
  expect(error).toMatchObject({ faceIds: [99] });
});
