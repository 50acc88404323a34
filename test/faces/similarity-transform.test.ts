import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  applySimilarity,
  fitSimilarity,
  invertSimilarity,
  scaleOf,
} from "../../app/faces/similarity-transform.ts";

const point = (x: number, y: number) => ({ x, y });

describe("fitSimilarity", () => {
  test("finds a quarter turn, doubled and shifted", () => {
    // (x, y) -> (-2y + 5, 2x + 7)
    const from = [point(0, 0), point(1, 0), point(0, 1)];
    const to = [point(5, 7), point(5, 9), point(3, 7)];
    const transform = fitSimilarity(from, to);
    expect(transform.a).toBeCloseTo(0, 12);
    expect(transform.b).toBeCloseTo(2, 12);
    expect(transform.tx).toBeCloseTo(5, 12);
    expect(transform.ty).toBeCloseTo(7, 12);
    expect(scaleOf(transform)).toBeCloseTo(2, 12);
  });

  test("averages what no similarity can reach: Umeyama's own example without its reflection", () => {
    // Umeyama 1991, section IV: the best rotation for (0,0),(1,0),(0,2) onto (0,0),(-1,0),(0,2) is known.
    const from = [point(0, 0), point(1, 0), point(0, 2)];
    const to = [point(0, 0), point(-1, 0), point(0, 2)];
    const transform = fitSimilarity(from, to);
    // Published: c R = 0.721 x [[0.832, 0.555], [-0.555, 0.832]], t = (-0.8, 0.4).
    expect(transform.a).toBeCloseTo(0.6, 12);
    expect(transform.b).toBeCloseTo(-0.4, 12);
    expect(transform.tx).toBeCloseTo(-0.8, 12);
    expect(transform.ty).toBeCloseTo(0.4, 12);
  });

  test("refuses what has no answer", () => {
    expect(() => fitSimilarity([point(1, 1)], [point(2, 2)])).toThrow(RangeError);
    expect(() => fitSimilarity([point(1, 1), point(1, 1)], [point(0, 0), point(2, 2)])).toThrow(
      "All points coincide",
    );
    expect(() => fitSimilarity([point(1, 1), point(2, 1)], [point(0, 0)])).toThrow("2 and 1");
  });
});

test("a fitted similarity gives back the one that made the points, and its inverse undoes it", () => {
  const finite = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  fc.assert(
    fc.property(
      finite(0.2, 5),
      finite(-3.1, 3.1),
      finite(-50, 50),
      finite(-50, 50),
      (scale, angle, tx, ty) => {
        const made = { a: scale * Math.cos(angle), b: scale * Math.sin(angle), tx, ty };
        const from = [point(0, 0), point(10, 3), point(-4, 8), point(2, -6)];
        const fitted = fitSimilarity(
          from,
          from.map((p) => applySimilarity(made, p)),
        );
        for (const p of from) {
          const there = applySimilarity(fitted, p);
          expect(there.x).toBeCloseTo(applySimilarity(made, p).x, 6);
          const back = applySimilarity(invertSimilarity(fitted), there);
          expect(back.x).toBeCloseTo(p.x, 6);
          expect(back.y).toBeCloseTo(p.y, 6);
        }
      },
    ),
    { seed: 5 },
  );
});
