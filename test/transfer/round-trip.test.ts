import fc from "fast-check";
import { expect, test } from "vitest";
import { AlbumError } from "../../app/albums/errors.ts";
import { addRoot } from "../../app/db/roots.ts";
import { undo } from "../../app/journal/undo.ts";
import { UnknownFolderError } from "../../app/library/actions/remove-folder.ts";
import { PeopleError } from "../../app/people/errors.ts";
import { decisionsOf } from "../journal/decisions-of.ts";
import { randomAction, randomActionCount } from "../support/every-action.ts";
import { assign, group, peopleFixture, person, type PeopleFixture } from "../support/people.ts";
import { exportedFile, exportedText, importFile, saidIn, sameScanned } from "./carry.ts";

/** Six photos, two people, three groups, and a face that the machine gives to somebody. */
function smallLibrary(): PeopleFixture {
  const fixture = peopleFixture();
  const { db } = fixture;
  const anna = person(db, "Person 1", 1, 2, 3);
  person(db, "Person 2", 1, 4);
  const groups = [group(db, 1, 2, 3), group(db, 4, 5), group(db, 3, 4, 6)];
  assign(db, groups[1]?.faceIds[1] ?? 0, anna.personId);
  addRoot(db, "/photos", 1);
  return fixture;
}

const commands = fc.array(
  fc.tuple(fc.nat(randomActionCount - 1), fc.array(fc.nat(999), { minLength: 8, maxLength: 8 })),
  { maxLength: 60, size: "max" },
);

function attempt(fixture: PeopleFixture, [action, numbers]: readonly [number, readonly number[]]): void {
  try {
    randomAction(fixture.context, action, numbers);
  } catch (error) {
    if (error instanceof PeopleError || error instanceof AlbumError || error instanceof UnknownFolderError)
      return;
    throw error;
  }
}

test("after any actions, all that was said is in a library that scanned the same photos; again changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (session) => {
      const fixture = smallLibrary();
      for (const command of session) attempt(fixture, command);
      const file = exportedFile(fixture.db);
      const other = sameScanned(fixture.db);
      const untouched = decisionsOf(other.db);
      const { actionId, result } = await importFile(other.context, file);
      expect(result).toMatchObject({ conflictCount: 0, sameNames: [] });
      expect(saidIn(other.db)).toEqual(saidIn(fixture.db));
      expect((await importFile(other.context, file)).actionId).toBeNull();
      const first = decisionsOf(fixture.db);
      await importFile(fixture.context, file);
      expect(decisionsOf(fixture.db)).toEqual(first);
      if (actionId !== null) undo(other.context);
      expect(decisionsOf(other.db)).toEqual(untouched);
      fixture.db.close();
      other.db.close();
    }),
    { numRuns: 40, seed: 5, endOnFailure: true },
  );
});

test("the sessions say something of stacks and of pairs, each of the four ways", () => {
  const said = new Set<string>();
  for (const session of fc.sample(commands, { numRuns: 40, seed: 5 })) {
    const fixture = smallLibrary();
    for (const command of session) attempt(fixture, command);
    for (const key of ["stackedWith", "unstacked", "stackCover", "partedFrom"])
      if (exportedText(fixture.db).includes(`"${key}":`)) said.add(key);
    fixture.db.close();
  }
  expect([...said].sort()).toEqual(["partedFrom", "stackCover", "stackedWith", "unstacked"]);
});

test("into a library that has none of the photos yet, nothing is lost either", async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (session) => {
      const fixture = smallLibrary();
      for (const command of session) attempt(fixture, command);
      const file = exportedFile(fixture.db);
      const middle = peopleFixture();
      await importFile(middle.context, file);
      expect((await importFile(middle.context, file)).actionId).toBeNull();
      const last = sameScanned(fixture.db);
      await importFile(last.context, exportedFile(middle.db));
      expect(saidIn(last.db)).toEqual(saidIn(fixture.db));
      for (const { db } of [fixture, middle, last]) db.close();
    }),
    { numRuns: 20, seed: 7, endOnFailure: true },
  );
});
