import { copyFile, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { FaceIndex } from "../../app/people/face-index.ts";
import {
  type IndexedFace,
  type IndexIdentity,
  openFaceIndex,
  saveFaceIndex,
} from "../../app/people/open-index.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { randomUnitVectors } from "./unit-vectors.ts";

const faces: IndexedFace[] = randomUnitVectors(60, 8, 1).map((vector, at) => ({ faceId: at + 1, vector }));
const queries = randomUnitVectors(10, 8, 2);

function identityIn(folder: string): IndexIdentity {
  return { folder, model: "m", dimensions: 8, revision: 3 };
}

function answersOf(index: FaceIndex): unknown {
  return queries.map((query) => index.search(query, 10));
}

/** A folder with the saved index of the first faces, and what it answers. */
async function savedIndex(count = faces.length) {
  const identity = identityIn(join(temporaryFolder(), "indexes"));
  const { index } = await openFaceIndex(identity, () => faces.slice(0, count));
  await saveFaceIndex(index, identity);
  const file = join(identity.folder, "m.hnsw");
  const description = join(identity.folder, "m.json");
  return { identity, file, description, answers: answersOf(index) };
}

test("an index that was never saved is built of all faces", async () => {
  const identity = identityIn(join(temporaryFolder(), "none"));
  const opened = await openFaceIndex(identity, () => faces);
  expect(opened).toMatchObject({ rebuiltBecause: "missing", added: 60 });
  expect([...opened.index.faceIds()]).toEqual(faces.map(({ faceId }) => faceId));
  expect(opened.index.search(faces[41]?.vector ?? Float32Array.of(), 1)[0]?.faceId).toBe(42);
});

test("a saved index is loaded without any face being added", async () => {
  const { identity, answers } = await savedIndex();
  expect((await readdir(identity.folder)).sort()).toEqual(["m.hnsw", "m.json"]);
  const opened = await openFaceIndex(identity, () => faces);
  expect(opened).toMatchObject({ rebuiltBecause: null, added: 0 });
  expect(answersOf(opened.index)).toEqual(answers);
});

test("a loaded index gets the faces that it lacks, and only those", async () => {
  const { identity } = await savedIndex(50);
  const opened = await openFaceIndex(identity, () => faces);
  expect(opened).toMatchObject({ rebuiltBecause: null, added: 10 });
  expect(opened.index.size).toBe(60);
  expect(opened.index.search(faces[59]?.vector ?? Float32Array.of(), 1)[0]?.faceId).toBe(60);
});

test.each([
  ["at the beginning", 0],
  ["in the middle", 0.5],
  ["at the end", 1],
])("one flipped bit %s is noticed, and the index is built anew", async (_where, share) => {
  const { identity, file, answers } = await savedIndex();
  const bytes = await readFile(file);
  const at = Math.round(share * (bytes.length - 1));
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  await writeFile(file, bytes);
  const opened = await openFaceIndex(identity, () => faces);
  expect(opened).toMatchObject({ rebuiltBecause: "damaged", added: 60 });
  expect(answersOf(opened.index)).toEqual(answers);
  await saveFaceIndex(opened.index, identity);
  expect(await openFaceIndex(identity, () => faces)).toMatchObject({ rebuiltBecause: null, added: 0 });
});

test.each([
  ["half of it", 0.5],
  ["nothing of it", 0],
])("an index file of which %s is left is built anew", async (_what, share) => {
  const { identity, file } = await savedIndex();
  await truncate(file, Math.floor(share * (await readFile(file)).length));
  expect(await openFaceIndex(identity, () => faces)).toMatchObject({ rebuiltBecause: "damaged", added: 60 });
});

test("a description without its index is built anew", async () => {
  const { identity, file } = await savedIndex();
  await rm(file);
  expect(await openFaceIndex(identity, () => faces)).toMatchObject({ rebuiltBecause: "damaged", added: 60 });
});

test("an index without its description, as a crash while saving leaves it, is built anew", async () => {
  const { identity, description } = await savedIndex();
  await rm(description);
  expect(await openFaceIndex(identity, () => faces)).toMatchObject({ rebuiltBecause: "missing", added: 60 });
});

test.each([
  ["no JSON", "{"],
  ["nothing", ""],
  ["JSON of another kind", "[]"],
  ["another format", '{"format":2,"model":"m","dimensions":8,"revision":3,"sha256":""}'],
  ["a field too much", '{"format":1,"model":"m","dimensions":8,"revision":3,"sha256":"","more":1}'],
])("a description that is %s is built anew", async (_what, text) => {
  const { identity, description } = await savedIndex();
  await writeFile(description, text);
  expect(await openFaceIndex(identity, () => faces)).toMatchObject({ rebuiltBecause: "damaged", added: 60 });
});

test("an index of replaced or removed vectors is outdated", async () => {
  const { identity } = await savedIndex();
  const later = { ...identity, revision: 4 };
  const opened = await openFaceIndex(later, () => faces.slice(1));
  expect(opened).toMatchObject({ rebuiltBecause: "outdated", added: 59 });
  expect(opened.index.has(1)).toBe(false);
});

test("an index of another length of vectors is outdated", async () => {
  const { identity } = await savedIndex();
  const shorter = faces.map(({ faceId, vector }) => ({ faceId, vector: vector.slice(0, 4) }));
  const opened = await openFaceIndex({ ...identity, dimensions: 4 }, () => shorter);
  expect(opened).toMatchObject({ rebuiltBecause: "outdated", added: 60 });
});

test("another model has an index of its own, and is not fooled by a renamed one", async () => {
  const { identity, file, description } = await savedIndex();
  const other = { ...identity, model: "other" };
  expect(await openFaceIndex(other, () => faces)).toMatchObject({ rebuiltBecause: "missing" });
  await copyFile(file, join(identity.folder, "other.hnsw"));
  await copyFile(description, join(identity.folder, "other.json"));
  expect(await openFaceIndex(other, () => faces)).toMatchObject({ rebuiltBecause: "outdated", added: 60 });
});

test("only vectors that came after those that were saved are asked for", async () => {
  const { identity, file } = await savedIndex();
  const asked: number[] = [];
  const ask = (_isIndexed: unknown, newerThan: number): IndexedFace[] => {
    asked.push(newerThan);
    return [];
  };
  const { index } = await openFaceIndex(identity, ask);
  await saveFaceIndex(index, identity, 60);
  await openFaceIndex(identity, ask);
  await rm(file);
  await openFaceIndex(identity, ask);
  expect(asked).toEqual([0, 60, 0]);
});

test("an empty index can be saved and loaded", async () => {
  const { identity } = await savedIndex(0);
  const opened = await openFaceIndex(identity, () => faces.slice(0, 1));
  expect(opened).toMatchObject({ rebuiltBecause: null, added: 1 });
});
