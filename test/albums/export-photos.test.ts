import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ExportFolderError } from "../../app/albums/errors.ts";
import { exportPhotos } from "../../app/albums/export-photos.ts";
import { upsertFile } from "../../app/db/files.ts";
import { addPhoto, temporaryCatalogue } from "../support/catalogue.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** Photo files in a folder, a catalogue that knows them, and a folder to export to. */
function photosOnDisk() {
  const folder = temporaryFolder();
  const db = temporaryCatalogue();
  let photos = 0;
  return {
    db,
    folder,
    target: join(folder, "out", "deep"),
    /** Adds a photo with the file photos/PATH, last changed on 2001-09-09 at 01:46:40.5. */
    photo: (path: string, content: string) => {
      const file = join(folder, "photos", path);
      mkdirSync(join(file, ".."), { recursive: true });
      writeFileSync(file, content);
      utimesSync(file, 1_000_000_000.5, 1_000_000_000.5);
      const id = addPhoto(db, ++photos, file);
      return { id, file };
    },
  };
}

function contentsOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );
}

test("copies files, with the time of their last change", async () => {
  const { db, target, photo } = photosOnDisk();
  const [a, b] = [photo("a.jpg", "A"), photo("x/b.jpg", "B")];
  const progress: unknown[] = [];
  const report = await exportPhotos(db, [b.id, a.id], target, {
    mode: "copy",
    onProgress: (state) => progress.push(state),
  });
  expect(report).toEqual({
    ...{ folder: target, photos: 2, copied: 2, linked: 0, skipped: 0, failed: [] },
    ...{ linkProblem: null, isCancelled: false },
  });
  expect(contentsOf(target)).toEqual({ "a.jpg": "A", "b.jpg": "B" });
  expect(statSync(join(target, "a.jpg")).mtimeMs).toBe(1_000_000_000_500);
  expect(statSync(join(target, "a.jpg")).ino).not.toBe(statSync(a.file).ino);
  expect(progress).toEqual([
    { done: 1, total: 2 },
    { done: 2, total: 2 },
  ]);
});

test("links files: they are the same ones", async () => {
  const { db, target, photo } = photosOnDisk();
  const { id, file } = photo("a.jpg", "A");
  const report = await exportPhotos(db, [id], target, { mode: "link" });
  expect(report).toMatchObject({ copied: 0, linked: 1, skipped: 0, linkProblem: null });
  expect(statSync(join(target, "a.jpg")).ino).toBe(statSync(file).ino);
});

test("a photo that is a link to a file elsewhere is exported as a file", async () => {
  const { db, folder, target, photo } = photosOnDisk();
  const { id, file } = photo("a.jpg", "A");
  symlinkSync(file, join(folder, "photos", "name.jpg"));
  upsertFile(db, {
    ...{ path: join(folder, "photos", "name.jpg"), sizeBytes: 1, modifiedAtMs: 1 },
    ...{ photoId: id, failure: null },
  });
  rmSync(join(folder, "photos", "a.jpg"));
  writeFileSync(file, "A");
  db.prepare("UPDATE files SET missing_since_ms = 1 WHERE path = ?").run(file);
  await exportPhotos(db, [id], target, { mode: "link" });
  expect(statSync(join(target, "name.jpg")).ino).toBe(statSync(file).ino);
});

test.each(["copy", "link"] as const)("never overwrites, and does nothing twice (%s)", async (mode) => {
  const { db, target, photo } = photosOnDisk();
  const ids = [photo("1/a.jpg", "one"), photo("2/a.jpg", "two"), photo("3/a.jpg", "six")].map(({ id }) => id);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, "a.jpg"), "own");
  mkdirSync(join(target, "a (3).jpg"));
  expect(await exportPhotos(db, ids.slice(0, 2), target, { mode })).toMatchObject({ skipped: 0, failed: [] });
  const names = ["a (2).jpg", "a (3).jpg", "a (4).jpg", "a.jpg"];
  expect(readdirSync(target).sort()).toEqual(names);
  expect(readFileSync(join(target, "a.jpg"), "utf8")).toBe("own");
  expect(readFileSync(join(target, "a (2).jpg"), "utf8")).toBe("one");
  expect(readFileSync(join(target, "a (4).jpg"), "utf8")).toBe("two");
  expect(await exportPhotos(db, ids, target, { mode })).toMatchObject({ skipped: 2, failed: [] });
  expect(readdirSync(target).sort()).toEqual(["a (2).jpg", "a (3).jpg", "a (4).jpg", "a (5).jpg", "a.jpg"]);
});

