import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  analysisTimes,
  folderOfSamples,
  listFaces,
  listPeople,
  samplePhoto,
  scan,
  scanJson,
  type FaceRow,
} from "../support/library.ts";
import { runFamiliar } from "../support/run-familiar.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

// People on the samples, counted by eye.
const facesOn = { sample1: 3, sample2: 3, sample3: 3, sample4: 4 };

/** A library of samples 1 and 2 after its first scan. */
async function scannedLibrary() {
  const home = temporaryFolder();
  const photos = folderOfSamples(home, 1, 2);
  const library = join(home, "library");
  await scan(photos, library);
  return { photos, library, faces: await listFaces(library), times: analysisTimes(library) };
}

/** Modification times of all thumbnails by path. */
function thumbnailTimes(library: string): [string, number][] {
  const folder = join(library, "thumbnails");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return names.map((name) => [name, statSync(join(folder, name)).mtimeMs]);
}

/** Id and box of every face, by id. */
function places(faces: readonly FaceRow[]): unknown[] {
  return faces.map(({ id, box }) => ({ id, box })).sort((a, b) => a.id - b.id);
}

describe("familiar scan", () => {
  test("finds the faces of a folder; the result is on stdout, how it goes on stderr", async () => {
    const home = temporaryFolder();
    const photos = folderOfSamples(home, 1, 2, 3);
    const library = join(home, "library");
    const { exitCode, out, errors } = await runFamiliar(["scan", photos, "--library", library, "--json"]);
    expect(exitCode).toBe(0);
    const result = scanJson.parse(JSON.parse(out));
    const faces = facesOn.sample1 + facesOn.sample2 + facesOn.sample3;
    expect(result).toMatchObject({ photos: 3, added: 3, changed: 0, moved: 0, failed: [], faces });
    expect(result.photosPerSecond).toBeCloseTo(3 / result.seconds, 6);
    expect(errors).toContain("Looking for photos: 3 files\n");
    expect(errors).toContain(`3 of 3 photos · ${faces} faces`);
    const rows = await listFaces(library);
    expect(Map.groupBy(rows, ({ photo }) => photo).get(join(photos, "sample1.jpg"))).toHaveLength(3);
    expect(new Set(rows.map(({ photo }) => photo)).size).toBe(3);
    expect(thumbnailTimes(library).filter(([name]) => name.endsWith(".jpg"))).toHaveLength(6);
  });

  test("tells a person what it found, and what to do next", async () => {
    const home = temporaryFolder();
    const photos = folderOfSamples(home, 1, 2);
    const library = join(home, "library");
    const first = await runFamiliar(["scan", photos, "--library", library]);
    expect(first.out).toMatch(/^2 photos: 2 new\.\n6 faces in the library\.\nDone in \d+ s/);
    expect(first.out).toContain(`Next: familiar people --library ${library}\n`);
    const second = await runFamiliar(["scan", photos, "--library", library]);
    expect(second.out).toContain("2 photos: 2 unchanged.\n");
    expect(second.exitCode).toBe(0);
  });

  test("touches nothing when nothing has changed", async () => {
    const { photos, library, faces, times } = await scannedLibrary();
    const thumbnails = thumbnailTimes(library);
    const again = await scan(photos, library);
    expect(again).toMatchObject({ photos: 2, added: 0, changed: 0, moved: 0, failed: [], faces: 6 });
    expect(again.photosPerSecond).toBe(0);
    expect(thumbnailTimes(library)).toEqual(thumbnails);
    expect(analysisTimes(library)).toEqual(times);
    expect(await listFaces(library)).toEqual(faces);
  });

  test("a new date of a file changes nothing", async () => {
    const { photos, library, faces, times } = await scannedLibrary();
    utimesSync(join(photos, "sample1.jpg"), new Date(), new Date(Date.UTC(2020, 1, 2)));
    expect(await scan(photos, library)).toMatchObject({ added: 0, changed: 0, moved: 0, photosPerSecond: 0 });
    expect(analysisTimes(library)).toEqual(times);
    expect(await listFaces(library)).toEqual(faces);
  });

  test("looks at a changed file again", async () => {
    const { photos, library } = await scannedLibrary();
    copyFileSync(samplePhoto(4), join(photos, "sample1.jpg"));
    expect(await scan(photos, library)).toMatchObject({
      photos: 2,
      added: 0,
      changed: 1,
      moved: 0,
      faces: facesOn.sample4 + facesOn.sample2,
    });
    const rows = await listFaces(library);
    expect(rows.filter(({ photo }) => photo === join(photos, "sample1.jpg"))).toHaveLength(facesOn.sample4);
  });
});

