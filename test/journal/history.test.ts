import { expect, test } from "vitest";
import { readHistory, timeAgo } from "../../app/journal/history.ts";
import { undo } from "../../app/journal/undo.ts";
import { mergePeople } from "../../app/people/actions/merge-people.ts";
import { actionContext } from "../support/action-context.ts";
import { temporaryCatalogue } from "../support/catalogue.ts";
import { addSixFaces, nameFaces } from "./action-library.ts";

const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000];

test.each([
  [-hour, "just now"],
  [59 * second, "just now"],
  [minute, "1 minute ago"],
  [59 * minute + 59 * second, "59 minutes ago"],
  [hour, "1 hour ago"],
  [23 * hour, "23 hours ago"],
  [3 * day, "3 days ago"],
  [7 * day, "1 week ago"],
  [30 * day, "4 weeks ago"],
  [31 * day, "1 month ago"],
  [365 * day, "11 months ago"],
  [366 * day, "1 year ago"],
  [800 * day, "2 years ago"],
])("%d ms are %s", (passedMs, words) => {
  expect(timeAgo(1_000_000, 1_000_000 + passedMs)).toBe(words);
});

test("the history is listed in pages, newest first, with what can be undone and redone", () => {
  const context = actionContext(temporaryCatalogue(), 0);
  addSixFaces(context.db);
  for (const [at, name] of ["Ada", "Ben", "Cy"].entries()) nameFaces(context, name, at + 1);
  undo(context);
  const nowMs = 3 * day + 2_000;
  const page = readHistory(context.db, { nowMs, limit: 2 });
  expect(page).toEqual({
    entries: [
      {
        ...{ id: 3, kind: "name-faces", atMs: 3_000, summary: "named 1 faces Cy", state: "undone" },
        ...{ ago: "2 days ago", text: "named 1 faces Cy, 2 days ago", undoes: 0 },
      },
      {
        ...{ id: 2, kind: "name-faces", atMs: 2_000, summary: "named 1 faces Ben", state: "done" },
        ...{ ago: "3 days ago", text: "named 1 faces Ben, 3 days ago", undoes: 1 },
      },
    ],
    ...{ nextBeforeId: 2, undoable: 2, redoable: 1 },
  });
  const next = readHistory(context.db, { nowMs, limit: 2, beforeId: 2 });
  expect(next.entries.map(({ id }) => id)).toEqual([1]);
  expect(next.nextBeforeId).toBeNull();
});

test("the history of a person has what was about them, and how much undo takes back with it", () => {
  const context = actionContext(temporaryCatalogue(), 0);
  addSixFaces(context.db);
  nameFaces(context, "Ada", 1, 2);
  nameFaces(context, "Ben", 3);
  mergePeople(context, { intoId: 1, fromIds: [2], allowTwice: true });
  nameFaces(context, "Cy", 5);
  const historyOf = (personId: number, beforeId?: number) =>
    readHistory(context.db, {
      ...{ nowMs: 0, limit: 1, personId },
      ...(beforeId !== undefined && { beforeId }),
    });

  const ada = historyOf(1);
  expect(ada.entries).toMatchObject([{ id: 3, kind: "merge-people", undoes: 2 }]);
  expect(historyOf(1, ada.nextBeforeId ?? 0).entries).toMatchObject([{ id: 1, undoes: 4 }]);
  // Ben has gone, and what was about him is known.
  expect(historyOf(2, 3).entries).toMatchObject([{ id: 2, kind: "name-faces", undoes: 3 }]);
  undo(context);
  expect(historyOf(1).entries).toMatchObject([{ id: 3, undoes: 1 }]);
  expect(historyOf(3).entries).toMatchObject([{ id: 4, state: "undone", undoes: 0 }]);
});

test("a library without decisions has an empty history", () => {
  expect(readHistory(temporaryCatalogue(), { nowMs: 0, limit: 5 })).toEqual({
    ...{ entries: [], nextBeforeId: null, undoable: 0, redoable: 0 },
  });
});
