import { expect, test } from "vitest";
import { addAppearance } from "../../../app/db/appearances.ts";
import { listPeople } from "../../../app/db/people.ts";
import { removeAppearance } from "../../../app/people/actions/remove-appearance.ts";
import { NothingChosenError, UnknownPersonError } from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { peopleFixture, person, photo } from "../../support/people.ts";

test("a person is no longer in the photos; those that they were not in stay", () => {
  const { db, context } = peopleFixture();
  const { personId } = person(db, "Anna", 1);
  const [one, two] = [photo(db, 2), photo(db, 3)];
  for (const photoId of [one, two]) addAppearance(db, { personId, photoId });
  const { summary, result } = removeAppearance(context, { personId, photoIds: [photo(db, 1), two] });
  expect(summary).toBe("removed Anna from 1 photo without a face");
  expect(result.photoIds).toEqual([two]);
  expect(listPeople(db)).toMatchObject([{ faces: 1, photos: 2 }]);
  expect(removeAppearance(context, { personId, photoIds: [two] }).actionId).toBeNull();
  const refusal = (id: number, photoIds: number[]) =>
    errorOf(() => removeAppearance(context, { personId: id, photoIds }));
  expect(refusal(99, [one])).toBeInstanceOf(UnknownPersonError);
  expect(refusal(personId, [])).toBeInstanceOf(NothingChosenError);
});
