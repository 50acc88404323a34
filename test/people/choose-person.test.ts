import { expect, test } from "vitest";
import { createPerson, findPerson } from "../../app/db/people.ts";
import { choosePerson, peopleCalled, tidyName } from "../../app/people/choose-person.ts";
import { EmptyNameError } from "../../app/people/errors.ts";
import { temporaryCatalogue } from "../support/catalogue.ts";
import { errorOf } from "../support/error-of.ts";

test("names are kept composed, with single spaces", () => {
  expect(tidyName(" Zoe\u0308 \n van\u00A0 Dam ")).toBe("Zo\u00EB van Dam");
  expect(errorOf(() => tidyName(" \u00A0\t"))).toBeInstanceOf(EmptyNameError);
});

test("people are found by name whatever its capitals, composition and spaces", () => {
  const db = temporaryCatalogue();
  const [one, two, other] = ["\u00C9va  Kis", "e\u0301VA kis", "Eva Kis"].map((name) =>
    createPerson(db, name),
  );
  expect(peopleCalled(db, "\u00E9va kis ").map(({ id }) => id)).toEqual([one, two]);
  expect(peopleCalled(db, "EVA KIS").map(({ id }) => id)).toEqual([other]);
  // The small letter of this capital is written with a mark of its own.
  const dotted = createPerson(db, "\u0130nci");
  expect(peopleCalled(db, "\u0130NC\u0049").map(({ id }) => id)).toEqual([dotted]);
});

test("a person that is known is chosen by number, a new one is made", () => {
  const db = temporaryCatalogue();
  const id = createPerson(db, "Ann");
  expect(choosePerson(db, { id })).toMatchObject({ id, name: "Ann" });
  const ben = choosePerson(db, { name: " Ben " });
  expect(findPerson(db, ben.id)).toEqual({
    ...{ id: ben.id, name: "Ben", birthDate: null, coverFaceId: null },
    ...{ isPinned: false, isHidden: false, isPrivate: false },
  });
});
