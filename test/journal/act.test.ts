import { expect, test } from "vitest";
import { listActions } from "../../app/db/actions.ts";
import { journalLinesAfter } from "../../app/db/journal-lines.ts";
import { createPerson, listPeople } from "../../app/db/people.ts";
import { inTransaction } from "../../app/db/transaction.ts";
import { act } from "../../app/journal/act.ts";
import { NestedActionError } from "../../app/journal/errors.ts";
import { actionContext } from "../support/action-context.ts";
import { temporaryCatalogue } from "../support/catalogue.ts";
import { errorOf } from "../support/error-of.ts";
import { addSixFaces, nameFaces } from "./action-library.ts";

test("an action is recorded with its time, its words and the line of the journal", () => {
  const context = actionContext(temporaryCatalogue(), 5_000);
  const performed = act(context, { kind: "name-face", summary: (id) => `added the person ${id}` }, () =>
    createPerson(context.db, "Ada"),
  );
  expect(performed).toEqual({ actionId: 1, summary: "added the person 1", result: 1 });
  expect(listActions(context.db, { beforeId: null, limit: 9 })).toEqual([
    { id: 1, kind: "name-face", atMs: 6_000, summary: "added the person 1", state: "done" },
  ]);
  expect(journalLinesAfter(context.db, 0, 9)).toEqual([{ number: 1, event: "do", actionId: 1, atMs: 6_000 }]);
});

test("the journal is told after the transaction, once an action", () => {
  const db = temporaryCatalogue();
  const told: boolean[] = [];
  const journal = { bringUpToDate: () => void told.push(db.inTransaction) };
  act({ db, journal, now: () => 1 }, { kind: "name-face", summary: "added Ada" }, () =>
    createPerson(db, "Ada"),
  );
  expect(told).toEqual([false]);
});

test("an action that throws leaves nothing", () => {
  const context = actionContext(temporaryCatalogue());
  const error = new Error("no");
  const thrown = errorOf(() =>
    act(context, { kind: "name-face", summary: "added Ada" }, () => {
      createPerson(context.db, "Ada");
      throw error;
    }),
  );
  expect(thrown).toBe(error);
  expect(listPeople(context.db)).toEqual([]);
  expect(listActions(context.db, { beforeId: null, limit: 9 })).toEqual([]);
  expect(
    act(context, { kind: "name-face", summary: "added Ben" }, () => createPerson(context.db, "Ben")).actionId,
  ).toBe(1);
});

test("an action that changes nothing, or changes it back, is no action; what was undone can still be redone", () => {
  const context = actionContext(temporaryCatalogue());
  addSixFaces(context.db);
  nameFaces(context, "Ada", 1);
  context.db.prepare("UPDATE actions SET state = 'undone'").run();
  const nothing = act(context, { kind: "ignore-faces", summary: "ignored nothing" }, () => {
    context.db.exec("UPDATE faces SET ignored = 1 WHERE id = 3; UPDATE faces SET ignored = 0 WHERE id = 3");
    return "result";
  });
  expect(nothing).toEqual({ actionId: null, summary: "ignored nothing", result: "result" });
  expect(listActions(context.db, { beforeId: null, limit: 9 })).toMatchObject([{ id: 1, state: "undone" }]);
});

test("an action inside an action or a transaction is a mistake, and changes nothing", () => {
  const context = actionContext(temporaryCatalogue());
  const inner = () =>
    act(context, { kind: "name-face", summary: "inner" }, () => createPerson(context.db, "Ada"));
  for (const outer of [
    () => act(context, { kind: "name-faces", summary: "outer" }, inner),
    () => inTransaction(context.db, inner),
  ]) {
    expect(errorOf(outer)).toBeInstanceOf(NestedActionError);
  }
  expect(listPeople(context.db)).toEqual([]);
});
