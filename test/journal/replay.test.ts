import { copyFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { facesOfPhoto, insertFace } from "../../app/db/faces.ts";
import { allRoots, addRoot } from "../../app/db/roots.ts";
import { act, type ActionContext } from "../../app/journal/act.ts";
import { NothingToUndoError } from "../../app/journal/errors.ts";
import { redo } from "../../app/journal/redo.ts";
import { undo } from "../../app/journal/undo.ts";
import { addPhoto, plainFace } from "../support/catalogue.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { addSixFaces, nameFaces, namesByPlace, openActionLibrary } from "./action-library.ts";
import { decisionWrites, type DecisionWrite } from "./decision-writes.ts";
import { decisionsOf, rebuildable } from "./decisions-of.ts";

type Step = { readonly writes: readonly DecisionWrite[] } | "undo" | "redo";

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ writes: fc.array(decisionWrites, { minLength: 1, maxLength: 5 }) }) },
    { weight: 2, arbitrary: fc.constant("undo" as const) },
    { weight: 1, arbitrary: fc.constant("redo" as const) },
  ),
  { maxLength: 12 },
);

function take(context: ActionContext, step: Step): void {
  try {
    if (step === "undo") undo(context);
    else if (step === "redo") redo(context);
    else
      act(context, { kind: "name-faces", summary: "did something" }, () => {
        for (const { sql, values } of step.writes) context.db.prepare(sql).run(...values);
      });
  } catch (error) {
    if (!/nothing to (un|re)do/.test(String(error))) throw error;
  }
}

function forgetCatalogue(folder: string): void {
  for (const end of ["", "-wal", "-shm"]) rmSync(join(folder, `catalogue.db${end}`), { force: true });
}

