import { expect, test } from "vitest";
import { allJudgements, insertJudgement } from "../../../app/db/judgements.ts";
import { keepTogether } from "../../../app/people/actions/keep-together.ts";
import { FacesNotTogetherError, NothingChosenError, TooFewError } from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { face, group, peopleFixture, person } from "../../support/people.ts";

test("faces are remembered as one person, once; what said otherwise is lifted", () => {
  const { db, context } = peopleFixture();
  const { faceIds } = group(db, 1, 2, 3);
  const [a = 0, b = 0, c = 0] = faceIds;
  const stranger = face(db, 4);
  insertJudgement(db, { kind: "apart", sides: [[a], [b, stranger]] });
  const { summary } = keepTogether(context, { faceIds: [c, b, a] });
  expect(summary).toBe("said that 3 faces are one person");
  expect(allJudgements(db).map(({ kind, sides }) => ({ kind, sides }))).toEqual([
    { kind: "apart", sides: [[a], [stranger]] },
    { kind: "together", sides: [[a, b, c], []] },
  ]);
  expect(keepTogether(context, { faceIds: [a, b] }).actionId).toBeNull();
});

test("one face, none, and faces of different people are refused", () => {
  const { db, context } = peopleFixture();
  const [anna, ben] = [person(db, "Anna", 1), person(db, "Ben", 2)];
  const refusal = (faceIds: number[]) => errorOf(() => keepTogether(context, { faceIds }));
  expect(refusal(anna.faceIds)).toBeInstanceOf(TooFewError);
  expect(refusal([])).toBeInstanceOf(NothingChosenError);
  expect(refusal([...anna.faceIds, ...ben.faceIds])).toBeInstanceOf(FacesNotTogetherError);
});
