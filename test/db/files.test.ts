import { expect, test } from "vitest";
import { allFiles, filesOfPhoto, markMissing, markPresent, upsertFile } from "../../app/db/files.ts";
import { addPhoto, temporaryCatalogue } from "../support/catalogue.ts";

const asFound = { sizeBytes: 100, modifiedAtMs: 1_700_000_000_123.456, failure: null };

test("a file is kept with its exact name, size and time", () => {
  const db = temporaryCatalogue();
  const names = ["/caf\u00e9.jpg", "/cafe\u0301.jpg", "/CAF\u00c9.jpg", "/\u{1F600}\n.jpg"];
  const ids = names.map((path) => upsertFile(db, { ...asFound, path, photoId: null }));
  expect(allFiles(db)).toEqual(
    names.map((path, index) => ({ id: ids[index], path, ...asFound, photoId: null, missingSinceMs: null })),
  );
});

test("seen again, a file keeps its id and is there", () => {
  const db = temporaryCatalogue();
  const photoId = addPhoto(db, 1);
  const id = upsertFile(db, { ...asFound, path: "/a.jpg", photoId });
  markMissing(db, [id], 5);
  expect(upsertFile(db, { ...asFound, path: "/a.jpg", sizeBytes: 101, photoId })).toBe(id);
  expect(filesOfPhoto(db, photoId)).toEqual([
    {
      ...{ id, path: "/a.jpg", ...asFound, sizeBytes: 101, photoId, missingSinceMs: null },
      ...{ previousPhotoId: null, rawPhotoId: null },
    },
  ]);
});

test("the photo that a path showed before is remembered", () => {
  const db = temporaryCatalogue();
  const [first, second] = [addPhoto(db, 1), addPhoto(db, 2)];
  const show = (photoId: number | null, failure: string | null = null): (number | null)[] => {
    upsertFile(db, { ...asFound, path: "/a.jpg", photoId, failure });
    const file = photoId === null ? undefined : filesOfPhoto(db, photoId)[0];
    return file === undefined ? [] : [file.photoId, file.previousPhotoId];
  };
  expect(show(first)).toEqual([first, null]);
  expect(show(second)).toEqual([second, first]);
  expect(show(second)).toEqual([second, first]);
  expect(show(null, "Not allowed.")).toEqual([]);
  expect(show(first)).toEqual([first, second]);
  expect(show(null, "Not allowed.")).toEqual([]);
  expect(show(first)).toEqual([first, null]);
});

test("a file cannot both show a photo and have failed", () => {
  const db = temporaryCatalogue();
  const photoId = addPhoto(db, 1);
  expect(() => upsertFile(db, { ...asFound, path: "/a.jpg", photoId, failure: "Empty." })).toThrow("CHECK");
});

test("missing files keep the time when they went, until they are there again", () => {
  const db = temporaryCatalogue();
  const photoId = addPhoto(db, 1, "/b.jpg", "/a.jpg", "/c.jpg");
  const [a, b, c] = filesOfPhoto(db, photoId).map((file) => file.id);
  if (a === undefined || b === undefined || c === undefined) throw new Error("Three files were added.");
  markMissing(db, [a, b], 10);
  markMissing(db, [b], 20);
  const state = (): unknown[] => filesOfPhoto(db, photoId).map((file) => [file.path, file.missingSinceMs]);
  expect(state()).toEqual([
    ["/c.jpg", null],
    ["/a.jpg", 10],
    ["/b.jpg", 10],
  ]);
  markPresent(db, [b]);
  expect(state()).toEqual([
    ["/b.jpg", null],
    ["/c.jpg", null],
    ["/a.jpg", 10],
  ]);
});
