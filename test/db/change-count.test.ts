import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { changeCount } from "../../app/db/change-count.ts";
import { openCatalogue } from "../../app/db/open.ts";
import { createPerson } from "../../app/db/people.ts";
import { inTransaction } from "../../app/db/transaction.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("it stays while nothing is written, and differs after every write, own or of others, kept or not", () => {
  const path = join(temporaryFolder(), "catalogue.db");
  const db = openCatalogue(path);
  const other = openCatalogue(path);
  onTestFinished(() => {
    db.close();
    other.close();
  });
  const counts = [changeCount(db)];
  expect(changeCount(db)).toBe(counts[0]);

  createPerson(db, "Anna");
  counts.push(changeCount(db));
  expect(() =>
    inTransaction(db, () => {
      createPerson(db, "Ben");
      counts.push(changeCount(db));
      throw new Error("rolled back");
    }),
  ).toThrow("rolled back");
  createPerson(other, "Cleo");
  counts.push(changeCount(db));

  expect(new Set(counts).size).toBe(counts.length);
});
