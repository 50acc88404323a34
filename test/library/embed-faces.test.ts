import { createHash } from "node:crypto";
import { copyFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { facesOfPhoto, insertFace, setFalse, setIgnored, setPerson } from "../../app/db/faces.ts";
import { listFailures } from "../../app/db/failures.ts";
import { findPhoto } from "../../app/db/photos.ts";
import { embedMissingFaces, type EmbeddingProgress } from "../../app/library/embed-faces.ts";
import { embeddingFailureName } from "../../app/library/recipe.ts";
import { samplePhoto } from "../support/library.ts";
import { meanColour, twin } from "../support/second-model.ts";
import { createPerson } from "../../app/db/people.ts";
import { galleryOf } from "../../app/people/library-gallery.ts";
import { cosine, scannedLibrary } from "./change-model-library.ts";

test("every face gets a vector of the second model, equal to a full analysis; nothing else changes", async () => {
  const { library, recipeWith, faces, vectors } = await scannedLibrary(1, 3);
  const before = faces();
  const [ignored, wrong] = before;
  setIgnored(library.db, ignored?.id ?? 0, true);
  setFalse(library.db, wrong?.id ?? 0, true);
  const known = faces();
  const told: EmbeddingProgress[] = [];
  const onProgress = (progress: EmbeddingProgress) => void told.push(progress);
  const tally = await embedMissingFaces(library, await recipeWith(twin), { processes: 1, onProgress });
  expect(tally).toEqual({ faces: before.length - 1, failures: [], wasStopped: false });
  expect(told.map(({ done, total, failed }) => [done, total, failed])).toEqual([
    [1, 2, 0],
    [2, 2, 0],
  ]);
  expect(told.at(-1)?.faces).toBe(before.length - 1);
  expect(faces()).toEqual(known);
  const [first, second] = [vectors("mobilefacenet"), vectors(twin)];
  expect([first.size, second.size]).toEqual([before.length, before.length - 1]);
  expect(second.has(wrong?.id ?? 0)).toBe(false);
  for (const [faceId, vector] of second)
    expect(cosine(vector, first.get(faceId))).toBeGreaterThanOrEqual(0.9999);
  expect(await embedMissingFaces(library, await recipeWith(twin))).toEqual({
    ...{ faces: 0, failures: [], wasStopped: false },
  });
});

test("stopped at any photo it keeps what is done, and goes on from there", async () => {
  const { library, recipeWith, faces, vectors } = await scannedLibrary(1, 2, 3, 5);
  const recipe = await recipeWith(meanColour);
  const stopping = new AbortController();
  const first = await embedMissingFaces(library, recipe, {
    processes: 1,
    signal: stopping.signal,
    onProgress: ({ done }) => {
      if (done === 1) stopping.abort();
    },
  });
  expect(first.wasStopped).toBe(true);
  expect(first.faces).toBeGreaterThan(0);
  expect(vectors(meanColour).size).toBe(first.faces);
  expect(first.faces).toBeLessThan(faces().length);
  const aborted = await embedMissingFaces(library, recipe, { signal: stopping.signal });
  expect(aborted).toEqual({ faces: 0, failures: [], wasStopped: true });
  const rest = await embedMissingFaces(library, recipe, { processes: 1 });
  expect(rest).toEqual({ faces: faces().length - first.faces, failures: [], wasStopped: false });
  expect(vectors(meanColour).size).toBe(faces().length);
});

test("a face drawn by hand gets landmarks, quality and vector with the next scan, and keeps its box", async () => {
  const { library, scan, faces, vectors } = await scannedLibrary(2);
  const { db } = library;
  const photoId = faces()[0]?.photoId ?? 0;
  const box = { x: 8, y: 8, width: 64, height: 64 };
  const nothing = { score: 0, quality: 0, sharpness: 0, yaw: 0, landmarks: new Float32Array(0) };
  const drawn = insertFace(db, photoId, { ...nothing, box }, "drawn");
  const others = facesOfPhoto(db, photoId).filter(({ id }) => id !== drawn);
  const report = await scan();
  expect(report).toMatchObject({ analysed: 0, failed: [], wasStopped: false });
  const now = facesOfPhoto(db, photoId);
  expect(now.filter(({ id }) => id !== drawn).map(({ landmarks }) => landmarks)).toEqual(
    others.map(({ landmarks }) => landmarks),
  );
  const face = now.find(({ id }) => id === drawn);
  expect(face).toMatchObject({ box, score: 0, origin: "drawn" });
  expect(face?.landmarks).toHaveLength(136);
  expect(face?.sharpness).toBeGreaterThan(0);
  expect(vectors("mobilefacenet").get(drawn)).toHaveLength(512);
});

test("people are known by the new vectors at once", async () => {
  const { library, recipeWith, faces } = await scannedLibrary(3);
  const { db } = library;
  const personId = createPerson(db, "Anna");
  setPerson(db, faces()[0]?.id ?? 0, personId);
  expect(galleryOf(db, twin).people).toEqual([]);
  await embedMissingFaces(library, await recipeWith(twin), { processes: 1 });
  expect(galleryOf(db, twin).people).toMatchObject([{ personId, faces: 1 }]);
});

test("a changed file is left to the next scan, a file that is gone fails in passing", async () => {
  const { library, photos, recipeWith, vectors } = await scannedLibrary(2, 3);
  copyFileSync(samplePhoto(4), join(photos, "sample2.jpg"));
  renameSync(join(photos, "sample3.jpg"), join(photos, "elsewhere.jpg"));
  const tally = await embedMissingFaces(library, await recipeWith(twin), { processes: 1 });
  expect(tally).toMatchObject({ faces: 0, wasStopped: false });
  expect(tally.failures.map(({ path, isLasting }) => [path, isLasting])).toEqual([
    [join(photos, "sample3.jpg"), false],
  ]);
  expect(vectors(twin).size).toBe(0);
  expect(listFailures(library.db)).toEqual([]);
});

test("a photo at fault is remembered and not tried again; faces of others are done", async () => {
  const { library, photos, recipeWith, faces } = await scannedLibrary(2, 3);
  const { db } = library;
  const [at] = faces().filter(({ photo }) => photo === join(photos, "sample3.jpg"));
  // What a drive does that goes bad: the content that was hashed is no picture any more.
  const broken = Buffer.from("This is not a picture.");
  writeFileSync(join(photos, "sample3.jpg"), broken);
  const hash = createHash("sha256").update(broken).digest();
  db.prepare("UPDATE photos SET content_hash = ? WHERE id = ?").run(hash, at?.photoId);
  const recipe = await recipeWith(twin);
  const tally = await embedMissingFaces(library, recipe, { processes: 1 });
  expect(tally.failures).toMatchObject([{ path: join(photos, "sample3.jpg"), isLasting: true }]);
  expect(findPhoto(db, at?.photoId ?? 0)).toMatchObject({ failedRecipe: embeddingFailureName(twin) });
  expect(listFailures(db)).toEqual(tally.failures.map(({ path, reason }) => ({ path, reason })));
  expect(await embedMissingFaces(library, recipe)).toEqual({ faces: 0, failures: [], wasStopped: false });
});
