import { expect, test } from "vitest";
import { findPerson } from "../../../app/db/people.ts";
import { renamePerson } from "../../../app/people/actions/rename-person.ts";
import { EmptyNameError, NameTakenError, UnknownPersonError } from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { peopleFixture, person } from "../../support/people.ts";

test("a person gets another name, also the same in other letters", () => {
  const { db, context } = peopleFixture();
  const { personId } = person(db, "ann", 1);
  const { summary, result } = renamePerson(context, { personId, name: " Ann " });
  expect(summary).toBe("renamed ann to Ann");
  expect(result).toEqual({ personId, before: "ann", after: "Ann" });
  expect(findPerson(db, personId)?.name).toBe("Ann");
  expect(renamePerson(context, { personId, name: "Ann" }).actionId).toBeNull();
});

test("a name that others have is refused, unless equal names are meant", () => {
  const { db, context } = peopleFixture();
  const [ann, anna, other] = [person(db, "Ann", 1), person(db, "Anna", 2, 3), person(db, "ANNA", 4)];
  const choice = { personId: ann.personId, name: "anna" };
  const error = errorOf(() => renamePerson(context, choice));
  expect(error).toBeInstanceOf(NameTakenError);
  expect(error).toMatchObject({
    people: [
      { id: anna.personId, faces: 2 },
      { id: other.personId, faces: 1 },
    ],
  });
  renamePerson(context, { ...choice, allowSameName: true });
  expect(findPerson(db, ann.personId)?.name).toBe("anna");
});

test("blank names and unknown people are refused", () => {
  const { db, context } = peopleFixture();
  const { personId } = person(db, "Ann", 1);
  expect(errorOf(() => renamePerson(context, { personId, name: "\t" }))).toBeInstanceOf(EmptyNameError);
  expect(errorOf(() => renamePerson(context, { personId: 99, name: "B" }))).toBeInstanceOf(
    UnknownPersonError,
  );
});
