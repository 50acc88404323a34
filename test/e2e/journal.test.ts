import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { allFaceRows } from "../../app/db/faces.ts";
import { allPeople } from "../../app/db/people.ts";
import { storedModels } from "../../app/db/stored-recipe.ts";
import { createActionContext, openLibrary } from "../../app/library/open-library.ts";
import { nameFaces, namesByPlace } from "../journal/action-library.ts";
import { folderOfSamples, readCatalogue, runJson, scanJson } from "../support/library.ts";
import { runFamiliar } from "../support/run-familiar.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const stepped = z.array(
  z.strictObject({
    action: z.int(),
    kind: z.string(),
    summary: z.string(),
    at: z.iso.datetime(),
    skipped: z.int(),
  }),
);
const historyJson = z.strictObject({
  actions: z.array(
    z.strictObject({
      ...{ action: z.int(), kind: z.string(), summary: z.string(), at: z.iso.datetime() },
      state: z.enum(["done", "undone", "dropped"]),
    }),
  ),
  next: z.int().nullable(),
  undoable: z.int(),
  redoable: z.int(),
});
const repairJson = z.strictObject({
  catalogue: z.enum(["sound", "missing", "damaged"]),
  movedTo: z.string().nullable(),
  replayedSteps: z.int(),
  badLines: z.array(z.unknown()),
  people: z.int(),
  namedFaces: z.int(),
  waitingFaces: z.int(),
  scan: scanJson.nullable(),
});

/** A scanned library with Anna and Ben on its first two faces. */
async function libraryOfTwo(): Promise<string> {
  const folder = temporaryFolder();
  const library = join(folder, "library");
  // Not the default: a repair has to know it.
  await runJson(scanJson, "scan", folderOfSamples(folder, 1), "--library", library, "--detector", "rfb-320");
  const [first, second] = readCatalogue(library, (db) => allFaceRows(db).map(({ id }) => id));
  using opened = await openLibrary(library, { command: "a test" });
  const context = createActionContext(opened);
  nameFaces(context, "Anna", first ?? 0);
  nameFaces(context, "Ben", second ?? 0);
  return library;
}

test("undo, redo and history go through what was done, also in several runs", async () => {
  const library = await libraryOfTwo();
  const names = () => readCatalogue(library, (db) => allPeople(db).map(({ name }) => name));
  const at = ["--library", library];
  const one = await runJson(z.strictObject({ undone: stepped }), "undo", ...at);
  expect(one.undone).toMatchObject([
    { action: 2, kind: "name-faces", summary: "named 1 faces Ben", skipped: 0 },
  ]);
  expect(names()).toEqual(["Anna"]);
  // There is only one more.
  const rest = await runJson(z.strictObject({ undone: stepped }), "undo", "5", ...at);
  expect(rest.undone.map(({ action }) => action)).toEqual([1]);
  expect(await runJson(historyJson, "history", "--limit", "1", ...at)).toMatchObject({
    ...{ actions: [{ action: 2, state: "undone" }], next: 2, undoable: 0, redoable: 2 },
  });
  const redone = await runFamiliar(["redo", "2", ...at]);
  expect(redone).toMatchObject({
    ...{ exitCode: 0, errors: "" },
    out: "Redone: named 1 faces Anna, just now\nRedone: named 1 faces Ben, just now\n",
  });
  expect(names()).toEqual(["Anna", "Ben"]);
  const nothing = await runFamiliar(["redo", ...at]);
  expect(nothing).toMatchObject({ exitCode: 1, out: "" });
  expect(nothing.errors).toContain("There is nothing to redo");
  const back = await runJson(z.strictObject({ undone: stepped }), "undo", "--to", "1", ...at);
  expect(back.undone.map(({ action }) => action)).toEqual([2, 1]);
  expect(names()).toEqual([]);
});

test("repair brings the names back from journal and photos, without being told where the photos are", async () => {
  const library = await libraryOfTwo();
  const before = readCatalogue(library, namesByPlace);
  expect(Object.values(before)).toEqual(["Anna", "Ben"]);
  rmSync(join(library, "catalogue.sqlite"));
  const asked = await runFamiliar(["people", "--library", library]);
  expect(asked.exitCode).toBe(1);
  expect(asked.errors).toContain("familiar repair");
  expect(await runJson(repairJson, "repair", "--library", library)).toMatchObject({
    ...{ catalogue: "missing", movedTo: null, replayedSteps: 2, badLines: [] },
    ...{ people: 2, namedFaces: 2, waitingFaces: 0, scan: { photos: 1 } },
  });
  expect(readCatalogue(library, namesByPlace)).toEqual(before);
  expect(readCatalogue(library, storedModels)).toEqual({
    ...{ detector: "rfb-320", landmarks: "landmark-68", embedding: "mobilefacenet" },
  });
  const again = await runFamiliar(["repair", "--no-scan", "--library", library]);
  expect(again.out).toBe("The catalogue is sound.\n2 people with 2 named faces.\n");
});

test("a catalogue whose content is destroyed says what to do, and repair brings the names back", async () => {
  const library = await libraryOfTwo();
  const file = join(library, "catalogue.sqlite");
  for (const side of ["-wal", "-shm"]) rmSync(`${file}${side}`, { force: true });
  const bytes = readFileSync(file);
  // The first page stays: SQLite opens it without noticing.
  writeFileSync(file, bytes.fill(0x5a, 4096));

  const refused = await runFamiliar(["people", "--library", library]);
  expect(refused.exitCode).toBe(1);
  expect(refused.errors).toContain("familiar repair");

  const repaired = await runJson(repairJson, "repair", "--library", library);
  expect(repaired).toMatchObject({ catalogue: "damaged", people: 2, namedFaces: 2 });
});
