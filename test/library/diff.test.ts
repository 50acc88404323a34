import { resolve } from "node:path";
import { expect, test } from "vitest";
import type { KnownFile } from "../../app/db/files.ts";
import { diffFiles } from "../../app/library/diff.ts";
import type { FoundFile } from "../../app/library/walk.ts";

const root = resolve("/photos");
const everything = { roots: [root], unknownBelow: [] };

function found(path: string, changes: Partial<FoundFile> = {}): FoundFile {
  return { path: resolve(path), sizeBytes: 100, modifiedAtMs: 1_000.5, ...changes };
}

function known(id: number, path: string, changes: Partial<KnownFile> = {}): KnownFile {
  return { id, ...found(path), photoId: 1, failure: null, missingSinceMs: null, ...changes };
}

test("a file with the same size and time is unchanged, also one that is known to fail", () => {
  const files = [known(1, "/photos/a.jpg"), known(2, "/photos/b.jpg", { photoId: null, failure: "Empty." })];
  expect(diffFiles([found("/photos/a.jpg"), found("/photos/b.jpg")], files, everything)).toEqual({
    unchanged: 2,
    toIdentify: [],
    missing: [],
    returned: [],
  });
});

test("new and changed files, and files never identified, are to be identified", () => {
  const files = [
    known(1, "/photos/size.jpg"),
    known(2, "/photos/time.jpg"),
    known(3, "/photos/waiting.jpg", { photoId: null }),
  ];
  const size = found("/photos/size.jpg", { sizeBytes: 101 });
  const time = found("/photos/time.jpg", { modifiedAtMs: 1_000.25 });
  const waiting = found("/photos/waiting.jpg");
  const fresh = found("/photos/new.jpg");
  expect(diffFiles([size, time, waiting, fresh], files, everything)).toEqual({
    unchanged: 0,
    toIdentify: [
      { ...size, isNew: false },
      { ...time, isNew: false },
      { ...waiting, isNew: false },
      { ...fresh, isNew: true },
    ],
    missing: [],
    returned: [],
  });
});

test("a file that was not found is missing, and not reported again on the next scan", () => {
  const files = [known(1, "/photos/a.jpg"), known(2, "/photos/b.jpg", { missingSinceMs: 5 })];
  expect(diffFiles([], files, everything)).toEqual({
    unchanged: 0,
    toIdentify: [],
    missing: [1],
    returned: [],
  });
});

test("a missing file returns when it is as before, and is identified when it is not", () => {
  const files = [
    known(1, "/photos/same.jpg", { missingSinceMs: 5 }),
    known(2, "/photos/other.jpg", { missingSinceMs: 5 }),
  ];
  const other = found("/photos/other.jpg", { sizeBytes: 1 });
  expect(diffFiles([found("/photos/same.jpg"), other], files, everything)).toEqual({
    unchanged: 0,
    toIdentify: [{ ...other, isNew: false }],
    missing: [],
    returned: [1],
  });
});

test("files outside of the walked folders are left alone", () => {
  const files = [known(1, "/photos/a.jpg"), known(2, "/photos2/a.jpg"), known(3, "/other/a.jpg")];
  expect(diffFiles([], files, everything).missing).toEqual([1]);
  expect(diffFiles([], files, { roots: [root, resolve("/other")], unknownBelow: [] }).missing).toEqual([
    1, 3,
  ]);
});

test("what could not be read is not missing", () => {
  const files = [
    known(1, "/photos/locked/a.jpg"),
    known(2, "/photos/locked/deep/b.jpg"),
    known(3, "/photos/locked.jpg"),
    known(4, "/photos/unreadable.jpg"),
  ];
  const unknownBelow = [resolve("/photos/locked"), resolve("/photos/unreadable.jpg")];
  expect(diffFiles([], files, { roots: [root], unknownBelow }).missing).toEqual([3]);
});

test("names that differ in case or Unicode form are different files", () => {
  const files = [known(1, "/photos/A.jpg"), known(2, "/photos/caf\u00e9.jpg")];
  const others = [found("/photos/a.jpg"), found("/photos/cafe\u0301.jpg")];
  const diff = diffFiles(others, files, everything);
  expect(diff.toIdentify.map((file) => file.isNew)).toEqual([true, true]);
  expect(diff.missing).toEqual([1, 2]);
});
