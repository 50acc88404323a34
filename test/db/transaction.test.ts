import { describe, expect, test } from "vitest";
import { addRoot, allRoots } from "../../app/db/roots.ts";
import { getSetting, setSetting } from "../../app/db/settings.ts";
import { inTransaction } from "../../app/db/transaction.ts";
import { temporaryCatalogue } from "../support/catalogue.ts";

describe("inTransaction", () => {
  test("keeps all or nothing, and gives what the work gives", () => {
    const db = temporaryCatalogue();
    const value = inTransaction(db, () => {
      setSetting(db, "kept", "yes");
      return 7;
    });
    const failing = (): void => {
      inTransaction(db, () => {
        setSetting(db, "lost", "yes");
        throw new Error("Stopped half-way.");
      });
    };
    expect(failing).toThrow("Stopped half-way.");
    expect([value, getSetting(db, "kept"), getSetting(db, "lost")]).toEqual([7, "yes", undefined]);
  });

  test("inside another one can be given up alone, and falls with it", () => {
    const db = temporaryCatalogue();
    inTransaction(db, () => {
      setSetting(db, "outer", "yes");
      expect(() => {
        inTransaction(db, () => {
          setSetting(db, "inner", "yes");
          throw new Error("Stopped.");
        });
      }).toThrow("Stopped.");
    });
    expect([getSetting(db, "outer"), getSetting(db, "inner")]).toEqual(["yes", undefined]);
  });

  test("refuses work that would go on after its end", () => {
    const db = temporaryCatalogue();
    expect(() => inTransaction(db, async () => await Promise.resolve(1))).toThrow("promise");
    expect(db.inTransaction).toBe(false);
  });
});

test("a folder named twice keeps its place and its date", () => {
  const db = temporaryCatalogue();
  addRoot(db, "/photos", 1);
  addRoot(db, "/more", 2);
  addRoot(db, "/photos", 3);
  expect(allRoots(db)).toEqual([
    { id: 1, path: "/photos", addedAtMs: 1 },
    { id: 2, path: "/more", addedAtMs: 2 },
  ]);
});
