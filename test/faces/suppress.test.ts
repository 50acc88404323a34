import { expect, test } from "vitest";
import { suppressOverlaps } from "../../app/faces/suppress.ts";

const face = (x: number, score: number) => ({ box: { x, y: 0, width: 10, height: 10 }, score });

test("the best of overlapping boxes stays, and the best of the rest", () => {
  // Overlap of neighbours 2 apart: 80 / 120 = 0.67; of 0 and 7: 30 / 170 = 0.18.
  const kept = suppressOverlaps([face(2, 0.8), face(0, 0.9), face(7, 0.5), face(40, 0.6)], 0.3);
  expect(kept).toEqual([face(0, 0.9), face(40, 0.6), face(7, 0.5)]);
});

test("a suppressed box suppresses nothing", () => {
  // 0-4 and 4-8 overlap by 60 / 140 = 0.43, 0-8 by 20 / 180 = 0.11: the middle one goes, the last one stays.
  expect(suppressOverlaps([face(0, 0.9), face(4, 0.8), face(8, 0.7)], 0.3)).toEqual([
    face(0, 0.9),
    face(8, 0.7),
  ]);
});

test("of equal scores the first stays", () => {
  expect(suppressOverlaps([face(1, 0.5), face(0, 0.5)], 0.3)).toEqual([face(1, 0.5)]);
});

test("nothing in, nothing out", () => {
  expect(suppressOverlaps([], 0.3)).toEqual([]);
});
