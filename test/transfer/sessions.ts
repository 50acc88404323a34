import fc from "fast-check";
import { AlbumError } from "../../app/albums/errors.ts";
import { addRoot } from "../../app/db/roots.ts";
import { UnknownFolderError } from "../../app/library/actions/remove-folder.ts";
import { PeopleError } from "../../app/people/errors.ts";
import { randomAction, randomActionCount } from "../support/every-action.ts";
import { assign, group, peopleFixture, person, type PeopleFixture } from "../support/people.ts";

/** Six photos, two people, three groups, and a face that the machine gives to somebody. */
export function smallLibrary(): PeopleFixture {
  const fixture = peopleFixture();
  const { db } = fixture;
  const anna = person(db, "Person 1", 1, 2, 3);
  person(db, "Person 2", 1, 4);
  const groups = [group(db, 1, 2, 3), group(db, 4, 5), group(db, 3, 4, 6)];
  assign(db, groups[1]?.faceIds[1] ?? 0, anna.personId);
  addRoot(db, "/photos", 1);
  return fixture;
}

/** What somebody does: which action, and the numbers that it draws what it is about from. */
export const sessions = fc.array(
  fc.tuple(fc.nat(randomActionCount - 1), fc.array(fc.nat(999), { minLength: 8, maxLength: 8 })),
  { maxLength: 60, size: "max" },
);

/** Does it, unless it cannot be done. */
export function attempt(
  fixture: PeopleFixture,
  [action, numbers]: readonly [number, readonly number[]],
): void {
  try {
    randomAction(fixture.context, action, numbers);
  } catch (error) {
    if (error instanceof PeopleError || error instanceof AlbumError || error instanceof UnknownFolderError)
      return;
    throw error;
  }
}
