import { expect, test } from "vitest";
import { setFalse } from "../../../app/db/faces.ts";
import { countFaces, findPerson, listPeople, updatePerson } from "../../../app/db/people.ts";
import { ignoreFaces } from "../../../app/people/actions/ignore-faces.ts";
import { NothingChosenError, UnknownFaceError } from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { assign, face, peopleFixture, person, stateOf } from "../../support/people.ts";

test("ignored faces belong to nobody, are no cover, and are not counted", () => {
  const { db, context } = peopleFixture();
  const anna = person(db, "Anna", 1, 2);
  const assigned = face(db, 3);
  assign(db, assigned, anna.personId);
  const [cover = 0] = anna.faceIds;
  const before = findPerson(db, anna.personId);
  if (before) updatePerson(db, { ...before, coverFaceId: cover });
  const { summary } = ignoreFaces(context, { faceIds: [cover, assigned] });
  expect(summary).toBe("ignored 2 faces");
  expect(stateOf(db, cover)).toEqual({
    ...{ id: cover, clusterId: anna.groupId, personId: null },
    ...{ ignored: true, isFalse: false, assignment: null },
  });
  expect(stateOf(db, assigned)).toMatchObject({ ignored: true, assignment: null });
  expect(listPeople(db)).toMatchObject([{ faces: 1, photos: 1, coverFaceId: null }]);
  expect(countFaces(db)).toEqual({ unknownFaces: 0, ignoredFaces: 2 });
});

test("what is ignored or no face already stays as it is; unknown faces and none are refused", () => {
  const { db, context } = peopleFixture();
  const [one, none] = [face(db, 1), face(db, 2)];
  setFalse(db, none, true);
  expect(ignoreFaces(context, { faceIds: [one, none] }).result.faceIds).toEqual([one]);
  expect(ignoreFaces(context, { faceIds: [one, none] }).actionId).toBeNull();
  expect(errorOf(() => ignoreFaces(context, { faceIds: [one, 99] }))).toBeInstanceOf(UnknownFaceError);
  expect(errorOf(() => ignoreFaces(context, { faceIds: [] }))).toBeInstanceOf(NothingChosenError);
});
