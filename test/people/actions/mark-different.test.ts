import { expect, test } from "vitest";
import { allDifferentPeople } from "../../../app/db/different-people.ts";
import { markDifferent } from "../../../app/people/actions/mark-different.ts";
import { NothingChosenError, TooFewError, UnknownPersonError } from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { peopleFixture, person } from "../../support/people.ts";

test("each is different from each, once", () => {
  const { db, context } = peopleFixture();
  const [a, b, c] = ["Ann", "Ben", "Carl"].map((name) => person(db, name).personId);
  const personIds = [c ?? 0, a ?? 0, b ?? 0, a ?? 0];
  const { summary } = markDifferent(context, { personIds });
  expect(summary).toBe("said that Carl, Ann and Ben are different people");
  expect(allDifferentPeople(db)).toEqual([
    { personA: a, personB: b },
    { personA: a, personB: c },
    { personA: b, personB: c },
  ]);
  expect(markDifferent(context, { personIds }).actionId).toBeNull();
});

test("one person, nobody and unknown people are refused", () => {
  const { db, context } = peopleFixture();
  const { personId } = person(db, "Ann");
  const refusal = (personIds: number[]) => errorOf(() => markDifferent(context, { personIds }));
  expect(refusal([personId, personId])).toBeInstanceOf(TooFewError);
  expect(refusal([])).toBeInstanceOf(NothingChosenError);
  expect(refusal([personId, 99])).toBeInstanceOf(UnknownPersonError);
});
