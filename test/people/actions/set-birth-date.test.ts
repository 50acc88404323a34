import { expect, test } from "vitest";
import { findPerson } from "../../../app/db/people.ts";
import { setBirthDate } from "../../../app/people/actions/set-birth-date.ts";
import { BirthDateError, UnknownPersonError } from "../../../app/people/errors.ts";
import { actionContext } from "../../support/action-context.ts";
import { errorOf } from "../../support/error-of.ts";
import { peopleFixture, person } from "../../support/people.ts";

const now = Date.UTC(2026, 10, 23, 12);

function fixture() {
  const { db } = peopleFixture();
  // Photo 4 was taken on 1 June 2004, and so on.
  return { db, context: actionContext(db, now), ...person(db, "Anna", 4, 5, 6) };
}

test("the date is kept, with the number of photos that were taken before, and cleared", () => {
  const { db, context, personId } = fixture();
  const { summary, result } = setBirthDate(context, { personId, birthDate: "2005-06-01" });
  expect(summary).toBe("set the birth date of Anna to 2005-06-01");
  expect(result).toEqual({ personId, personName: "Anna", birthDate: "2005-06-01", earlierPhotos: 1 });
  expect(findPerson(db, personId)?.birthDate).toBe("2005-06-01");
  expect(setBirthDate(context, { personId, birthDate: null }).summary).toBe("cleared the birth date of Anna");
  expect(findPerson(db, personId)?.birthDate).toBeNull();
});

test.each(["2004-02-29", "1899-12-31", "2026-11-24"])("%s is a day", (birthDate) => {
  const { db, context, personId } = fixture();
  setBirthDate(context, { personId, birthDate });
  expect(findPerson(db, personId)?.birthDate).toBe(birthDate);
});

test.each([
  ["31.5.2019", "is not a date"],
  ["2019-5-31", "is not a date"],
  ["2019-02-29", "the calendar does not have"],
  ["2019-13-01", "the calendar does not have"],
  ["2026-11-25", "still to come"],
])("%s is refused", (birthDate, reason) => {
  const { context, personId } = fixture();
  const error = errorOf(() => setBirthDate(context, { personId, birthDate }));
  expect(error).toBeInstanceOf(BirthDateError);
  expect(error).toMatchObject({ birthDate });
  expect(String(error)).toContain(reason);
});

test("unknown people are refused", () => {
  const { context } = fixture();
  expect(errorOf(() => setBirthDate(context, { personId: 99, birthDate: null }))).toBeInstanceOf(
    UnknownPersonError,
  );
});
