import { expect, test } from "vitest";
import { deleteFalseFace } from "../../../app/people/actions/delete-false-face.ts";
import { restoreFalseFace } from "../../../app/people/actions/restore-false-face.ts";
import { UnknownFaceError } from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { face, peopleFixture, person, stateOf } from "../../support/people.ts";

test("deleted faces come back, without a name", () => {
  const { db, context } = peopleFixture();
  const [anna, other] = [person(db, "Anna", 1), face(db, 2)];
  deleteFalseFace(context, { faceIds: anna.faceIds });
  const { summary, result } = restoreFalseFace(context, { faceIds: [...anna.faceIds, other] });
  expect(summary).toBe("restored 1 deleted face");
  expect(result.faceIds).toEqual(anna.faceIds);
  expect(stateOf(db, anna.faceIds[0])).toMatchObject({
    isFalse: false,
    personId: null,
    clusterId: anna.groupId,
  });
  expect(restoreFalseFace(context, { faceIds: [other] }).actionId).toBeNull();
  expect(errorOf(() => restoreFalseFace(context, { faceIds: [99] }))).toBeInstanceOf(UnknownFaceError);
});
