import { expect, test } from "vitest";
import { listPeople } from "../../../app/db/people.ts";
import { setPinned } from "../../../app/people/actions/set-pinned.ts";
import { NothingChosenError, UnknownPersonError } from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { peopleFixture, person } from "../../support/people.ts";

test("the pinned come first, however few faces they have", () => {
  const { db, context } = peopleFixture();
  const [anna, ben] = [person(db, "Anna", 1, 2), person(db, "Ben", 3)];
  const personIds = [ben.personId];
  expect(setPinned(context, { personIds, isPinned: true }).summary).toBe("pinned Ben");
  expect(listPeople(db).map(({ name, isPinned }) => [name, isPinned])).toEqual([
    ["Ben", true],
    ["Anna", false],
  ]);
  expect(setPinned(context, { personIds, isPinned: true }).actionId).toBeNull();
  const both = [anna.personId, ben.personId];
  expect(setPinned(context, { personIds: both, isPinned: false }).summary).toBe("unpinned Anna and Ben");
  expect(listPeople(db).map(({ name, isPinned }) => [name, isPinned])).toEqual([
    ["Anna", false],
    ["Ben", false],
  ]);
});

test("nobody and unknown people are refused", () => {
  const { context } = peopleFixture();
  const refusal = (personIds: number[]) => errorOf(() => setPinned(context, { personIds, isPinned: true }));
  expect(refusal([])).toBeInstanceOf(NothingChosenError);
  expect(refusal([99])).toBeInstanceOf(UnknownPersonError);
});
