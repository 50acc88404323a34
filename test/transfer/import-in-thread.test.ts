import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { lastDoneAction } from "../../app/db/actions.ts";
import { openCatalogue, type Database } from "../../app/db/open.ts";
import { connectJournal } from "../../app/journal/connect.ts";
import { redo } from "../../app/journal/redo.ts";
import type { OpenTextJournal } from "../../app/journal/text-journal.ts";
import { undo } from "../../app/journal/undo.ts";
import { nameFace } from "../../app/people/actions/name-face.ts";
import { renamePerson } from "../../app/people/actions/rename-person.ts";
import { TransferError } from "../../app/transfer/errors.ts";
import { importInThread, type ImportInThread } from "../../app/transfer/import-in-thread.ts";
import { importTransfer } from "../../app/transfer/import-transfer.ts";
import type { ThreadProgress } from "../../app/transfer/thread-messages.ts";
import { decisionsOf } from "../journal/decisions-of.ts";
import { actionContext } from "../support/action-context.ts";
import { group, peopleFixture, person, type PeopleFixture } from "../support/people.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { exportedFile, sameScanned, toImport } from "./carry.ts";

/** A library with a text journal, in which somebody has a name already; a file to import; and the same library again. */
interface Libraries {
  readonly here: PeopleFixture;
  readonly journal: OpenTextJournal;
  readonly personId: number;
  readonly twin: PeopleFixture;
  readonly file: string;
}

function libraries(): Libraries {
  const there = peopleFixture();
  person(there.db, "Anna", 1, 2, 3);
  person(there.db, "Ben", 2, 4);
  group(there.db, 5, 6);
  const [here, twin] = [sameScanned(there.db), sameScanned(there.db)];
  const { journal } = connectJournal(here.db, join(temporaryFolder(), "journal.jsonl"), () => 1);
  onTestFinished(journal.close);
  const context = { ...actionContext(here.db), journal };
  const { result } = nameFace(context, { faceId: 1, person: { name: "Ben" } });
  nameFace(twin.context, { faceId: 1, person: { name: "Ben" } });
  return {
    here: { db: here.db, context },
    journal,
    personId: result.personId,
    twin,
    file: exportedFile(there.db),
  };
}

function task({ here: { db }, journal, file }: Libraries): ImportInThread {
  return {
    ...{ db, journal, file, fileName: "names.json", nowMs: 5_000_000 },
    ...{ samePeople: [], dimensionsOf: () => null },
  };
}

/** The numbers of the steps in the file; every line of it is whole. */
function stepsIn(journal: OpenTextJournal): unknown[] {
  const lines = readFileSync(journal.path, "utf8").trimEnd().split("\n");
  return lines.flatMap((line) => {
    const { number } = JSON.parse(line) as { number?: number };
    return number === undefined ? [] : [number];
  });
}

/** What a library knows that is made anew from a journal alone, and is told nothing else. */
function toldBy(journal: OpenTextJournal): string[] {
  const folder = temporaryFolder();
  const path = join(folder, "journal.jsonl");
  writeFileSync(path, readFileSync(journal.path));
  const db = openCatalogue(join(folder, "catalogue.db"));
  const connected = connectJournal(db, path, () => 1);
  try {
    return namesOf(db);
  } finally {
    connected.journal.close();
    db.close();
  }
}

function namesOf(db: Database): string[] {
  return db
    .prepare<[], string>(
      "SELECT name FROM faces JOIN people ON people.id = person_id ORDER BY name, faces.id",
    )
    .pluck()
    .all();
}

test("a thread does what an import does: one step of the history, in the journal too", async () => {
  const both = libraries();
  const { here, journal, twin, file, personId } = both;
  const before = decisionsOf(here.db);
  const steps: ThreadProgress["step"][] = [];
  const done = await importInThread({
    ...task(both),
    onProgress: ({ step }) => {
      if (steps.at(-1) !== step) steps.push(step);
    },
  });
  expect(steps).toEqual(["reading", "finding", "adding", "writing"]);
  expect(done).toMatchObject({ summary: "imported 2 people and 5 named faces from names.json" });
  const direct = importTransfer(twin.context, await toImport(file, "separate"));
  expect(done).toMatchObject({ result: direct.result });
  expect(namesOf(here.db)).toEqual(namesOf(twin.db));
  expect(lastDoneAction(here.db)).toMatchObject({
    id: done.actionId,
    kind: "import-library",
    atMs: 5_000_000,
  });

  renamePerson(here.context, { personId, name: "Benjamin" });
  expect(stepsIn(journal)).toEqual([1, 2, 3]);
  expect(toldBy(journal)).toEqual(namesOf(here.db));
  undo(here.context);
  undo(here.context);
  expect(decisionsOf(here.db)).toEqual(before);
  redo(here.context);
  expect(namesOf(here.db)).toEqual(namesOf(twin.db));
  expect((await importInThread(task(both))).actionId).toBeNull();
});

test("people of the same name are one when the user says so", async () => {
  const both = libraries();
  const { people } = (await toImport(both.file)).transfer;
  const samePeople = people.filter(({ name }) => name === "Ben").map(({ id }) => id);
  const { result } = await importInThread({ ...task(both), samePeople });
  expect(result?.people).toEqual({ added: 1, here: 1 });
});

test("stopped before it is done, it has done nothing, and the user goes on", async () => {
  const both = libraries();
  const { here, journal, personId } = both;
  const before = decisionsOf(here.db);
  for (const step of ["reading", "finding"]) {
    const stop = new AbortController();
    const stopped = importInThread({
      ...{ ...task(both), signal: stop.signal },
      onProgress: (progress) => {
        if (progress.step === step) stop.abort(new Error("enough"));
      },
    });
    // The thread may be quicker than we are: then all of it was done.
    const outcome = await stopped.then(
      ({ actionId }) => actionId,
      (error: unknown) => (error as Error).message,
    );
    if (typeof outcome === "number") undo(here.context);
    else expect(outcome).toBe("enough");
    expect(decisionsOf(here.db)).toEqual(before);
  }
  renamePerson(here.context, { personId, name: "Benjamin" });
  expect(toldBy(journal)).toEqual(["Benjamin"]);
});

test("stopped while the journal is written, all of it was done, and is in the journal", async () => {
  const both = libraries();
  const { here, journal } = both;
  const stop = new AbortController();
  const done = await importInThread({
    ...{ ...task(both), signal: stop.signal },
    onProgress: ({ step }) => {
      if (step === "writing") stop.abort(new Error("enough"));
    },
  });
  expect(done.actionId).toBe(lastDoneAction(here.db)?.id);
  expect(done.summary).toBe("imported 2 people and 5 named faces from names.json");
  expect(stepsIn(journal)).toEqual([1, 2]);
  expect(toldBy(journal)).toEqual(namesOf(here.db));
});

test("a file that is none is told in words, and what the user does then is written down", async () => {
  const both = libraries();
  const { here, journal, personId } = both;
  writeFileSync(both.file, "{}");
  const imported = importInThread(task(both));
  await expect(imported).rejects.toThrow(TransferError);
  await expect(imported).rejects.toThrow("names.json cannot be imported: it is not from Familiar.");
  renamePerson(here.context, { personId, name: "Benjamin" });
  expect(stepsIn(journal)).toEqual([1, 2]);
});
