import { expect, test } from "vitest";
import { insertJudgement, allJudgements } from "../../../app/db/judgements.ts";
import { findPerson, updatePerson } from "../../../app/db/people.ts";
import { allRejections } from "../../../app/db/rejections.ts";
import { rejectSuggestions } from "../../../app/people/actions/reject-suggestions.ts";
import { NothingChosenError, UnknownFaceError, UnknownPersonError } from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { assign, face, peopleFixture, person, personsOf, stateOf } from "../../support/people.ts";

test("faces lose the person, whoever gave it, and are remembered as not them", () => {
  const { db, context } = peopleFixture();
  const [anna, ben] = [person(db, "Anna", 9), person(db, "Ben", 8)];
  const [waiting, assigned, bens] = [face(db, 1), face(db, 2), face(db, 3)];
  assign(db, waiting, anna.personId, "suggested");
  assign(db, assigned, anna.personId);
  assign(db, bens, ben.personId);
  const [confirmed = 0] = anna.faceIds;
  const before = findPerson(db, anna.personId);
  if (before) updatePerson(db, { ...before, coverFaceId: confirmed });
  const faceIds = [waiting, assigned, bens, confirmed];
  const { summary } = rejectSuggestions(context, { faceIds, personId: anna.personId });
  expect(summary).toBe("said that 4 faces are not Anna");
  expect(allRejections(db)).toEqual(
    faceIds.toSorted((a, b) => a - b).map((faceId) => ({ faceId, personId: anna.personId })),
  );
  expect(faceIds.map((id) => stateOf(db, id)?.assignment?.personId)).toEqual([
    undefined,
    undefined,
    ben.personId,
    undefined,
  ]);
  expect(personsOf(db, faceIds)).toEqual([null, null, null, null]);
  expect(findPerson(db, anna.personId)?.coverFaceId).toBeNull();
  expect(rejectSuggestions(context, { faceIds, personId: anna.personId }).actionId).toBeNull();
});

test("what was said to be one person with a face of theirs no longer is", () => {
  const { db, context } = peopleFixture();
  const anna = person(db, "Anna", 9);
  const [a = 0] = anna.faceIds;
  const [one, two, other] = [face(db, 1), face(db, 2), face(db, 3)];
  insertJudgement(db, { kind: "together", sides: [[a, one, two, other], []] });
  rejectSuggestions(context, { faceIds: [one, two], personId: anna.personId });
  expect(allJudgements(db).map(({ sides }) => sides)).toEqual([
    [[one, two], []],
    [[a, other], []],
  ]);
});

test("nobody, unknown faces and nothing are refused", () => {
  const { db, context } = peopleFixture();
  const anna = person(db, "Anna", 9);
  const refusal = (faceIds: number[], personId: number) =>
    errorOf(() => rejectSuggestions(context, { faceIds, personId }));
  expect(refusal([], anna.personId)).toBeInstanceOf(NothingChosenError);
  expect(refusal([99], anna.personId)).toBeInstanceOf(UnknownFaceError);
  expect(refusal(anna.faceIds, 99)).toBeInstanceOf(UnknownPersonError);
});