describe("a file that comes, moves or goes", () => {
  test("renamed or moved into another folder, it keeps its faces without another look", async () => {
    const { photos, library, faces, times } = await scannedLibrary();
    mkdirSync(join(photos, "2026", "summer"), { recursive: true });
    renameSync(join(photos, "sample1.jpg"), join(photos, "2026", "summer", "beach.jpg"));
    renameSync(join(photos, "sample2.jpg"), join(photos, "renamed.jpg"));
    expect(await scan(photos, library)).toMatchObject({
      photos: 2,
      added: 0,
      changed: 0,
      moved: 2,
      photosPerSecond: 0,
    });
    const rows = await listFaces(library);
    expect(places(rows)).toEqual(places(faces));
    expect(new Set(rows.map(({ photo }) => photo))).toEqual(
      new Set([join(photos, "2026", "summer", "beach.jpg"), join(photos, "renamed.jpg")]),
    );
    expect(analysisTimes(library)).toEqual(times);
  });

  test("copied, it is one more file of the same photo", async () => {
    const { photos, library, faces, times } = await scannedLibrary();
    copyFileSync(join(photos, "sample1.jpg"), join(photos, "zz copy.jpg"));
    expect(await scan(photos, library)).toMatchObject({ photos: 3, added: 1, moved: 0, photosPerSecond: 0 });
    expect(await listFaces(library)).toEqual(faces);
    expect(analysisTimes(library)).toEqual(times);
  });

  test("copies that are all new are looked at once", async () => {
    const home = temporaryFolder();
    const photos = folderOfSamples(home, 1);
    for (const copy of ["a", "b", "c"]) copyFileSync(samplePhoto(1), join(photos, `${copy}.jpg`));
    const library = join(home, "library");
    expect(await scan(photos, library)).toMatchObject({ photos: 4, added: 4, moved: 0, faces: 3 });
    expect(analysisTimes(library)).toHaveLength(1);
  });

  test("deleted, its faces go; returned, they come back with their ids", async () => {
    const { photos, library, faces, times } = await scannedLibrary();
    const before = await listPeople(library);
    rmSync(join(photos, "sample1.jpg"));
    expect(await scan(photos, library)).toMatchObject({ photos: 1, added: 0, faces: facesOn.sample2 });
    const rest = faces.filter(({ photo }) => photo.endsWith("sample2.jpg"));
    expect(await listFaces(library)).toEqual(rest);
    const people = await listPeople(library);
    expect(people.unknownFaces).toBe(facesOn.sample2);
    expect(people.groups.map(({ id }) => id).sort()).toEqual(rest.map(({ clusterId }) => clusterId).sort());
    copyFileSync(samplePhoto(1), join(photos, "sample1.jpg"));
    expect(await scan(photos, library)).toMatchObject({ photos: 2, added: 0, faces: 6, photosPerSecond: 0 });
    expect(await listFaces(library)).toEqual(faces);
    expect(await listPeople(library)).toEqual(before);
    expect(analysisTimes(library)).toEqual(times);
  });

  test("a folder that cannot be found (a drive that is not connected) loses no face", async () => {
    const { photos, library, faces } = await scannedLibrary();
    renameSync(photos, `${photos} away`);
    const { exitCode, out } = await runFamiliar(["scan", photos, "--library", library, "--json"]);
    expect(exitCode).toBe(1);
    expect(scanJson.parse(JSON.parse(out))).toMatchObject({
      photos: 0,
      failed: [{ path: photos, reason: `The folder ${photos} cannot be found. Is its drive connected?` }],
      faces: 6,
    });
    expect(await listFaces(library)).toEqual(faces);
  });
});
