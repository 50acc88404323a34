import { expect, test } from "vitest";
import { FaceIndex } from "../../app/people/face-index.ts";
import { joinNearFaces, type NeighboursTask } from "../../app/people/near-faces.ts";
import { openNeighbourSearch } from "../../app/people/neighbour-search.ts";
import { randomUnitVectors } from "./unit-vectors.ts";

const vectors = randomUnitVectors(300, 8, 1);
const index = FaceIndex.empty(8);
for (const [at, vector] of vectors.entries()) index.add(at + 1, vector);

function taskOf(from: number, to: number): NeighboursTask {
  const some = vectors.slice(from, to);
  return {
    faceIds: Int32Array.from(some, (_, at) => from + at + 1),
    vectors: Float32Array.from(some.flatMap((vector) => [...vector])),
  };
}

/** Asks for more faces than there are, so that threads are worth it. */
const many = 10_000;

test("threads find what one finds alone, however many tasks there are at once", async () => {
  await using here = await openNeighbourSearch(index, many, 1);
  await using threads = await openNeighbourSearch(index, many, 2);
  expect([here.tasksAtOnce, threads.tasksAtOnce]).toEqual([1, 2]);
  const expected = await here.near(taskOf(0, 300));
  const parts = await Promise.all([threads.near(taskOf(0, 150)), threads.near(taskOf(150, 300))]);
  expect(joinNearFaces(parts)).toEqual(expected);
  expect(expected.from.length).toBeGreaterThan(300);
});

test("few faces are looked up without threads", async () => {
  await using search = await openNeighbourSearch(index, 100, 8);
  expect(search.tasksAtOnce).toBe(1);
});

test("no face is near to itself", async () => {
  await using search = await openNeighbourSearch(index, 1, 1);
  const { from, to, similarity } = await search.near(taskOf(0, 1));
  expect(from.every((faceId) => faceId === 1)).toBe(true);
  expect(to.includes(1)).toBe(false);
  expect(similarity.every((value) => value >= 0.15 && value <= 1)).toBe(true);
});

test("a task in a thread that is ended fails", async () => {
  const search = await openNeighbourSearch(index, many, 2);
  const found = search.near(taskOf(0, 300));
  const failed = expect(found).rejects.toThrow("The thread that looks up neighbours ended");
  await search[Symbol.asyncDispose]();
  await failed;
});
