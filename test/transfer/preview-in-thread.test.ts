import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { copyForTrial } from "../../app/db/trial-copy.ts";
import type { Database } from "../../app/db/open.ts";
import { ignoreFaces } from "../../app/people/actions/ignore-faces.ts";
import { nameFace } from "../../app/people/actions/name-face.ts";
import { TransferError } from "../../app/transfer/errors.ts";
import { importIntoCopy, importTransfer, previewImport } from "../../app/transfer/import-transfer.ts";
import { previewInThread, type PreviewInThread } from "../../app/transfer/preview-in-thread.ts";
import { decisionsOf } from "../journal/decisions-of.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { group, peopleFixture, person } from "../support/people.ts";
import { exportedFile, sameScanned, toImport } from "./carry.ts";
import { attempt, sessions, smallLibrary } from "./sessions.ts";

/** A library in which Anna and Ben have names, as a file, and one of the same photos in which other things are said. */
function twoLibraries() {
  const there = peopleFixture();
  person(there.db, "Anna", 1, 2, 3);
  person(there.db, "Ben", 2, 4);
  group(there.db, 5, 6);
  const here = sameScanned(there.db);
  const ids = here.db.prepare<[], number>("SELECT id FROM faces ORDER BY id").pluck().all();
  // The file gives the first to nobody, and the last to Anna.
  nameFace(here.context, { faceId: ids.at(0) ?? 0, person: { name: "Anna" } });
  ignoreFaces(here.context, { faceIds: [ids.at(-1) ?? 0] });
  return { here, file: exportedFile(there.db) };
}

function task(db: Database, file: string): PreviewInThread {
  const folder = join(temporaryFolder(), "transfer");
  return { catalogue: db.name, folder, file, fileName: "names.json", dimensionsOf: () => null };
}

test("a thread tells what the import then does, and leaves the library and the folder as they were", async () => {
  const { here, file } = twoLibraries();
  const before = decisionsOf(here.db);
  const steps: string[] = [];
  const wanted = task(here.db, file);
  const told = await previewInThread({
    ...wanted,
    onProgress: ({ step }) => {
      if (steps.at(-1) !== step) steps.push(step);
    },
  });
  expect(steps).toEqual(["reading", "copying", "finding", "adding"]);
  expect(decisionsOf(here.db)).toEqual(before);
  expect(readdirSync(wanted.folder)).toEqual([]);
  expect(told).toEqual(previewImport(here.db, await toImport(file)));
  expect(told.sameNames).toMatchObject([{ name: "Anna" }]);
  const { result } = importTransfer(here.context, await toImport(file, "separate"));
  expect(result).toEqual({ ...told, sameNames: [] });
  expect(result.conflictCount).toBeGreaterThan(0);
});

test("in a copy an import does what it does in the library, whatever was said in both", async () => {
  await fc.assert(
    fc.asyncProperty(sessions, sessions, async (said, alsoSaid) => {
      const there = smallLibrary();
      for (const command of said) attempt(there, command);
      const here = sameScanned(there.db);
      for (const command of alsoSaid) attempt(here, command);
      const wanted = await toImport(exportedFile(there.db), "separate");
      const copy = copyForTrial(here.db.name, join(temporaryFolder(), "copy.sqlite"));
      const tried = importIntoCopy(copy, wanted);
      const { result } = importTransfer(here.context, wanted);
      expect(tried).toEqual(result);
      expect(decisionsOf(copy)).toEqual(decisionsOf(here.db));
      for (const db of [there.db, here.db, copy]) db.close();
    }),
    { numRuns: 20, seed: 11, endOnFailure: true },
  );
});

test("given up at any step, it leaves no file; a copy that a killed process left goes too", async () => {
  const { here, file } = twoLibraries();
  const wanted = task(here.db, file);
  mkdirSync(wanted.folder);
  for (const step of ["reading", "copying", "adding"]) {
    writeFileSync(join(wanted.folder, "trial-00000000-0000-4000-8000-000000000000.sqlite"), "half a copy");
    const giveUp = new AbortController();
    const told = previewInThread({
      ...{ ...wanted, signal: giveUp.signal },
      onProgress: (progress) => {
        if (progress.step === step) giveUp.abort(new Error("enough"));
      },
    });
    await expect(told).rejects.toThrow("enough");
    expect(readdirSync(wanted.folder)).toEqual([]);
  }
});

test("a file that is none, or a catalogue that cannot be copied, is told in words, and leaves no file", async () => {
  const { here, file } = twoLibraries();
  const odd = join(temporaryFolder(), "odd.json");
  writeFileSync(odd, "{}");
  const ofFile = task(here.db, odd);
  await expect(previewInThread(ofFile)).rejects.toThrow(
    new TransferError(
      "names.json cannot be imported: it is not from Familiar. Choose a file that familiar export wrote",
    ),
  );
  expect(readdirSync(ofFile.folder)).toEqual([]);

  const ofFolder = { ...task(here.db, file), catalogue: temporaryFolder() };
  await expect(previewInThread(ofFolder)).rejects.toThrow(
    /^What names\.json would change cannot be found out: .* Familiar is not allowed to read or write there/,
  );
  expect(readdirSync(ofFolder.folder)).toEqual([]);

  const ofCatalogue = { ...task(here.db, file), catalogue: odd };
  await expect(previewInThread(ofCatalogue)).rejects.toMatchObject({ code: "SQLITE_NOTADB" });
});
