import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { AlbumError } from "../../app/albums/errors.ts";
import { ownMigrationsFolder } from "../../app/db/migrate.ts";
import type { Database } from "../../app/db/open.ts";
import type { ActionKind } from "../../app/journal/action-kinds.ts";
import { UnknownFolderError } from "../../app/library/actions/remove-folder.ts";
import { PeopleError } from "../../app/people/errors.ts";
import { kindOfWay, randomAction, randomActionCount } from "../support/every-action.ts";
import { group, peopleFixture, person } from "../support/people.ts";

const migration = readFileSync(join(ownMigrationsFolder, "0009-actions-of-people.sql"), "utf8");

const rows = (db: Database) =>
  db.prepare("SELECT person_id, action_id FROM action_people ORDER BY action_id, person_id").all();

/** Nobody did these before there was a way to. */
const laterKinds: readonly (ActionKind | undefined)[] = [
  ...(["import-library", "enrol-look", "forget-looks", "join-pair"] as const),
];

const commands = fc.array(
  fc.tuple(fc.nat(randomActionCount - 1), fc.array(fc.nat(999), { minLength: 8, maxLength: 8 })),
  { minLength: 40, maxLength: 60, size: "max" },
);

test("a catalogue from before gets the same people of its actions as one that noted them with each", () => {
  let noted = 0;
  fc.assert(
    fc.property(commands, (session) => {
      const { db, context } = peopleFixture();
      person(db, "Anna", 1, 2, 3);
      person(db, "Ben", 1, 4);
      group(db, 1, 2, 3);
      group(db, 4, 5);
      for (const [action, numbers] of session) {
        if (laterKinds.includes(kindOfWay(action))) continue;
        // There were none yet, and a merge may say of whom it is by nothing else.
        db.exec("DELETE FROM person_identities");
        try {
          randomAction(context, action, numbers);
        } catch (error) {
          const isRefusal = [PeopleError, AlbumError, UnknownFolderError].some(
            (kind) => error instanceof kind,
          );
          if (!isRefusal) throw error;
        }
      }
      const asDone = rows(db);
      noted += asDone.length;
      db.exec(`DROP TABLE action_people; ${migration}`);
      expect(rows(db)).toEqual(asDone);
      // Not all of them until the test ends.
      db.close();
    }),
    { numRuns: 30, seed: 5 },
  );
  expect(noted).toBeGreaterThan(100);
});