describe("any sequence of actions, undos and redos", () => {
  test("is rebuilt from the text alone, with the history to undo", () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const folder = temporaryFolder();
        const before = openActionLibrary(folder);
        addSixFaces(before.db);
        for (const step of sequence) take(before, step);
        const last = rebuildable(before.db);
        before.close();
        forgetCatalogue(folder);
        const after = openActionLibrary(folder);
        expect(after.report.badLines).toEqual([]);
        expect(rebuildable(after.db)).toEqual(last);
        while (undoOne(after));
        expect(rebuildable(after.db)).toMatchObject({
          decided: [],
          people: [],
          judgements: [],
          withHashes: Array.from({ length: 8 }, () => []),
        });
        after.close();
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  test("is exactly as it was after an older copy of the catalogue was put back", () => {
    fc.assert(
      fc.property(steps, steps, (first, second) => {
        const folder = temporaryFolder();
        const before = openActionLibrary(folder);
        addSixFaces(before.db);
        for (const step of first) take(before, step);
        before.db.pragma("wal_checkpoint(TRUNCATE)");
        copyFileSync(join(folder, "catalogue.db"), join(folder, "copy.db"));
        for (const step of second) take(before, step);
        const last = [decisionsOf(before.db), rebuildable(before.db)];
        before.close();
        forgetCatalogue(folder);
        copyFileSync(join(folder, "copy.db"), join(folder, "catalogue.db"));
        const after = openActionLibrary(folder);
        expect([decisionsOf(after.db), rebuildable(after.db)]).toEqual(last);
        after.close();
      }),
      { numRuns: 60, seed: 5 },
    );
  });
});

function undoOne(context: ActionContext): boolean {
  try {
    undo(context);
    return true;
  } catch (error) {
    if (error instanceof NothingToUndoError) return false;
    throw error;
  }
}

test("a second opening replays nothing, and new lines go on with the numbers", () => {
  const folder = temporaryFolder();
  const first = openActionLibrary(folder);
  addSixFaces(first.db);
  addRoot(first.db, "/photos", 5);
  nameFaces(first, "Ada", 1);
  first.close();
  forgetCatalogue(folder);
  const second = openActionLibrary(folder);
  expect(second.report.replayedSteps).toBe(1);
  expect(allRoots(second.db)).toEqual([{ id: 1, path: "/photos", addedAtMs: 5 }]);
  nameFaces(second, "Ben", 1);
  second.close();
  const third = openActionLibrary(folder);
  expect(third.report.replayedSteps).toBe(0);
  const lines = readFileSync(third.journal.path, "utf8").trimEnd().split("\n");
  expect(lines.map((line) => Object.keys(JSON.parse(line) as object)[0])).toEqual([
    ...["journal", "root", "number", "replayed", "number"],
  ]);
});

test("folders are known again though nothing was decided yet", () => {
  const folder = temporaryFolder();
  const first = openActionLibrary(folder);
  addRoot(first.db, "/photos", 5);
  first.journal.bringUpToDate(first.db);
  first.close();
  forgetCatalogue(folder);
  expect(allRoots(openActionLibrary(folder).db)).toEqual([{ id: 1, path: "/photos", addedAtMs: 5 }]);
});

describe("faces of another catalogue", () => {
  test("are found by photo and place when their ids mean others now", () => {
    const folder = temporaryFolder();
    const first = openActionLibrary(folder);
    addSixFaces(first.db);
    nameFaces(first, "Ada", 1);
    nameFaces(first, "Ben", 2);
    first.close();
    forgetCatalogue(folder);
    // A new catalogue without the journal beside it, scanned in another order by a detector with other boxes.
    const elsewhere = temporaryFolder();
    const scanned = openActionLibrary(elsewhere);
    const [b, a] = [addPhoto(scanned.db, 2, "/b.jpg"), addPhoto(scanned.db, 1, "/a.jpg")];
    for (const x of [200, 100, 0]) {
      for (const photo of [b, a])
        insertFace(scanned.db, photo, { ...plainFace, box: { ...plainFace.box, x: x + 5 } });
    }
    scanned.close();
    copyFileSync(join(elsewhere, "catalogue.db"), join(folder, "catalogue.db"));
    const joined = openActionLibrary(folder);
    expect(namesByPlace(joined.db)).toEqual({ "1:5": "Ada", "1:105": "Ben" });
    expect(facesOfPhoto(joined.db, a)).toHaveLength(3);
    undo(joined);
    expect(namesByPlace(joined.db)).toEqual({ "1:5": "Ada" });
  });

  test("that nothing overlaps are kept by their place, under their id when it is free", () => {
    const folder = temporaryFolder();
    const first = openActionLibrary(folder);
    addSixFaces(first.db);
    nameFaces(first, "Ada", 2, 6);
    first.close();
    forgetCatalogue(folder);
    const elsewhere = temporaryFolder();
    const scanned = openActionLibrary(elsewhere);
    const photo = addPhoto(scanned.db, 1, "/a.jpg");
    // Ada's face 2 lies at 100; here the ids 1 and 2 are other faces of that photo.
    for (const x of [0, 200]) insertFace(scanned.db, photo, { ...plainFace, box: { ...plainFace.box, x } });
    scanned.close();
    copyFileSync(join(elsewhere, "catalogue.db"), join(folder, "catalogue.db"));
    const joined = openActionLibrary(folder);
    expect(namesByPlace(joined.db)).toEqual({ "1:100": "Ada", "2:200": "Ada" });
    expect(
      joined.db
        .prepare("SELECT id, origin, quality FROM faces WHERE person_id IS NOT NULL ORDER BY id")
        .all(),
    ).toEqual([
      { id: 3, origin: "recorded", quality: 0 },
      { id: 6, origin: "recorded", quality: 0 },
    ]);
  });

  test("that overlap each other stay two", () => {
    const folder = temporaryFolder();
    const first = openActionLibrary(folder);
    const photo = addPhoto(first.db, 1, "/a.jpg");
    // 5 of 30 pixels apart.
    for (const x of [0, 5]) insertFace(first.db, photo, { ...plainFace, box: { ...plainFace.box, x } });
    nameFaces(first, "Ada", 1);
    nameFaces(first, "Ben", 2);
    first.close();
    forgetCatalogue(folder);
    expect(namesByPlace(openActionLibrary(folder).db)).toEqual({ "1:0": "Ada", "1:5": "Ben" });
  });

  test("groups of an earlier catalogue are not those of a later one with the same number", () => {
    const folder = temporaryFolder();
    const move = (context: ActionContext, faceId: number) =>
      act(context, { kind: "split-faces", summary: "split a group" }, () => {
        context.db.exec("INSERT OR IGNORE INTO clusters (id) VALUES (9)");
        context.db.prepare("UPDATE faces SET cluster_id = 9, ignored = 1 WHERE id = ?").run(faceId);
      });
    const first = openActionLibrary(folder);
    addSixFaces(first.db);
    move(first, 1);
    first.close();
    forgetCatalogue(folder);
    const second = openActionLibrary(folder);
    const photo = addPhoto(second.db, 3, "/c.jpg");
    move(second, insertFace(second.db, photo, plainFace));
    second.close();
    forgetCatalogue(folder);
    const third = openActionLibrary(folder);
    const clusters = third.db
      .prepare("SELECT count(DISTINCT cluster_id) AS groups FROM faces WHERE ignored = 1")
      .get();
    expect(clusters).toEqual({ groups: 2 });
  });
});
