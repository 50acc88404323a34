import { expect, test } from "vitest";
import { nameFaces } from "../../../app/people/actions/name-faces.ts";
import { NothingChosenError, TwiceInPhotoError, UnknownGroupError } from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { face, group, peopleFixture, person, personsOf } from "../../support/people.ts";

test("faces and whole groups get one person in one step; nothing else does", () => {
  const { db, context } = peopleFixture();
  const chosen = group(db, 1, 2);
  const other = group(db, 3, 4);
  const [one = 0, two = 0] = other.faceIds;
  const { actionId, summary, result } = nameFaces(context, {
    faceIds: [one],
    groupIds: [chosen.groupId],
    person: { name: "Anna" },
  });
  expect({ actionId, summary }).toEqual({ actionId: 1, summary: "named 3 faces Anna" });
  expect(result).toEqual({ personId: 1, personName: "Anna", faceIds: [...chosen.faceIds, one], changed: 3 });
  expect(personsOf(db, [...chosen.faceIds, one, two])).toEqual([1, 1, 1, null]);
});

test("a person twice in a photo only when that is allowed", () => {
  const { db, context } = peopleFixture();
  const anna = person(db, "Anna", 1);
  const [one, two] = [face(db, 1), face(db, 2)];
  const naming = { faceIds: [one, two], person: { id: anna.personId } };
  expect(errorOf(() => nameFaces(context, naming))).toBeInstanceOf(TwiceInPhotoError);
  expect(personsOf(db, [one, two])).toEqual([null, null]);
  expect(nameFaces(context, { ...naming, allowTwice: true }).summary).toBe("named 2 faces Anna");
});

test("nothing chosen, and a group that is not there", () => {
  const { context } = peopleFixture();
  const naming = { faceIds: [], person: { name: "Anna" } };
  expect(errorOf(() => nameFaces(context, naming))).toBeInstanceOf(NothingChosenError);
  expect(errorOf(() => nameFaces(context, { ...naming, groupIds: [9] }))).toBeInstanceOf(UnknownGroupError);
});
