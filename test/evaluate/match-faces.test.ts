import { describe, expect, test } from "vitest";
import { matchByOverlap, matchByPoint } from "../../app/evaluate/match-faces.ts";

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

describe("matchByOverlap", () => {
  test("needs an overlap of a half", () => {
    const labelled = [box(0, 0, 10, 10)];
    // 10 x 5 shared of 100 covered: exactly 0.5. With 4.9 rows it is 0.49.
    expect([...matchByOverlap([{ box: box(0, 0, 10, 5), score: 1 }], labelled)]).toEqual([0]);
    expect([...matchByOverlap([{ box: box(0, 0, 10, 4.9), score: 1 }], labelled)]).toEqual([-1]);
    expect([...matchByOverlap([{ box: box(0, 0, 10, 4.9), score: 1 }], labelled, 0.4)]).toEqual([0]);
  });

  test("lets the highest score choose first, and gives a label once", () => {
    const found = [
      { box: box(0, 0, 10, 10), score: 0.5 },
      { box: box(0, 0, 10, 9), score: 0.9 },
    ];
    expect([...matchByOverlap(found, [box(0, 0, 10, 10)])]).toEqual([-1, 0]);
  });

  test("takes the label that overlaps most, and leaves the other to the next", () => {
    // Overlaps of the box 0..12 with 0..10: 10/12; with 2..12: 10/12; with 1..12: 11/12.
    const labelled = [box(0, 0, 10, 10), box(1, 0, 11, 10)];
    const found = [
      { box: box(0, 0, 12, 10), score: 0.9 },
      { box: box(0, 0, 12, 10), score: 0.8 },
    ];
    expect([...matchByOverlap(found, labelled)]).toEqual([1, 0]);
  });

  test("keeps the order of equal scores", () => {
    const found = [
      { box: box(0, 0, 10, 10), score: 0.9 },
      { box: box(0, 0, 10, 10), score: 0.9 },
    ];
    expect([...matchByOverlap(found, [box(0, 0, 10, 10)])]).toEqual([0, -1]);
  });
});

describe("matchByPoint", () => {
  test("takes a point inside the box or on its edge", () => {
    const found = [{ box: box(10, 10, 20, 20), score: 1 }];
    expect([...matchByPoint(found, [{ x: 30, y: 10 }])]).toEqual([0]);
    expect([...matchByPoint(found, [{ x: 30.5, y: 10 }])]).toEqual([-1]);
    expect([...matchByPoint(found, [{ x: 20, y: 9 }])]).toEqual([-1]);
  });

  test("takes the point nearest to the middle, and gives a point once", () => {
    const found = [
      { box: box(0, 0, 20, 20), score: 0.8 },
      { box: box(0, 0, 20, 20), score: 0.9 },
      { box: box(0, 0, 20, 20), score: 0.7 },
    ];
    const noses = [
      { x: 3, y: 3 },
      { x: 11, y: 11 },
    ];
    expect([...matchByPoint(found, noses)]).toEqual([0, 1, -1]);
  });
});
