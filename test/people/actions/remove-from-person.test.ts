import { expect, test } from "vitest";
import { setCluster } from "../../../app/db/faces.ts";
import { allRejections } from "../../../app/db/rejections.ts";
import { removeFromPerson } from "../../../app/people/actions/remove-from-person.ts";
import { FaceNotTheirsError } from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { assign, clustersOf, face, peopleFixture, person, personsOf, stateOf } from "../../support/people.ts";

test("faces of several people become unnamed, in the group they came from, and are remembered", () => {
  const { db, context } = peopleFixture();
  const [anna, ben] = [person(db, "Anna", 1, 2), person(db, "Ben", 3)];
  const assigned = face(db, 4);
  assign(db, assigned, ben.personId);
  const [confirmed = 0] = anna.faceIds;
  const { summary, result } = removeFromPerson(context, { faceIds: [confirmed, assigned] });
  expect(summary).toBe("removed 2 faces from Anna and Ben");
  expect(result).toEqual({ faceIds: [confirmed, assigned], personIds: [anna.personId, ben.personId] });
  expect(personsOf(db, [...anna.faceIds, assigned])).toEqual([null, anna.personId, null]);
  expect(clustersOf(db, [confirmed])).toEqual([anna.groupId]);
  expect(stateOf(db, assigned)?.assignment).toBeNull();
  expect(allRejections(db)).toEqual([
    { faceId: confirmed, personId: anna.personId },
    { faceId: assigned, personId: ben.personId },
  ]);
});

test("a group into which another face of the photo has come is not gone back to", () => {
  const { db, context } = peopleFixture();
  const anna = person(db, "Anna", 1);
  setCluster(db, face(db, 1), anna.groupId);
  removeFromPerson(context, { faceIds: anna.faceIds });
  expect(clustersOf(db, anna.faceIds)).toEqual([null]);
});

test("faces of nobody are refused, suggested ones too", () => {
  const { db, context } = peopleFixture();
  const anna = person(db, "Anna", 1);
  const suggested = face(db, 2);
  assign(db, suggested, anna.personId, "suggested");
  const error = errorOf(() => removeFromPerson(context, { faceIds: [...anna.faceIds, suggested] }));
  expect(error).toBeInstanceOf(FaceNotTheirsError);
  expect(error).toMatchObject({ faceIds: [suggested], personId: null });
  expect(personsOf(db, anna.faceIds)).toEqual([anna.personId]);
});
