import { expect, test } from "vitest";
import { appearancesOf } from "../../../app/db/appearances.ts";
import { listPeople } from "../../../app/db/people.ts";
import { addAppearance } from "../../../app/people/actions/add-appearance.ts";
import { NameTakenError, NothingChosenError, UnknownPhotoError } from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { peopleFixture, person, photo } from "../../support/people.ts";

test("a person is in photos without a face, but not where they have one", () => {
  const { db, context } = peopleFixture();
  const { personId } = person(db, "Anna", 1);
  const photoIds = [photo(db, 1), photo(db, 2), photo(db, 3)];
  const choice = { person: { id: personId }, photoIds };
  const { summary, result } = addAppearance(context, choice);
  expect(summary).toBe("added Anna to 2 photos without a face");
  expect(result).toEqual({ personId, personName: "Anna", photoIds: photoIds.slice(1) });
  expect(appearancesOf(db, personId)).toEqual(photoIds.slice(1));
  expect(listPeople(db)).toMatchObject([{ faces: 1, photos: 3 }]);
  expect(addAppearance(context, choice).actionId).toBeNull();
});

test("a new person may have no face at all", () => {
  const { db, context } = peopleFixture();
  addAppearance(context, { person: { name: "Ben" }, photoIds: [photo(db, 1)] });
  expect(listPeople(db)).toMatchObject([{ name: "Ben", faces: 0, photos: 1 }]);
  const again = () => addAppearance(context, { person: { name: "ben" }, photoIds: [photo(db, 2)] });
  expect(errorOf(again)).toBeInstanceOf(NameTakenError);
});

test("unknown photos and none are refused", () => {
  const { context } = peopleFixture();
  const refusal = (photoIds: number[]) =>
    errorOf(() => addAppearance(context, { person: { name: "A" }, photoIds }));
  expect(refusal([])).toBeInstanceOf(NothingChosenError);
  expect(refusal([99])).toBeInstanceOf(UnknownPhotoError);
});
