import { expect, test } from "vitest";
import { findPerson } from "../../../app/db/people.ts";
import { setHidden } from "../../../app/people/actions/set-hidden.ts";
import { UnknownPersonError } from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { peopleFixture, person, personsOf } from "../../support/people.ts";

test("hidden people keep their faces, and are shown again", () => {
  const { db, context } = peopleFixture();
  const { personId, faceIds } = person(db, "Anna", 1);
  expect(setHidden(context, { personIds: [personId], isHidden: true }).summary).toBe("hid Anna");
  expect(findPerson(db, personId)).toMatchObject({ isHidden: true, isPinned: false, isPrivate: false });
  expect(personsOf(db, faceIds)).toEqual([personId]);
  expect(setHidden(context, { personIds: [personId], isHidden: false }).summary).toBe("stopped hiding Anna");
  expect(findPerson(db, personId)?.isHidden).toBe(false);
  const unknown = () => setHidden(context, { personIds: [99], isHidden: true });
  expect(errorOf(unknown)).toBeInstanceOf(UnknownPersonError);
});
