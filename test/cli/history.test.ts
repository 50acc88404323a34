import { expect, test } from "vitest";
import { historyText } from "../../app/cli/history.ts";
import { journalNotes } from "../../app/cli/journal-notes.ts";
import { repairText } from "../../app/cli/repair.ts";
import { repeated, stepText } from "../../app/cli/undo.ts";
import { NothingToUndoError } from "../../app/journal/errors.ts";
import type { SteppedAction } from "../../app/journal/step.ts";
import { errorOf } from "../support/error-of.ts";

const merged: SteppedAction = {
  ...{ actionId: 4, kind: "merge-people", summary: "merged Ann (12 photos) into Anna", atMs: 0 },
  ...{ changes: [], skippedRows: 0 },
};

test("the history tells what was done, when, and what is undone", () => {
  const entry = { kind: "merge-people", atMs: 0, ago: "3 days ago", undoes: 0 } as const;
  const text = historyText({
    entries: [
      { ...entry, id: 12, summary: "", state: "undone", text: "named 12 faces Anna\u001b, 2 days ago" },
      { ...entry, id: 4, summary: "", state: "done", text: "merged Ann (12 photos) into Anna, 3 days ago" },
    ],
    ...{ nextBeforeId: 4, undoable: 1, redoable: 1 },
  });
  expect(text.split("\n")).toEqual([
    "Action  What",
    "    12  named 12 faces Anna\\x1b, 2 days ago (undone)",
    "     4  merged Ann (12 photos) into Anna, 3 days ago",
    "Older ones: --before 4",
    "1 action to undo, 1 to redo.",
  ]);
  expect(historyText({ entries: [], nextBeforeId: null, undoable: 0, redoable: 0 })).toBe(
    "Nothing was done yet.",
  );
});

test("an undone action is named, with what could not be brought back", () => {
  const threeDaysMs = 3 * 86_400_000;
  expect(stepText("undone", merged, threeDaysMs)).toBe(
    "Undone: merged Ann (12 photos) into Anna, 3 days ago",
  );
  expect(stepText("redone", { ...merged, skippedRows: 2 }, 0)).toBe(
    "Redone: merged Ann (12 photos) into Anna, just now (without 2 things whose face or photo has gone)",
  );
});

test("several steps end where there are no more; none at all is an error, and so is any other", () => {
  const stepsBefore = (count: number, error: Error) => {
    let left = count;
    return () => {
      if (left-- > 0) return merged;
      throw error;
    };
  };
  expect(repeated(5, stepsBefore(2, new NothingToUndoError()))).toEqual([merged, merged]);
  expect(repeated(1, stepsBefore(2, new NothingToUndoError()))).toEqual([merged]);
  const [nothing, full] = [new NothingToUndoError(), new Error("full")];
  expect(errorOf(() => repeated(5, stepsBefore(0, nothing)))).toBe(nothing);
  expect(errorOf(() => repeated(5, stepsBefore(2, full)))).toBe(full);
});

test("a repair says what it found, what it kept and what still waits", () => {
  const nothingWrong = {
    movedTo: null,
    replayedSteps: 0,
    badLines: [],
    people: 1,
    namedFaces: 2,
    waitingFaces: 0,
  };
  expect(repairText({ ...nothingWrong, catalogue: "sound", scan: null }, "/backups/b.db")).toBe(
    "The catalogue is sound.\n1 person with 2 named faces.",
  );
  const scan = {
    ...{ photos: 3, added: 3, changed: 0, moved: 0, faces: 9, seconds: 1, photosPerSecond: 3 },
    failed: [{ path: "/gone", reason: "It is not there." }],
  };
  const text = repairText(
    { ...nothingWrong, catalogue: "damaged", movedTo: "/l/damaged/1", waitingFaces: 1, scan },
    "/backups/b.db",
  );
  expect(text.split("\n")).toEqual([
    "The catalogue was damaged. A new one was made.",
    "The damaged one is kept in /l/damaged/1",
    "The newest backup is /backups/b.db",
    "3 photos, 9 faces in the library.",
    "1 person with 2 named faces.",
    "1 of them waits for a photo that was not found yet. Scan more folders to find them.",
    ...["", "Could not be used (1):", "  /gone", "    It is not there."],
  ]);
});

test("what the opening put right about the journal is said, and nothing when all was well", () => {
  const journal = { path: "/l/journal.jsonl", problem: () => null };
  const fitting = { replayedSteps: 0, badLines: [], tornLineIn: null, setAsideAs: null };
  expect(journalNotes({ journal, journalReport: fitting })).toEqual([]);
  const journalReport = {
    ...{ replayedSteps: 2, badLines: [{ lineNumber: 7, reason: "it cannot be read" }] },
    ...{ tornLineIn: "/l/journal.jsonl.torn", setAsideAs: "/l/aside" },
  };
  const failing = { ...journal, problem: () => new Error("There is no space left.") };
  expect(journalNotes({ journal: failing, journalReport })).toEqual([
    "The catalogue was new, or older than /l/journal.jsonl: 2 steps of it were done again.",
    "Line 7 of /l/journal.jsonl was left out: it cannot be read.",
    "The last line of /l/journal.jsonl was cut short; what was there is in /l/journal.jsonl.torn.",
    "The journal did not belong to this catalogue. It is kept as /l/aside, and a new one was begun.",
    "There is no space left. The decision is in the catalogue; the file gets it as soon as it can.",
  ]);
});
