import { describe, expect, test } from "vitest";
import { floatRows } from "../../app/people/float-rows.ts";
import { dot } from "../../app/people/vectors.ts";
import { randomUnitVectors } from "./unit-vectors.ts";

describe("dot products with all rows", () => {
  test("of vectors that can be counted by hand", () => {
    const rows = floatRows([Float32Array.of(1, 2, 3, 4, 5), Float32Array.of(0, -1, 0, 0, 0.5)]);
    expect(rows.dotAll([Float32Array.of(1, 1, 1, 1, 1), Float32Array.of(0, 10, 0, 0, 2)])).toEqual([
      Float32Array.of(15, -0.5),
      Float32Array.of(30, -9),
    ]);
  });

  // Fewer than are summed at once, blocks that are full and begun, numbers that are filled up.
  test.each([
    [1, 1],
    [3, 7],
    [64, 512],
    [65, 512],
    [200, 130],
  ])("of %d rows of %d numbers are those of plain arithmetic", (count, dimensions) => {
    const vectors = randomUnitVectors(count, dimensions, 3);
    const queries = randomUnitVectors(5, dimensions, 4);
    const rows = floatRows(vectors);
    expect(rows.count).toBe(count);
    for (const [at, products] of rows.dotAll(queries).entries()) {
      const plain = vectors.map((vector) => dot(vector, queries[at] ?? new Float32Array()));
      expect(products).toHaveLength(count);
      for (const [row, product] of products.entries()) expect(product).toBeCloseTo(plain[row] ?? NaN, 5);
    }
  });

  test("are another array each time", () => {
    const rows = floatRows([Float32Array.of(1, 0)]);
    const [first] = rows.dotAll([Float32Array.of(1, 0)]);
    rows.dotAll([Float32Array.of(0.5, 0)]);
    expect(first).toEqual(Float32Array.of(1));
  });

  test("of no rows are none, for vectors of any length", () => {
    expect(floatRows([]).dotAll([Float32Array.of(1, 2, 3)])).toEqual([new Float32Array()]);
  });
});

test("vectors of other lengths are refused", () => {
  const two = Float32Array.of(1, 0);
  const three = Float32Array.of(1, 0, 0);
  expect(() => floatRows([two, three])).toThrow(new RangeError("A vector of 3 numbers among those of 2."));
  expect(() => floatRows([two]).dotAll([three])).toThrow(RangeError);
});
