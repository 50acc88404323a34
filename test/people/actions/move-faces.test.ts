import { expect, test } from "vitest";
import { allRejections } from "../../../app/db/rejections.ts";
import { moveFaces } from "../../../app/people/actions/move-faces.ts";
import { NameTakenError, TwiceInPhotoError } from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { assign, face, peopleFixture, person, personsOf, stateOf } from "../../support/people.ts";

test("faces go from whoever has them to another person, and never back by themselves", () => {
  const { db, context } = peopleFixture();
  const [anna, ben, carl] = [person(db, "Anna", 1, 2), person(db, "Ben", 3), person(db, "Carl", 9)];
  const [assigned, unnamed] = [face(db, 4), face(db, 5)];
  assign(db, assigned, ben.personId);
  const faceIds = [anna.faceIds[0] ?? 0, assigned, unnamed].sort((a, b) => a - b);
  const { summary, result } = moveFaces(context, { faceIds, person: { id: carl.personId } });
  expect(summary).toBe("moved 3 faces from Anna and Ben to Carl");
  expect(result.formerPersonIds).toEqual([anna.personId, ben.personId]);
  expect(personsOf(db, faceIds)).toEqual(faceIds.map(() => carl.personId));
  expect(stateOf(db, assigned)?.assignment).toBeNull();
  expect(allRejections(db)).toEqual([
    { faceId: faceIds[0], personId: anna.personId },
    { faceId: assigned, personId: ben.personId },
  ]);
});

test("to a new person, and back: the last word holds", () => {
  const { db, context } = peopleFixture();
  const anna = person(db, "Anna", 1, 2);
  const [faceId = 0] = anna.faceIds;
  const there = moveFaces(context, { faceIds: [faceId], person: { name: "Ben" } });
  expect(there.summary).toBe("moved 1 face from Anna to Ben");
  moveFaces(context, { faceIds: [faceId], person: { id: anna.personId } });
  expect(personsOf(db, anna.faceIds)).toEqual([anna.personId, anna.personId]);
  expect(allRejections(db)).toEqual([{ faceId, personId: there.result.personId }]);
});

test("a taken name and a second face in a photo are refused, and nothing is left of the try", () => {
  const { db, context } = peopleFixture();
  const [anna, ben] = [person(db, "Anna", 1), person(db, "Ben", 1)];
  const refusal = (who: Parameters<typeof moveFaces>[1]["person"]) =>
    errorOf(() => moveFaces(context, { faceIds: ben.faceIds, person: who }));
  expect(refusal({ name: "ANNA" })).toBeInstanceOf(NameTakenError);
  expect(refusal({ id: anna.personId })).toBeInstanceOf(TwiceInPhotoError);
  expect(allRejections(db)).toEqual([]);
  expect(personsOf(db, ben.faceIds)).toEqual([ben.personId]);
});

test("a second face in a photo is given when the user allows it, and a third one then without asking", () => {
  const { db, context } = peopleFixture();
  const [anna, ben, carl] = [person(db, "Anna", 1), person(db, "Ben", 1), person(db, "Carl", 1)];
  const to = { id: anna.personId };
  moveFaces(context, { faceIds: ben.faceIds, person: to, allowTwice: true });
  moveFaces(context, { faceIds: carl.faceIds, person: to });
  expect(personsOf(db, [...ben.faceIds, ...carl.faceIds])).toEqual([anna.personId, anna.personId]);
});