test("a name that leads nowhere is taken too", async () => {
  const { db, folder, target, photo } = photosOnDisk();
  const { id } = photo("a.jpg", "A");
  mkdirSync(target, { recursive: true });
  symlinkSync(join(folder, "elsewhere.jpg"), join(target, "a.jpg"));
  await exportPhotos(db, [id], target, { mode: "copy" });
  expect(existsSync(join(folder, "elsewhere.jpg"))).toBe(false);
  expect(readFileSync(join(target, "a (2).jpg"), "utf8")).toBe("A");
});

test("names without an ending, and with several dots", async () => {
  const { db, target, photo } = photosOnDisk();
  const ids = ["1/scan", "2/scan", "1/a.b.jpg", "2/a.b.jpg"].map((path) => photo(path, path).id);
  await exportPhotos(db, ids, target, { mode: "copy" });
  expect(readdirSync(target).sort()).toEqual(["a.b (2).jpg", "a.b.jpg", "scan", "scan (2)"]);
});

test("another file of the same photo is taken when the first is gone; failures are told, and the rest goes on", async () => {
  const { db, target, photo } = photosOnDisk();
  const [gone, moved, fine] = [photo("gone.jpg", "1"), photo("b.jpg", "2"), photo("c.jpg", "3")];
  const second = photo("z.jpg", "2").file;
  upsertFile(db, { path: second, sizeBytes: 1, modifiedAtMs: 1, photoId: moved.id, failure: null });
  rmSync(gone.file);
  rmSync(moved.file);
  const nowhere = addPhoto(db, 99);
  const report = await exportPhotos(db, [gone.id, moved.id, fine.id, nowhere], target, { mode: "copy" });
  expect(report).toMatchObject({
    copied: 2,
    failed: [
      { path: gone.file, reason: "it is not there any more" },
      { path: `photo ${nowhere}`, reason: "none of its files is there any more" },
    ],
  });
  expect(contentsOf(target)).toEqual({ "c.jpg": "3", "z.jpg": "2" });
});

test("it stops when it is told to, and goes on later", async () => {
  const { db, target, photo } = photosOnDisk();
  const ids = [photo("a.jpg", "A"), photo("b.jpg", "B"), photo("c.jpg", "C")].map(({ id }) => id);
  const controller = new AbortController();
  const stopped = await exportPhotos(db, ids, target, {
    mode: "copy",
    signal: controller.signal,
    onProgress: ({ done }) => {
      if (done === 2) controller.abort();
    },
  });
  expect(stopped).toMatchObject({ photos: 3, copied: 2, isCancelled: true });
  expect(await exportPhotos(db, ids, target, { mode: "copy" })).toMatchObject({ copied: 1, skipped: 2 });
});

test("a folder that cannot be", async () => {
  const { db, folder, photo } = photosOnDisk();
  const { id, file } = photo("a.jpg", "A");
  const error: unknown = await exportPhotos(db, [id], join(file, "below"), { mode: "copy" }).catch(
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ExportFolderError);
  expect(error).toMatchObject({
    message: `Nothing can be exported to ${join(file, "below")}: a part of the path is a file, not a folder. Choose another folder.`,
  });
  expect(readdirSync(folder)).toEqual(["photos"]);
});

// Administrators may write everywhere.
test.skipIf(process.getuid?.() === 0)(
  "a folder that cannot be written leaves every file unexported, each with the reason",
  async () => {
    const { db, target, photo } = photosOnDisk();
    const { id, file } = photo("a.jpg", "A");
    mkdirSync(target, { recursive: true });
    chmodSync(target, 0o500);
    const report = await exportPhotos(db, [id], target, { mode: "copy" });
    chmodSync(target, 0o700);
    expect(report.failed).toEqual([{ path: file, reason: "Familiar is not allowed to read or write there" }]);
    expect(readdirSync(target)).toEqual([]);
  },
);
