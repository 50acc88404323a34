import { expect, test } from "vitest";
import { assignedCounts } from "../../app/db/assigned-counts.ts";
import { setIgnored } from "../../app/db/faces.ts";
import { filesOfPhoto, markMissing } from "../../app/db/files.ts";
import { assign, face, peopleFixture, person, photo } from "../support/people.ts";

test("faces that the machine gives to people; ignored ones and those of missing photos do not count", () => {
  const { db } = peopleFixture();
  const [anna, ben] = [person(db, "Anna", 1), person(db, "Ben", 2)];
  person(db, "Carl", 3);
  for (const number of [4, 5]) assign(db, face(db, number), anna.personId);
  assign(db, face(db, 6), anna.personId, "suggested");
  assign(db, face(db, 4), ben.personId, "suggested");
  const ignored = face(db, 5);
  assign(db, ignored, ben.personId);
  setIgnored(db, ignored, true);
  assign(db, face(db, 7), ben.personId);
  markMissing(
    db,
    filesOfPhoto(db, photo(db, 7)).map(({ id }) => id),
    1,
  );
  expect(assignedCounts(db)).toEqual(
    new Map([
      [anna.personId, { assigned: 2, suggested: 1 }],
      [ben.personId, { assigned: 0, suggested: 1 }],
    ]),
  );
});
