import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findAction, listActions } from "../../app/db/actions.ts";
import { deleteFaces } from "../../app/db/faces.ts";
import { journalLinesAfter } from "../../app/db/journal-lines.ts";
import type { Database } from "../../app/db/open.ts";
import { act, type ActionContext } from "../../app/journal/act.ts";
import { ActionNotDoneError, NothingToRedoError, NothingToUndoError } from "../../app/journal/errors.ts";
import { redo } from "../../app/journal/redo.ts";
import { undo, undoTo } from "../../app/journal/undo.ts";
import { actionContext } from "../support/action-context.ts";
import { temporaryCatalogue } from "../support/catalogue.ts";
import { errorOf } from "../support/error-of.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { addSixFaces, nameFaces, namesByPlace, openActionLibrary } from "./action-library.ts";
import { decisionsOf } from "./decisions-of.ts";
import { decisionWrites, type DecisionWrite } from "./decision-writes.ts";

/** The catalogue of addSixFaces, without a text journal. */
function libraryOfSix(): ActionContext {
  const db = temporaryCatalogue();
  addSixFaces(db);
  return actionContext(db);
}

function undoAll(context: ActionContext): number {
  return repeat(() => undo(context), NothingToUndoError);
}

function redoAll(context: ActionContext): number {
  return repeat(() => redo(context), NothingToRedoError);
}

function repeat(step: () => unknown, end: new () => Error): number {
  for (let steps = 0; ; steps++) {
    try {
      step();
    } catch (error) {
      if (error instanceof end) return steps;
      throw error;
    }
  }
}

function run(db: Database, write: DecisionWrite): void {
  db.prepare(write.sql).run(...write.values);
}

describe("undo and redo", () => {
  test("any sequence of writes, undone, gives the first state exactly; redone, the last", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(decisionWrites, { minLength: 1, maxLength: 6 }), { maxLength: 12 }),
        (actions) => {
          const context = libraryOfSix();
          const states = [decisionsOf(context.db)];
          for (const writes of actions) {
            const { actionId } = act(context, { kind: "name-faces", summary: "did something" }, () => {
              for (const write of writes) run(context.db, write);
            });
            if (actionId !== null) states.push(decisionsOf(context.db));
            else expect(decisionsOf(context.db)).toEqual(states.at(-1));
          }
          for (const state of states.slice(0, -1).reverse()) {
            undo(context);
            expect(decisionsOf(context.db)).toEqual(state);
          }
          expect(errorOf(() => undo(context))).toBeInstanceOf(NothingToUndoError);
          expect(redoAll(context)).toBe(states.length - 1);
          expect(decisionsOf(context.db)).toEqual(states.at(-1));
          expect(undoAll(context)).toBe(states.length - 1);
          expect(decisionsOf(context.db)).toEqual(states[0]);
          context.db.close();
        },
      ),
      { numRuns: 150, seed: 5 },
    );
  });

  test("go on after a restart", () => {
    const folder = temporaryFolder();
    const before = openActionLibrary(folder);
    addSixFaces(before.db);
    nameFaces(before, "Ada", 1, 2);
    nameFaces(before, "Ben", 3);
    before.close();
    const after = openActionLibrary(folder);
    expect(undo(after)).toMatchObject({ actionId: 2, summary: "named 1 faces Ben", skippedRows: 0 });
    expect(namesByPlace(after.db)).toEqual({ "1:0": "Ada", "1:100": "Ada" });
    after.close();
    const again = openActionLibrary(folder);
    expect(redo(again).actionId).toBe(2);
    expect(namesByPlace(again.db)).toEqual({ "1:0": "Ada", "1:100": "Ada", "1:200": "Ben" });
  });

  test("return the rows that changed, for what must be worked out anew", () => {
    const context = libraryOfSix();
    nameFaces(context, "Ada", 4);
    expect(undo(context).changes.map(({ table, key }) => [table, ...key])).toEqual([
      ["people", 1],
      ["person_identities", expect.any(String), 1],
      ["faces", 4],
    ]);
  });

  test("end with an error that says so", () => {
    const context = libraryOfSix();
    expect(errorOf(() => undo(context))).toBeInstanceOf(NothingToUndoError);
    expect(errorOf(() => redo(context))).toBeInstanceOf(NothingToRedoError);
    expect(journalLinesAfter(context.db, 0, 10)).toEqual([]);
  });
});

