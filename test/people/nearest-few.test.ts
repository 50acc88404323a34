import { expect, test } from "vitest";
import { NearestFew } from "../../app/people/nearest-few.ts";

function offered(
  few: NearestFew,
  faces: readonly (readonly [faceId: number, similarity: number])[],
): NearestFew {
  for (const [faceId, similarity] of faces) few.offer(faceId, similarity);
  return few;
}

const idsIn = (few: NearestFew): number[] => few.list().map(({ faceId }) => faceId);

test("keeps the most alike, nearest first, whatever order they come in", () => {
  const few = offered(new NearestFew(3), [
    [1, 0.2],
    [2, 0.9],
    [3, -0.5],
    [4, 0.4],
    [5, 0.95],
  ]);
  expect(few.list()).toEqual([
    { faceId: 5, similarity: 0.95 },
    { faceId: 2, similarity: 0.9 },
    { faceId: 4, similarity: 0.4 },
  ]);
});

test("equal ones come by id, also where the list is cut", () => {
  const equal = [8, 3, 6, 1].map((faceId) => [faceId, 0.5] as const);
  expect(idsIn(offered(new NearestFew(9), equal))).toEqual([1, 3, 6, 8]);
  expect(idsIn(offered(new NearestFew(2), equal))).toEqual([1, 3]);
});

test("has no floor before it is full; then a face below it changes nothing", () => {
  const few = offered(new NearestFew(2), [[1, 0.5]]);
  expect(few.floor).toBe(-Infinity);
  few.offer(2, 0.25);
  expect(few.floor).toBe(0.25);
  few.offer(3, 0.125);
  expect(idsIn(few)).toEqual([1, 2]);
});

test("of none it keeps none", () => {
  const few = offered(new NearestFew(0), [[1, 1]]);
  expect([few.list(), few.floor]).toEqual([[], Infinity]);
});

test("is empty again after it was cleared", () => {
  const few = offered(new NearestFew(2), [
    [1, 0.5],
    [2, 0.7],
  ]);
  few.clear();
  expect(few.list()).toEqual([]);
  expect(idsIn(offered(few, [[9, -1]]))).toEqual([9]);
});
