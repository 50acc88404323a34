import { expect, test } from "vitest";
import { findPerson } from "../../../app/db/people.ts";
import { setPrivate } from "../../../app/people/actions/set-private.ts";
import { UnknownPersonError } from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { peopleFixture, person } from "../../support/people.ts";

test("people are private, and no longer so", () => {
  const { db, context } = peopleFixture();
  const personIds = ["Anna", "Ben"].map((name) => person(db, name).personId);
  expect(setPrivate(context, { personIds, isPrivate: true }).summary).toBe("made Anna and Ben private");
  expect(personIds.map((id) => findPerson(db, id)?.isPrivate)).toEqual([true, true]);
  const { summary } = setPrivate(context, { personIds: personIds.slice(1), isPrivate: false });
  expect(summary).toBe("made Ben no longer private");
  expect(personIds.map((id) => findPerson(db, id)?.isPrivate)).toEqual([true, false]);
  const unknown = () => setPrivate(context, { personIds: [99], isPrivate: true });
  expect(errorOf(unknown)).toBeInstanceOf(UnknownPersonError);
});
