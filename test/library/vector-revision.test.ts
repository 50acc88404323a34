import { expect, test } from "vitest";
import { inTransaction } from "../../app/db/transaction.ts";
import { bumpVectorRevision, vectorRevision } from "../../app/db/vector-revision.ts";
import { temporaryCatalogue } from "../support/catalogue.ts";

test("the revision counts up from 0", () => {
  const db = temporaryCatalogue();
  expect(vectorRevision(db)).toBe(0);
  for (let bumps = 0; bumps < 11; bumps++) bumpVectorRevision(db);
  expect(vectorRevision(db)).toBe(11);
});

test("a change that was taken back does not count", () => {
  const db = temporaryCatalogue();
  bumpVectorRevision(db);
  expect(() =>
    inTransaction(db, () => {
      bumpVectorRevision(db);
      throw new Error("taken back");
    }),
  ).toThrow("taken back");
  expect(vectorRevision(db)).toBe(1);
});
