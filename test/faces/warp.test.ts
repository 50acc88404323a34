import { describe, expect, test } from "vitest";
import { alignFace, arcfaceTemplate } from "../../app/faces/align.ts";
import { warpSquare } from "../../app/faces/warp.ts";
import { drawPixels, pixelAt } from "../support/pixels.ts";

const identity = { a: 1, b: 0, tx: 0, ty: 0 };

describe("warpSquare", () => {
  test("the identity copies every pixel", () => {
    const picture = drawPixels(4, 4, (x, y) => [x * 10, y * 10, 7]);
    expect(warpSquare(picture, identity, 4)).toEqual(picture);
  });

  test("half a pixel to the left is the mean of two neighbours", () => {
    const picture = drawPixels(4, 4, (x) => [x * 10, 0, 0]);
    const moved = warpSquare(picture, { ...identity, tx: -0.5 }, 4);
    // Output 0 looks at x = 0.5: the mean of 0 and 10; the last is the mean of 30 and the black outside.
    expect([0, 1, 2, 3].map((x) => pixelAt(moved, x, 1)[0])).toEqual([5, 15, 25, 15]);
  });

  test("shrinking averages instead of picking: a fine pattern turns grey", () => {
    const stripes = drawPixels(8, 8, (x) => (x % 2 === 0 ? [200, 200, 200] : [0, 0, 0]));
    const shrunk = warpSquare(stripes, { a: 0.25, b: 0, tx: 0, ty: 0 }, 2);
    expect(pixelAt(shrunk, 0, 0)).toEqual([100, 100, 100]);
    expect(pixelAt(shrunk, 1, 1)).toEqual([100, 100, 100]);
  });

  test("a quarter turn moves the corner and leaves black outside", () => {
    const picture = drawPixels(2, 2, (x, y) => [x === 0 && y === 0 ? 255 : 10, 0, 0]);
    // (x, y) -> (2 - y, x): the upper left pixel goes to the upper right.
    const turned = warpSquare(picture, { a: 0, b: 1, tx: 2, ty: 0 }, 3);
    expect(pixelAt(turned, 1, 0)[0]).toBe(255);
    expect(pixelAt(turned, 0, 0)[0]).toBe(10);
    expect(pixelAt(turned, 2, 2)).toEqual([0, 0, 0]);
  });
});

test("alignFace brings the five points of a face onto the template", () => {
  // A dot of 5 x 5 pixels at each point of the template, doubled in size and moved by (30, 20).
  const points = arcfaceTemplate.map(({ x, y }) => ({ x: 2 * x + 30, y: 2 * y + 20 }));
  const isDot = (x: number, y: number) =>
    points.some((point) => Math.abs(x + 0.5 - point.x) < 2.5 && Math.abs(y + 0.5 - point.y) < 2.5);
  const picture = drawPixels(300, 300, (x, y) => (isDot(x, y) ? [255, 255, 255] : [0, 0, 0]));
  const aligned = alignFace(picture, points);
  for (const { x, y } of arcfaceTemplate) {
    expect(pixelAt(aligned, Math.floor(x), Math.floor(y))[0]).toBeGreaterThan(200);
  }
  expect(pixelAt(aligned, 56, 20)).toEqual([0, 0, 0]);
});
