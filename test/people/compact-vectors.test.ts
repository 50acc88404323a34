import { describe, expect, test } from "vitest";
import { compactLayout, compactRow, CompactVectors } from "../../app/people/compact-vectors.ts";
import { searchExactly } from "../../app/people/exact-search.ts";
import { randomUnitVectors } from "./unit-vectors.ts";

function compactOf(faces: readonly { faceId: number; vector: Float32Array }[]): CompactVectors {
  const layout = compactLayout(faces[0]?.vector.length ?? 1);
  return new CompactVectors(
    layout,
    Buffer.concat(faces.map(({ faceId, vector }) => compactRow(layout, faceId, vector))),
  );
}

describe("a row", () => {
  test("is an id, the size of a step, and steps, filled up to four bytes", () => {
    const layout = compactLayout(5);
    expect(layout.rowBytes).toBe(16);
    const row = Buffer.from(compactRow(layout, 258, Float32Array.of(0.5, -0.2, 0, 0.125, -0.5)));
    expect(row.readInt32LE(0)).toBe(258);
    expect(row.readFloatLE(4)).toBeCloseTo(0.5 / 127, 9);
    // 0.2 is 50.8 steps, 0.125 is 31.75.
    expect([...new Int8Array(row.buffer, row.byteOffset + 8, 8)]).toEqual([127, -51, 0, 32, -127, 0, 0, 0]);
  });

  test("of a vector of zeros is a row of zeros", () => {
    expect([...compactRow(compactLayout(4), 1, new Float32Array(4))]).toEqual([
      1,
      ...new Array<number>(11).fill(0),
    ]);
  });

  test("needs an id that fits and a vector of the right length", () => {
    const layout = compactLayout(2);
    for (const faceId of [-1, 2 ** 31, 1.5]) {
      expect(() => compactRow(layout, faceId, Float32Array.of(1, 0))).toThrow(RangeError);
    }
    expect(() => compactRow(layout, 1, Float32Array.of(1))).toThrow("1 numbers among those of 2");
  });
});

describe("a search", () => {
  test("of vectors whose numbers are whole steps gives their similarities", () => {
    const vectors = compactOf([
      { faceId: 4, vector: Float32Array.of(1, 0) },
      { faceId: 2, vector: Float32Array.of(0, 1) },
      { faceId: 2 ** 31 - 1, vector: Float32Array.of(-1, 0) },
    ]);
    const [near = []] = vectors.search([Float32Array.of(0, 1)], 3);
    expect(near.map(({ faceId }) => faceId)).toEqual([2, 4, 2 ** 31 - 1]);
    expect(near[0]?.similarity).toBeCloseTo(1, 6);
    expect(near[1]?.similarity).toBeCloseTo(0, 6);
  });

  test.each([1, 3, 4, 63, 64, 65, 200])("looks at all of %i faces, for each vector", (count) => {
    const faces = randomUnitVectors(count, 24, count).map((vector, at) => ({ faceId: at + 1, vector }));
    const compact = compactOf(faces);
    const queries = randomUnitVectors(3, 24, 77);
    const found = compact.search(queries, count);
    for (const [at, query] of queries.entries()) {
      const exact = new Map(searchExactly(faces, query, count).map((near) => [near.faceId, near.similarity]));
      expect(found[at]?.length).toBe(count);
      for (const { faceId, similarity } of found[at] ?? []) {
        // At most half a step off in each of 24 numbers, the largest step being 1 / 127.
        expect(Math.abs(similarity - (exact.get(faceId) ?? NaN))).toBeLessThan((0.5 / 127) * Math.sqrt(24));
      }
    }
  });

  test("does not run over where vectors are long and all numbers are at their largest", () => {
    const even = new Float32Array(4096).fill(1 / 64);
    const compact = compactOf([
      { faceId: 1, vector: even },
      { faceId: 2, vector: even.map((value) => -value) },
    ]);
    const [near = []] = compact.search([even], 2);
    expect(near.map(({ faceId }) => faceId)).toEqual([1, 2]);
    expect(near[0]?.similarity).toBeCloseTo(1, 3);
    expect(near[1]?.similarity).toBeCloseTo(-1, 3);
  });

  test("passes over what is less than a row at the end", () => {
    const layout = compactLayout(2);
    const row = compactRow(layout, 1, Float32Array.of(1, 0));
    expect(new CompactVectors(layout, Buffer.concat([row, row.subarray(0, 7)])).size).toBe(1);
    expect(new CompactVectors(layout, Buffer.alloc(0)).search([Float32Array.of(1, 0)], 3)).toEqual([[]]);
  });
});
