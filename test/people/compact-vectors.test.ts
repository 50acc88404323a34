import { describe, expect, test } from "vitest";
import { compactLayout, compactRow, CompactVectors } from "../../app/people/compact-vectors.ts";
import { searchExactly, similarityOf } from "../../app/people/exact-search.ts";
import { randomUnitVectors } from "./unit-vectors.ts";

function compactOf(faces: readonly { faceId: number; vector: Float32Array }[]): CompactVectors {
  const layout = compactLayout(faces[0]?.vector.length ?? 1);
  const compact = new CompactVectors(layout);
  for (const { faceId, vector } of faces) compact.add(faceId, vector);
  return compact;
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

  test("of none finds none", () => {
    expect(new CompactVectors(compactLayout(2)).search([Float32Array.of(1, 0)], 3)).toEqual([[]]);
  });

  test.each([1, 7, 8, 9, 12, 15, 160, 511])(
    "takes in every one of %i numbers, and nothing else",
    (length) => {
      // Whole steps throughout: sums are exact, so that a number too much or too few would show.
      const codes = (seed: number) =>
        randomUnitVectors(1, length, seed)[0]?.map((value, at) =>
          at === 0 ? 127 : Math.round(value * 126),
        ) ?? new Float32Array();
      const vectors = Array.from({ length: 70 }, (_, at) => codes(at + 1));
      const compact = new CompactVectors(compactLayout(length));
      for (const [at, vector] of vectors.entries()) compact.add(at + 1, vector);
      const query = codes(100);
      const [near = []] = compact.search([query], 70);
      expect(near).toHaveLength(70);
      for (const { faceId, similarity } of near) {
        const sum = similarityOf(vectors[faceId - 1] ?? query, query);
        // The query's steps are its own: at most half of one off in each number.
        expect(Math.abs(similarity - sum)).toBeLessThan(1 + length * 0.5 * (127 / 32_767) * 127);
      }
    },
  );

  test("finds faces that were added after the first search", () => {
    const vectors = randomUnitVectors(5_000, 160, 4);
    const compact = new CompactVectors(compactLayout(160));
    for (const [at, vector] of vectors.entries()) {
      compact.add(at + 1, vector);
      if (at % 500 === 0) expect(compact.search([vector], 1)[0]?.[0]?.faceId).toBe(at + 1);
    }
    expect(compact.size).toBe(5_000);
    const last = vectors.at(-1) ?? new Float32Array(160);
    expect(compact.search([last], 1)[0]?.[0]?.faceId).toBe(5_000);
  });
});

describe("rows that are written as a whole", () => {
  test("are those that were read", async () => {
    const vectors = randomUnitVectors(70, 20, 3);
    const compact = compactOf(vectors.map((vector, at) => ({ faceId: at + 1, vector })));
    const copy = await CompactVectors.of(compact.layout, 70, (into) => {
      into.set(compact.rowsFrom(0));
      return Promise.resolve();
    });
    expect(copy.rowsFrom(0)).toEqual(compact.rowsFrom(0));
    expect(copy.rowsFrom(68)).toHaveLength(2 * compact.layout.rowBytes);
    expect(copy.search(vectors, 5)).toEqual(compact.search(vectors, 5));
  });
});
