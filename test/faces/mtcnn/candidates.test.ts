import { describe, expect, test } from "vitest";
import type { Detection } from "../../../app/faces/detectors/detector.ts";
import {
  dropCovered,
  intersectionOverSmaller,
  readProposals,
  readRefinements,
  squareOf,
} from "../../../app/faces/detectors/mtcnn/candidates.ts";

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });
const face = (score: number, ...sides: [number, number, number, number]): Detection => ({
  ...{ score, box: box(...sides) },
});
/** Halves and quarters, so that 32-bit numbers are exact. */
const rowsOf = (numbersEach: number, ...rows: number[][]) => ({
  numbersEach,
  data: Float32Array.from(rows.flat()),
});

describe("readProposals", () => {
  const none = [0, 0, 0, 0, 1, 0];

  test("a place becomes the 11 pixels from its first to its last, moved by shares of them, in the whole picture", () => {
    // Two columns: the fourth place is the second of the second row, from 3 to 14.
    const rows = rowsOf(6, none, none, none, [0.25, -0.5, 0.5, 0.25, 0.25, 0.75]);
    // Left 3 + 2.75, top 3 - 5.5, right 14 + 5.5, bottom 14 + 2.75; at half of the sides everything is twice as large.
    expect(readProposals(rows, 2, 0.5, 0.6)).toEqual([face(0.75, 11.5, -5, 27.5, 38.5)]);
  });

  test("the best comes first; at the minimum or below it there is none, and none turned inside out", () => {
    const rows = rowsOf(
      6,
      [0, 0, 0, 0, 0.25, 0.75],
      [0, 0, 0, 0, 0.5, 0.5],
      [0, 0, 0, 0, 0, 1],
      [0, 0, -1, 0, 0, 1],
    );
    expect(readProposals(rows, 4, 1, 0.5)).toEqual([face(1, 5, 1, 11, 11), face(0.75, 1, 1, 11, 11)]);
  });

  test("of a picture where every place is one, the best 5,000", () => {
    const rows = rowsOf(6, ...Array.from({ length: 6_000 }, (_, at) => [0, 0, 0, 0, 0, (at + 1) / 8_192]));
    const found = readProposals(rows, 100, 1, 0);
    expect([found.length, found[0]?.score, found.at(-1)?.score]).toEqual([
      5_000,
      6_000 / 8_192,
      1_001 / 8_192,
    ]);
  });
});

describe("readRefinements", () => {
  test("the sides count one pixel more, and the score is the new one", () => {
    const rows = rowsOf(6, [0.25, 0.5, -0.25, 0, 0.25, 0.75]);
    // 31 + 1 = 32 wide: the left side by 8, the right by -8; 15 + 1 = 16 high: the top by 8.
    expect(readRefinements([face(0.9, 100, 50, 31, 15)], rows, 0.7)).toEqual([face(0.75, 108, 58, 15, 7)]);
  });

  test("points lie in the box as it was, counted from 1", () => {
    const row = [0, 0, 0, 0, ...[0, 0.25, 0.5, 0.75, 1], ...[0.5, 0.5, 0.25, 1, 1], 0, 1];
    const [found] = readRefinements([face(0.9, 100, 50, 31, 15)], rowsOf(16, row), 0.7);
    expect(found?.fivePoints).toEqual([
      { x: 99, y: 57 },
      { x: 107, y: 57 },
      { x: 115, y: 53 },
      { x: 123, y: 65 },
      { x: 131, y: 65 },
    ]);
  });

  test("each candidate has its row; what is no face goes, and the best comes first", () => {
    const candidates = [face(0.9, 0, 0, 10, 10), face(0.8, 20, 0, 10, 10), face(0.7, 40, 0, 10, 10)];
    const rows = rowsOf(6, [0, 0, 0, 0, 0.25, 0.75], [0, 0, 0, 0, 0.75, 0.25], [0, 0, 0, 0, 0, 1]);
    const found = readRefinements(candidates, rows, 0.7);
    expect(found).toEqual([face(1, 40, 0, 10, 10), face(0.75, 0, 0, 10, 10)]);
    expect(found[0]).not.toHaveProperty("fivePoints");
  });
});

test("squareOf keeps the middle and the longer side", () => {
  expect(squareOf(box(10, 20, 30, 10))).toEqual(box(10, 10, 30, 30));
  expect(squareOf(box(10, 20, 10, 30))).toEqual(box(0, 20, 30, 30));
  expect(squareOf(box(10, 20, 30, 30))).toEqual(box(10, 20, 30, 30));
});

test("intersectionOverSmaller: all of a box within another, a quarter of one at its corner, nothing apart", () => {
  expect(intersectionOverSmaller(box(0, 0, 100, 100), box(40, 40, 10, 10))).toBe(1);
  expect(intersectionOverSmaller(box(40, 40, 10, 10), box(0, 0, 100, 100))).toBe(1);
  expect(intersectionOverSmaller(box(0, 0, 100, 100), box(95, 95, 10, 10))).toBe(0.25);
  expect(intersectionOverSmaller(box(0, 0, 100, 100), box(100, 0, 10, 10))).toBe(0);
});

describe("dropCovered", () => {
  // Each shares 60 of 140 (0.43) with the one beside it, and 20 of 180 (0.11) with the next but one.
  const row = [face(0.9, 0, 0, 10, 10), face(0.8, 4, 0, 10, 10), face(0.7, 8, 0, 10, 10)];

  test("one that a better one covers goes, also where that one goes itself", () => {
    expect(dropCovered(row, 0.4)).toEqual([row[0]]);
    expect(dropCovered(row, 0.45)).toEqual(row);
    expect(dropCovered([], 0.4)).toEqual([]);
  });

  test("by the share of the smaller one, one within another goes", () => {
    const [large, small] = [face(0.9, 0, 0, 100, 100), face(0.8, 10, 10, 20, 20)];
    expect(dropCovered([large, small], 0.7)).toEqual([large, small]);
    expect(dropCovered([large, small], 0.7, intersectionOverSmaller)).toEqual([large]);
  });
});
