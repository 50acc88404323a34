import { appendFile, readdir, readFile, stat, truncate } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import {
  addMissingRows,
  areCompactVectorsSaved,
  openCompactVectors,
  saveCompactVectors,
  type OpenedCompact,
} from "../../app/people/compact-file.ts";
import type { IndexIdentity, IndexedFace } from "../../app/people/open-index.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { randomUnitVectors } from "./unit-vectors.ts";

const faces = randomUnitVectors(300, 8, 1).map((vector, at): IndexedFace => ({ faceId: at + 1, vector }));
/** 8 bytes of head, 8 numbers. */
const rowBytes = 16;

function newIdentity(): IndexIdentity {
  return { folder: path.join(temporaryFolder(), "indexes"), model: "mine", dimensions: 8, revision: 3 };
}

/** The catalogue's faces; those whose vectors were read are noted in `read`. */
function catalogue(count: number, read: number[] = []) {
  return function* (isIndexed: (faceId: number) => boolean): Generator<IndexedFace> {
    for (const face of faces.slice(0, count)) {
      if (isIndexed(face.faceId)) continue;
      read.push(face.faceId);
      yield face;
    }
  };
}

const idsIn = ({ vectors }: OpenedCompact): number[] =>
  Array.from({ length: vectors.size }, (_, row) => vectors.faceIdAt(row));

test("without a file all vectors come from the catalogue, and nothing is written", async () => {
  const identity = newIdentity();
  const opened = await openCompactVectors(identity, catalogue(300));
  expect([opened.savedRows, opened.vectors.size]).toEqual([0, 300]);
  await expect(readdir(identity.folder)).rejects.toThrow("ENOENT");
});

test("what was saved is not read from the catalogue again, and further faces are written behind it", async () => {
  const identity = newIdentity();
  const file = path.join(identity.folder, "mine.compact");
  await saveCompactVectors(await openCompactVectors(identity, catalogue(200)), identity);
  const before = await readFile(file);
  expect(before).toHaveLength(200 * rowBytes);

  const read: number[] = [];
  const opened = await openCompactVectors(identity, catalogue(300, read));
  expect([opened.savedRows, read.length, read[0]]).toEqual([200, 100, 201]);
  await saveCompactVectors(opened, identity);
  const after = await readFile(file);
  expect(after).toHaveLength(300 * rowBytes);
  expect(after.subarray(0, before.length).equals(before)).toBe(true);
  expect(idsIn(await openCompactVectors(identity, catalogue(0)))).toEqual(faces.map(({ faceId }) => faceId));
});

test("a file that is up to date stays as it is", async () => {
  const identity = newIdentity();
  await saveCompactVectors(await openCompactVectors(identity, catalogue(20)), identity);
  const { mtimeMs } = await stat(path.join(identity.folder, "mine.compact"));
  await saveCompactVectors(await openCompactVectors(identity, catalogue(20)), identity);
  expect((await stat(path.join(identity.folder, "mine.compact"))).mtimeMs).toBe(mtimeMs);
});

test.each([
  ["vectors were replaced", { revision: 4 }],
  ["the model is another one of the same name", { dimensions: 4 }],
])("nothing saved counts when %s", async (_case, change) => {
  const identity = newIdentity();
  await saveCompactVectors(await openCompactVectors(identity, catalogue(20)), identity);
  const opened = await openCompactVectors({ ...identity, ...change }, () => []);
  expect([opened.savedRows, opened.vectors.size]).toEqual([0, 0]);
});

test("a row that was cut short is made again", async () => {
  const identity = newIdentity();
  const file = path.join(identity.folder, "mine.compact");
  await saveCompactVectors(await openCompactVectors(identity, catalogue(20)), identity);
  await truncate(file, 20 * rowBytes - 5);
  const opened = await openCompactVectors(identity, catalogue(20));
  expect([opened.savedRows, opened.vectors.size]).toEqual([19, 20]);
  await saveCompactVectors(opened, identity);
  expect((await stat(file)).size).toBe(20 * rowBytes);
  expect(idsIn(await openCompactVectors(identity, catalogue(0)))).toEqual(
    faces.slice(0, 20).map((f) => f.faceId),
  );
});

test("a part of a row behind the last whole one is no row", async () => {
  const identity = newIdentity();
  const file = path.join(identity.folder, "mine.compact");
  await saveCompactVectors(await openCompactVectors(identity, catalogue(20)), identity);
  await appendFile(file, Buffer.alloc(7));
  const opened = await openCompactVectors(identity, catalogue(21));
  expect([opened.savedRows, opened.vectors.size]).toEqual([20, 21]);
  await saveCompactVectors(opened, identity);
  expect((await stat(file)).size).toBe(21 * rowBytes);
});

test("only vectors that came after those that were saved are asked for, unless rows are missing", async () => {
  const identity = newIdentity();
  const asked: number[] = [];
  const faceFrom = (newerThan: number) => {
    asked.push(newerThan);
    return [];
  };
  expect(await areCompactVectorsSaved(identity, 0)).toBe(false);
  await saveCompactVectors(await openCompactVectors(identity, catalogue(20)), identity, 20);
  expect(await areCompactVectorsSaved(identity, 20)).toBe(true);
  expect(await areCompactVectorsSaved(identity, 21)).toBe(false);

  const opened = await openCompactVectors(identity, (_isIndexed, newerThan) => faceFrom(newerThan));
  await saveCompactVectors(opened, identity, 23);
  expect(await areCompactVectorsSaved(identity, 23)).toBe(true);
  await openCompactVectors(identity, (_isIndexed, newerThan) => faceFrom(newerThan));
  await truncate(path.join(identity.folder, "mine.compact"), 20 * rowBytes - 1);
  await openCompactVectors(identity, (_isIndexed, newerThan) => faceFrom(newerThan));
  expect(asked).toEqual([20, 23, 0]);
});

test("vectors that are open take in faces that come later, and no face twice", async () => {
  const identity = newIdentity();
  const opened = await openCompactVectors(identity, catalogue(20));
  expect(await addMissingRows(opened.vectors, identity, catalogue(30), 20)).toBe(10);
  expect(await addMissingRows(opened.vectors, identity, () => faces.slice(10, 32), 20)).toBe(2);
  expect(idsIn(opened)).toEqual(faces.slice(0, 32).map(({ faceId }) => faceId));
  for (const { faceId, vector } of faces.slice(0, 32)) {
    expect(opened.vectors.search([vector], 1)[0]?.[0]?.faceId).toBe(faceId);
  }
});
