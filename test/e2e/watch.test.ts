import { copyFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { waitUntil } from "../analyze/processes.ts";
import { facesWithVectors, folderOfSamples, listPeople, samplePhoto } from "../support/library.ts";
import { runFamiliar, startFamiliar } from "../support/run-familiar.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("--watch takes in what is added and lets go what is deleted, until Ctrl+C", async () => {
  const home = temporaryFolder();
  const photos = folderOfSamples(home, 1);
  const library = join(home, "library");
  const watching = startFamiliar(["scan", photos, "--library", library, "--watch"]);
  await watching.says(/Watching for changes/);
  const facesOn = (name: string) =>
    facesWithVectors(library).filter(({ photo }) => photo === join(photos, name)).length;
  expect(facesOn("sample1.jpg")).toBe(3);

  copyFileSync(samplePhoto(4), join(photos, "added.jpg"));
  await waitUntil("the added photo has its faces", () => facesOn("added.jpg") === 4);
  renameSync(join(photos, "added.jpg"), join(photos, "renamed.jpg"));
  await waitUntil("the faces follow the photo", () => facesOn("renamed.jpg") === 4);
  rmSync(join(photos, "renamed.jpg"));
  await waitUntil("the deleted photo has gone", () => facesOn("renamed.jpg") === 0);
  // The scan that found it gone is over: interrupted, it would end otherwise.
  await watching.says(/1 photo: 1 gone, 1 unchanged\./);

  watching.signal("SIGINT");
  expect(await watching.ended).toMatchObject({ exitCode: 0, signal: null });
});

test("--watch misses nothing that comes while the first scan runs", async () => {
  const home = temporaryFolder();
  const photos = folderOfSamples(home, 1, 2);
  const library = join(home, "library");
  const watching = startFamiliar(["scan", photos, "--library", library, "--watch"]);
  // The walk is over; the analyzers are only starting.
  await watching.says(/Looking for photos: 2 files/);
  copyFileSync(samplePhoto(4), join(photos, "late.jpg"));
  await watching.says(/3 photos: 1 new, 2 unchanged\./);
  expect(facesWithVectors(library)).toHaveLength(3 + 3 + 4);
});

test("while one process owns a library others may read it, but not scan", async () => {
  const home = temporaryFolder();
  const photos = folderOfSamples(home, 1);
  const library = join(home, "library");
  const watching = startFamiliar(["scan", photos, "--library", library, "--watch"]);
  await watching.says(/Watching for changes/);

  const second = await runFamiliar(["scan", photos, "--library", library, "--json"]);
  expect(second).toMatchObject({ exitCode: 3, out: "" });
  expect(second.errors).toContain(
    `The library ${library} is in use by "familiar scan" (process ${watching.pid}, since `,
  );
  expect(second.errors).toContain("Wait until it has finished, or stop it, then try again.");
  expect((await listPeople(library)).unknownFaces).toBe(3);

  watching.signal("SIGINT");
  expect((await watching.ended).exitCode).toBe(0);
  expect((await runFamiliar(["scan", photos, "--library", library])).exitCode).toBe(0);
});

test("a folder that is not there cannot be watched", async () => {
  const home = temporaryFolder();
  const missing = join(home, "missing");
  const run = await runFamiliar(["scan", missing, "--library", join(home, "library"), "--watch"]);
  expect(run).toMatchObject({
    exitCode: 1,
    out: "",
    errors: `The folder ${missing} cannot be watched: there is no such folder. Is its drive connected?\n`,
  });
});
