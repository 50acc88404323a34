import { expect, test } from "vitest";
import { confirmSuggestions } from "../../../app/people/actions/confirm-suggestions.ts";
import {
  FaceNamedError,
  NothingChosenError,
  TwiceInPhotoError,
  UnknownPersonError,
} from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { assign, face, peopleFixture, person, personsOf, stateOf } from "../../support/people.ts";

test("faces that wait or are assigned become the person's, and no longer the machine's", () => {
  const { db, context } = peopleFixture();
  const anna = person(db, "Anna", 9);
  const [waiting, assigned, forgotten] = [face(db, 1), face(db, 2), face(db, 3)];
  assign(db, waiting, anna.personId, "suggested");
  assign(db, assigned, anna.personId);
  const { summary, result } = confirmSuggestions(context, {
    faceIds: [forgotten, assigned, waiting],
    personId: anna.personId,
  });
  expect(summary).toBe("confirmed 3 faces of Anna");
  expect(result.faceIds).toEqual([waiting, assigned, forgotten]);
  expect(personsOf(db, result.faceIds)).toEqual([anna.personId, anna.personId, anna.personId]);
  expect(stateOf(db, assigned)?.assignment).toBeNull();
  const again = confirmSuggestions(context, { faceIds: [waiting], personId: anna.personId });
  expect(again.actionId).toBeNull();
});

test("all or none: faces of others, two of one photo, nobody and nothing are refused", () => {
  const { db, context } = peopleFixture();
  const [anna, ben] = [person(db, "Anna", 9), person(db, "Ben", 8)];
  const [one, twin] = [face(db, 1), face(db, 1)];
  const [bens = 0] = ben.faceIds;
  const refusal = (faceIds: number[], personId = anna.personId) =>
    errorOf(() => confirmSuggestions(context, { faceIds, personId }));
  const named = refusal([one, bens]);
  expect(named).toBeInstanceOf(FaceNamedError);
  expect(named).toMatchObject({ faceIds: [bens] });
  expect(refusal([one, twin])).toBeInstanceOf(TwiceInPhotoError);
  expect(refusal([one], 99)).toBeInstanceOf(UnknownPersonError);
  expect(refusal([])).toBeInstanceOf(NothingChosenError);
  expect(personsOf(db, [one, twin])).toEqual([null, null]);
});
