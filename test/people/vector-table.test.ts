import { describe, expect, test } from "vitest";
import { searchExactly } from "../../app/people/exact-search.ts";
import { VectorTable } from "../../app/people/vector-table.ts";
import { randomUnitVectors } from "./unit-vectors.ts";

const east = Float32Array.of(1, 0);
const north = Float32Array.of(0, 1);

describe("a table of vectors", () => {
  test("finds nothing while it is empty", () => {
    expect(new VectorTable(2).search(east, 3)).toEqual([]);
  });

  // Blocks have 32 rows, four at a time: sizes on both sides of each.
  test.each([1, 3, 4, 5, 31, 32, 33, 36, 64, 65, 131, 500])(
    "of %i agrees with sorting everything",
    (count) => {
      const faces = randomUnitVectors(count, 7, count).map((vector, at) => ({ faceId: 3 * at + 1, vector }));
      const table = new VectorTable(7);
      for (const { faceId, vector } of faces) table.add(faceId, vector);
      expect(table.size).toBe(count);
      for (const query of randomUnitVectors(5, 7, 99)) {
        const found = table.search(query, 12);
        const sorted = searchExactly(faces, query, 12);
        expect(found.map(({ faceId }) => faceId)).toEqual(sorted.map(({ faceId }) => faceId));
        for (const [at, { similarity }] of found.entries()) {
          expect(similarity).toBeCloseTo(sorted[at]?.similarity ?? NaN, 6);
        }
      }
    },
  );

  test("knows only the new vector of a face that is added again", () => {
    const table = new VectorTable(2);
    table.add(5, east);
    table.add(6, east);
    table.add(5, north);
    expect(table.size).toBe(2);
    expect(table.search(north, 9)).toEqual([
      { faceId: 5, similarity: 1 },
      { faceId: 6, similarity: 0 },
    ]);
  });

  test("gives as many as each search asks for", () => {
    const table = new VectorTable(2);
    for (const faceId of [1, 2, 3]) table.add(faceId, east);
    expect([1, 3, 2, 0].map((count) => table.search(east, count).length)).toEqual([1, 3, 2, 0]);
  });
});
