import { expect, test } from "vitest";
import { clearFailures, listFailures } from "../../app/db/failures.ts";
import { allFiles, filesOfPhoto, markMissing, upsertFile } from "../../app/db/files.ts";
import type { Database } from "../../app/db/open.ts";
import {
  countPhotos,
  findPhoto,
  findPhotoByHash,
  incrementCrashCount,
  insertPhoto,
  photosWithoutAnalysis,
  savePhotoAnalysis,
  savePhotoFailure,
} from "../../app/db/photos.ts";
import { addPhoto, hashOf, plainFacts, temporaryCatalogue } from "../support/catalogue.ts";

const facts = {
  ...plainFacts,
  ...{ orientation: 6, takenAt: "2024-05-01T12:00:00", takenAtOffset: "+02:00" },
  ...{ cameraMake: "Canon", cameraModel: "EOS 5D", latitude: -33.5, longitude: 151.25 },
};
const unknownFacts = Object.fromEntries(
  [...Object.keys(facts), "durationMs", "posterMs"].map((name) => [name, null]),
);

function waiting(db: Database, recipe: string): [number, string][] {
  return photosWithoutAnalysis(db, recipe).map(({ photoId, path }) => [photoId, path]);
}

test("a photo is found by its content, before and after its analysis", () => {
  const db = temporaryCatalogue();
  const id = insertPhoto(db, { contentHash: hashOf(7), sizeBytes: 123 });
  const fresh = { id, contentHash: hashOf(7), sizeBytes: 123, ...unknownFacts };
  const state = { recipe: null, failure: null, failedRecipe: null, crashCount: 0, analysedAtMs: null };
  expect(findPhotoByHash(db, hashOf(7))).toEqual({ ...fresh, ...state });
  expect(findPhotoByHash(db, hashOf(8))).toBeUndefined();
  savePhotoAnalysis(db, id, { ...facts, recipe: "r1", analysedAtMs: 99 });
  expect(findPhoto(db, id)).toEqual({ ...fresh, ...facts, ...state, recipe: "r1", analysedAtMs: 99 });
});

test("the same content cannot be added twice, and a hash has 32 bytes", () => {
  const db = temporaryCatalogue();
  addPhoto(db, 1);
  expect(() => addPhoto(db, 1)).toThrow("UNIQUE constraint failed: photos.content_hash");
  expect(() => insertPhoto(db, { contentHash: Buffer.alloc(31), sizeBytes: 1 })).toThrow("CHECK");
});

test("waiting are the photos that are there and that the recipe has neither finished nor failed", () => {
  const db = temporaryCatalogue();
  const fresh = addPhoto(db, 1, "/fresh.jpg");
  const older = addPhoto(db, 2, "/older.jpg");
  const done = addPhoto(db, 3, "/done.jpg");
  const failed = addPhoto(db, 4, "/failed.jpg");
  const olderFailed = addPhoto(db, 5, "/older-failed.jpg");
  const gone = addPhoto(db, 6, "/gone.jpg");
  const twice = addPhoto(db, 7, "/twice-b.jpg", "/twice-a.jpg");
  addPhoto(db, 8);
  savePhotoAnalysis(db, older, { ...facts, recipe: "r1", analysedAtMs: 1 });
  savePhotoAnalysis(db, done, { ...facts, recipe: "r2", analysedAtMs: 1 });
  savePhotoFailure(db, failed, { failure: "Cut short.", recipe: "r2" });
  savePhotoFailure(db, olderFailed, { failure: "Cut short.", recipe: "r1" });
  markMissing(
    db,
    filesOfPhoto(db, gone).map((file) => file.id),
    1,
  );
  expect(waiting(db, "r2")).toEqual([
    [fresh, "/fresh.jpg"],
    [older, "/older.jpg"],
    [olderFailed, "/older-failed.jpg"],
    [twice, "/twice-a.jpg"],
  ]);
});

test("a failure keeps what an earlier recipe found, and a success clears it", () => {
  const db = temporaryCatalogue();
  const id = addPhoto(db, 1, "/a.jpg");
  savePhotoAnalysis(db, id, { ...facts, recipe: "r1", analysedAtMs: 1 });
  savePhotoFailure(db, id, { failure: "Out of memory.", recipe: "r2" });
  expect(findPhoto(db, id)).toMatchObject({
    recipe: "r1",
    width: 40,
    failure: "Out of memory.",
    failedRecipe: "r2",
  });
  expect(incrementCrashCount(db, id)).toBe(1);
  expect(incrementCrashCount(db, id)).toBe(2);
  savePhotoAnalysis(db, id, { ...facts, recipe: "r3", analysedAtMs: 2 });
  expect(findPhoto(db, id)).toMatchObject({ recipe: "r3", failure: null, failedRecipe: null, crashCount: 0 });
});

test("a crash of a photo that is not there is a mistake of the caller", () => {
  expect(() => incrementCrashCount(temporaryCatalogue(), 5)).toThrow("There is no photo with the id 5.");
});

test("failures of photos and files are listed by path, and forgotten for another try", () => {
  const db = temporaryCatalogue();
  const failed = addPhoto(db, 1, "/c.jpg", "/a.jpg");
  const gone = addPhoto(db, 2, "/gone.jpg");
  addPhoto(db, 3, "/fine.jpg");
  for (const id of [failed, gone]) savePhotoFailure(db, id, { failure: "Cut short.", recipe: "r1" });
  incrementCrashCount(db, failed);
  const unread = { sizeBytes: 1, modifiedAtMs: 1, photoId: null, failure: "Not allowed." };
  upsertFile(db, { ...unread, path: "/b.jpg" });
  const goneFile = upsertFile(db, { ...unread, path: "/gone-too.jpg" });
  markMissing(db, [goneFile, ...filesOfPhoto(db, gone).map((file) => file.id)], 1);
  expect(listFailures(db)).toEqual([
    { path: "/a.jpg", reason: "Cut short." },
    { path: "/b.jpg", reason: "Not allowed." },
    { path: "/c.jpg", reason: "Cut short." },
  ]);
  clearFailures(db);
  expect(listFailures(db)).toEqual([]);
  expect(waiting(db, "r1").map(([id]) => id)).toContain(failed);
  expect(findPhoto(db, failed)?.crashCount).toBe(0);
  expect(allFiles(db).filter((file) => file.failure !== null)).toEqual([]);
});

test("photos are counted by state", () => {
  const db = temporaryCatalogue();
  expect(countPhotos(db)).toEqual({ present: 0, analysed: 0, failed: 0, missing: 0 });
  savePhotoAnalysis(db, addPhoto(db, 1, "/a.jpg"), { ...facts, recipe: "r1", analysedAtMs: 1 });
  savePhotoFailure(db, addPhoto(db, 2, "/b.jpg"), { failure: "Empty.", recipe: "r1" });
  addPhoto(db, 3, "/c.jpg");
  savePhotoAnalysis(db, addPhoto(db, 4), { ...facts, recipe: "r1", analysedAtMs: 1 });
  expect(countPhotos(db)).toEqual({ present: 3, analysed: 1, failed: 1, missing: 1 });
});
