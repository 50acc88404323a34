import { expect, test } from "vitest";
import { findPerson } from "../../../app/db/people.ts";
import { setCover } from "../../../app/people/actions/set-cover.ts";
import { FaceNotTheirsError, UnknownFaceError, UnknownPersonError } from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { assign, face, peopleFixture, person, stateOf } from "../../support/people.ts";

test("a face of theirs is shown for them, and can be taken off again", () => {
  const { db, context } = peopleFixture();
  const { personId, faceIds } = person(db, "Anna", 1, 2);
  const faceId = faceIds[1] ?? 0;
  expect(setCover(context, { personId, faceId }).summary).toBe("chose another cover for Anna");
  expect(findPerson(db, personId)?.coverFaceId).toBe(faceId);
  expect(setCover(context, { personId, faceId }).actionId).toBeNull();
  expect(setCover(context, { personId, faceId: null }).summary).toBe("cleared the cover of Anna");
  expect(findPerson(db, personId)?.coverFaceId).toBeNull();
});

test("an assigned face is confirmed by it", () => {
  const { db, context } = peopleFixture();
  const { personId } = person(db, "Anna", 1);
  const faceId = face(db, 2);
  assign(db, faceId, personId);
  setCover(context, { personId, faceId });
  expect(stateOf(db, faceId)).toMatchObject({ personId, assignment: null });
});

test("faces of others, suggested and unknown ones are refused", () => {
  const { db, context } = peopleFixture();
  const [anna, ben] = [person(db, "Anna", 1), person(db, "Ben", 2)];
  const suggested = face(db, 3);
  assign(db, suggested, anna.personId, "suggested");
  const refusal = (faceId: number, personId = anna.personId) =>
    errorOf(() => setCover(context, { personId, faceId }));
  const error = refusal(ben.faceIds[0] ?? 0);
  expect(error).toBeInstanceOf(FaceNotTheirsError);
  expect(error).toMatchObject({ faceIds: ben.faceIds, personId: anna.personId });
  expect(refusal(suggested)).toBeInstanceOf(FaceNotTheirsError);
  expect(refusal(99)).toBeInstanceOf(UnknownFaceError);
  expect(refusal(suggested, 99)).toBeInstanceOf(UnknownPersonError);
});