test("a new action ends what could be redone", () => {
  const context = libraryOfSix();
  nameFaces(context, "Ada", 1);
  nameFaces(context, "Ben", 2);
  undo(context);
  nameFaces(context, "Cy", 3);
  expect(errorOf(() => redo(context))).toBeInstanceOf(NothingToRedoError);
  expect(listActions(context.db, { beforeId: null, limit: 9 }).map(({ id, state }) => [id, state])).toEqual([
    [3, "done"],
    [2, "dropped"],
    [1, "done"],
  ]);
  undo(context);
  undo(context);
  expect(namesByPlace(context.db)).toEqual({});
  // The one that was dropped is left out.
  expect([redo(context).actionId, redo(context).actionId]).toEqual([1, 3]);
});

test("undoTo takes back an action with all after it, or nothing", () => {
  const context = libraryOfSix();
  for (const [at, person] of ["Ada", "Ben", "Cy"].entries()) nameFaces(context, person, at + 1);
  expect(undoTo(context, 2).map(({ actionId }) => actionId)).toEqual([3, 2]);
  expect(namesByPlace(context.db)).toEqual({ "1:0": "Ada" });
  expect(findAction(context.db, 2)?.state).toBe("undone");
  for (const id of [2, 99]) expect(errorOf(() => undoTo(context, id))).toBeInstanceOf(ActionNotDoneError);
  expect(namesByPlace(context.db)).toEqual({ "1:0": "Ada" });
});

describe("what the machine did meanwhile", () => {
  test("stays: undo writes only what the action changed", () => {
    const context = libraryOfSix();
    nameFaces(context, "Ada", 1);
    context.db.exec("INSERT INTO clusters (id) VALUES (7); UPDATE faces SET cluster_id = 7 WHERE id = 1");
    undo(context);
    expect(context.db.prepare("SELECT person_id, cluster_id FROM faces WHERE id = 1").get()).toEqual({
      ...{ person_id: null, cluster_id: 7 },
    });
  });

  test("a group that has gone is made again", () => {
    const context = libraryOfSix();
    act(context, { kind: "merge-groups", summary: "merged groups" }, () =>
      context.db.exec("INSERT INTO clusters (id) VALUES (2); UPDATE faces SET cluster_id = 2"),
    );
    context.db.exec("DELETE FROM clusters WHERE id = 1");
    undo(context);
    expect(context.db.prepare("SELECT DISTINCT cluster_id FROM faces").all()).toEqual([{ cluster_id: 1 }]);
  });

  test("faces that have gone are left out, and the rest comes back", () => {
    const context = libraryOfSix();
    const { db } = context;
    nameFaces(context, "Ada", 1, 2);
    act(context, { kind: "reject-suggestions", summary: "rejected faces" }, () =>
      db.exec("INSERT INTO rejections VALUES (3, 1), (4, 1); UPDATE people SET cover_face_id = 4"),
    );
    undo(context);
    undo(context);
    deleteFaces(db, [1, 4]);
    expect(redo(context).skippedRows).toBe(1);
    // The rejection of face 4 cannot be; the cover can be none.
    expect(redo(context)).toMatchObject({ actionId: 2, skippedRows: 1 });
    expect(namesByPlace(db)).toEqual({ "1:100": "Ada" });
    expect(db.prepare("SELECT cover_face_id FROM people").all()).toEqual([{ cover_face_id: null }]);
    expect(db.prepare("SELECT face_id FROM rejections").all()).toEqual([{ face_id: 3 }]);
    expect(undo(context).skippedRows).toBe(0);
    expect(undo(context).skippedRows).toBe(1);
    expect(namesByPlace(db)).toEqual({});
  });

  test("a face whose photo has gone cannot come back, and nothing of it", () => {
    const context = libraryOfSix();
    const { db } = context;
    nameFaces(context, "Ada", 4);
    act(context, { kind: "delete-false-face", summary: "deleted a drawn face" }, () => {
      db.exec("INSERT INTO rejections VALUES (5, 1); UPDATE people SET cover_face_id = 5");
    });
    act(context, { kind: "delete-false-face", summary: "deleted a face" }, () => {
      deleteFaces(db, [5]);
    });
    db.exec(
      "DELETE FROM faces WHERE photo_id = 2; DELETE FROM files WHERE photo_id = 2; DELETE FROM photos WHERE id = 2",
    );
    expect(undo(context).skippedRows).toBe(2);
    expect(db.prepare("SELECT cover_face_id FROM people").all()).toEqual([{ cover_face_id: null }]);
    expect(db.prepare("SELECT * FROM rejections").all()).toEqual([]);
  });
});
