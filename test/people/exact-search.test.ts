import { describe, expect, test } from "vitest";
import { searchExactly, similarityOf } from "../../app/people/exact-search.ts";
import { randomUnitVectors } from "./unit-vectors.ts";

const east = { faceId: 5, vector: Float32Array.of(1, 0) };
const north = { faceId: 2, vector: Float32Array.of(0, 1) };
const west = { faceId: 9, vector: Float32Array.of(-1, 0) };
const between = { faceId: 7, vector: Float32Array.of(0.75, 0.5) };

test("similarityOf is the dot product", () => {
  expect(similarityOf(Float32Array.of(0.5, 0.25, -1), Float32Array.of(2, 4, 0.5))).toBe(1.5);
  expect(similarityOf(east.vector, west.vector)).toBe(-1);
});

describe("searchExactly", () => {
  test("gives the nearest first, at most as many as asked for", () => {
    const faces = [west, north, between, east];
    expect(searchExactly(faces, east.vector, 2)).toEqual([
      { faceId: 5, similarity: 1 },
      { faceId: 7, similarity: 0.75 },
    ]);
    expect(searchExactly(faces, north.vector, 9).map(({ similarity }) => similarity)).toEqual([1, 0.5, 0, 0]);
  });

  test("puts equal ones in the order of their ids, also where the list is cut", () => {
    const equal = [8, 3, 6, 1].map((faceId) => ({ faceId, vector: east.vector }));
    const idsOf = (count: number) => searchExactly(equal, east.vector, count).map(({ faceId }) => faceId);
    expect(idsOf(4)).toEqual([1, 3, 6, 8]);
    expect(idsOf(2)).toEqual([1, 3]);
  });

  test("of no faces, or for none, is empty", () => {
    expect(searchExactly([], east.vector, 3)).toEqual([]);
    expect(searchExactly([east, north], east.vector, 0)).toEqual([]);
  });

  test("agrees with sorting everything", () => {
    const faces = randomUnitVectors(500, 8, 3).map((vector, index) => ({ faceId: index + 1, vector }));
    const [query = east.vector] = randomUnitVectors(1, 8, 4);
    const sorted = faces
      .map(({ faceId, vector }) => ({ faceId, similarity: similarityOf(vector, query) }))
      .sort((a, b) => b.similarity - a.similarity);
    expect(searchExactly(faces, query, 25)).toEqual(sorted.slice(0, 25));
  });
});
