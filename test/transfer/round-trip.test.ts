import fc from "fast-check";
import { expect, test } from "vitest";
import { undo } from "../../app/journal/undo.ts";
import { decisionsOf } from "../journal/decisions-of.ts";
import { peopleFixture } from "../support/people.ts";
import { exportedFile, exportedText, importFile, saidIn, sameScanned } from "./carry.ts";
import { attempt, sessions, smallLibrary } from "./sessions.ts";

test("after any actions, all that was said is in a library that scanned the same photos; again changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(sessions, async (session) => {
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
  for (const session of fc.sample(sessions, { numRuns: 40, seed: 5 })) {
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
    fc.asyncProperty(sessions, async (session) => {
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
