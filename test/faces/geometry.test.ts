import { describe, expect, test } from "vitest";
import { clipBox, intersectionOverUnion, scaleBox } from "../../app/faces/geometry.ts";

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

describe("intersectionOverUnion", () => {
  test.each([
    ["the same box", box(1, 2, 10, 20), box(1, 2, 10, 20), 1],
    // 5 x 10 shared of 100 + 100 - 50.
    ["half beside it", box(0, 0, 10, 10), box(5, 0, 10, 10), 1 / 3],
    // 25 of 100 + 25 - 25.
    ["one inside the other", box(0, 0, 10, 10), box(2, 2, 5, 5), 0.25],
    ["touching edges", box(0, 0, 10, 10), box(10, 0, 10, 10), 0],
    ["apart", box(0, 0, 10, 10), box(50, 50, 10, 10), 0],
    ["an empty box", box(0, 0, 0, 10), box(0, 0, 10, 10), 0],
  ])("%s", (_name, a, b, expected) => {
    expect(intersectionOverUnion(a, b)).toBeCloseTo(expected, 12);
    expect(intersectionOverUnion(b, a)).toBeCloseTo(expected, 12);
  });
});

test("clipBox keeps what lies in the picture", () => {
  expect(clipBox(box(-5, 10, 20, 100), { width: 50, height: 60 })).toEqual(box(0, 10, 15, 50));
});

test("clipBox of a box beside the picture is empty", () => {
  expect(clipBox(box(60, 0, 10, 10), { width: 50, height: 60 })).toEqual(box(50, 0, 0, 10));
});

test("scaleBox multiplies every length", () => {
  expect(scaleBox(box(1, 2, 3, 4), 2.5)).toEqual(box(2.5, 5, 7.5, 10));
});
