import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { folderOfSamples, analysisTimes, listFaces, peopleJson, runJson, scan } from "../support/library.ts";
import { runFamiliar } from "../support/run-familiar.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const file = z.strictObject({
  ...{ photoId: z.int(), path: z.string(), target: z.enum(["file", "sidecar"]) },
  outcome: z.enum(["written", "planned", "unchanged", "failed"]),
  differences: z.array(z.looseObject({ change: z.string(), list: z.string(), name: z.string() })),
  reason: z.string().nullable(),
});
const writeJson = z.strictObject({
  ...{ isDryRun: z.boolean(), batch: z.int().nullable(), wasStopped: z.boolean(), files: z.array(file) },
});
const undoJson = z.strictObject({
  ...{ writtenAt: z.string().nullable(), restored: z.array(z.string()) },
  failed: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
});
const importJson = z.looseObject({
  counts: z.looseObject({ facesNamed: z.int(), facesDrawn: z.int(), conflicts: z.int() }),
});

/** A library with two of the sample photos, in each of which the first face is Anna's. */
async function libraryWithAnna() {
  const parent = temporaryFolder();
  const photos = folderOfSamples(parent, 1, 2);
  const library = join(parent, "library");
  await scan(photos, library);
  const faces = await listFaces(library);
  for (const name of ["sample1.jpg", "sample2.jpg"]) {
    const face = faces.find(({ photo }) => photo.endsWith(name));
    const flag = name === "sample1.jpg" ? [] : ["--existing"];
    const { exitCode, errors } = await runFamiliar([
      "name",
      `face:${face?.id ?? 0}`,
      "Anna",
      ...flag,
      "--library",
      library,
    ]);
    expect(exitCode, errors).toBe(0);
  }
  return { parent, photos, library, at: ["--library", library] };
}

test("names into the files themselves: a scan finds nothing changed, nothing comes back as news, undo gives the same files", async () => {
  const { photos, library, at } = await libraryWithAnna();
  const path = join(photos, "sample1.jpg");
  const before = readFileSync(path);
  const times = analysisTimes(library);
  const planned = await runJson(
    writeJson,
    "metadata",
    "write",
    "--person",
    "Anna",
    "--into",
    "file",
    "--dry-run",
    ...at,
  );
  expect(planned.files.map(({ outcome }) => outcome)).toEqual(["planned", "planned"]);
  expect(readFileSync(path).equals(before)).toBe(true);
  const written = await runJson(writeJson, "metadata", "write", "--person", "Anna", "--into", "file", ...at);
  expect(written.files.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ["written", null],
    ["written", null],
  ]);
  expect(readFileSync(path).equals(before)).toBe(false);

  expect(await scan(photos, library)).toMatchObject({
    photos: 2,
    added: 0,
    changed: 0,
    moved: 0,
    failed: [],
  });
  // A copy of what was written is the same photo too.
  mkdirSync(join(photos, "copy"));
  copyFileSync(path, join(photos, "copy", "again.jpg"));
  expect(await scan(photos, library)).toMatchObject({ photos: 3, added: 1, changed: 0 });
  expect(analysisTimes(library)).toEqual(times);
  rmSync(join(photos, "copy"), { recursive: true });

  const again = await runJson(importJson, "metadata", "import", ...at);
  expect(again.counts).toMatchObject({ facesNamed: 0, facesDrawn: 0, conflicts: 0 });
  const { restored, failed } = await runJson(undoJson, "metadata", "undo", ...at);
  expect([restored.length, failed]).toEqual([2, []]);
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(await scan(photos, library)).toMatchObject({ added: 0, changed: 0 });
  expect(analysisTimes(library)).toEqual(times);
});

test("names come back from the text journal when the catalogue is gone, though the files were written since", async () => {
  const { photos, library, at } = await libraryWithAnna();
  await runJson(writeJson, "metadata", "write", "--all", "--into", "file", ...at);
  for (const name of readdirSync(library).filter((entry) => entry.startsWith("catalogue.sqlite")))
    rmSync(join(library, name));
  const repaired = await runFamiliar(["repair", ...at]);
  expect(repaired.exitCode, repaired.errors).toBe(0);
  await scan(photos, library);
  expect((await runJson(peopleJson, "people", ...at)).people).toMatchObject([{ name: "Anna", photos: 2 }]);
});

test("sidecars: written, brought up to date after renaming, put back", async () => {
  const { photos, at } = await libraryWithAnna();
  const sidecar = join(photos, "sample1.jpg.xmp");
  const said = await runFamiliar(["metadata", "write", "--photo", join(photos, "sample1.jpg"), ...at]);
  expect([said.exitCode, said.out]).toEqual([0, expect.stringContaining("1 file written.")]);
  expect(readFileSync(sidecar, "utf8")).toContain("<mwg-rs:Name>Anna</mwg-rs:Name>");
  await runFamiliar(["person", "Anna", "--rename", "Anna Lee", ...at]);
  const dry = await runFamiliar(["metadata", "write", "--update", "--dry-run", ...at]);
  expect(dry.out).toContain("- face region (MWG) Anna\n");
  expect(dry.out).toContain("+ face region (MWG) Anna Lee");
  await runJson(writeJson, "metadata", "write", "--update", ...at);
  expect(readFileSync(sidecar, "utf8")).toContain("<mwg-rs:Name>Anna Lee</mwg-rs:Name>");
  expect(existsSync(join(photos, "sample2.jpg.xmp"))).toBe(false);
  await runFamiliar(["metadata", "undo", ...at]);
  expect(readFileSync(sidecar, "utf8")).toContain("<mwg-rs:Name>Anna</mwg-rs:Name>");
  await runFamiliar(["metadata", "undo", ...at]);
  expect(existsSync(sidecar)).toBe(false);
  const nothing = await runFamiliar(["metadata", "undo", ...at]);
  expect([nothing.exitCode, nothing.out]).toEqual([1, expect.stringContaining("Nothing to put back")]);
});

test("which photos has to be said", async () => {
  const library = join(temporaryFolder(), "library");
  const { exitCode, errors } = await runFamiliar([
    "metadata",
    "write",
    "--into",
    "paper",
    "--library",
    library,
  ]);
  expect([exitCode, errors]).toEqual([2, expect.stringContaining("sidecar or file")]);
});
