import { describe, expect, test } from "vitest";
import { judgeQuality, laplacianVariance, yawOf } from "../../app/faces/quality.ts";
import { drawPixels } from "../support/pixels.ts";

const grey = (value: number): [number, number, number] => [value, value, value];

describe("laplacianVariance", () => {
  test("a flat picture and an even slope have none", () => {
    expect(laplacianVariance(drawPixels(8, 8, () => grey(90)))).toBeCloseTo(0, 6);
    expect(laplacianVariance(drawPixels(8, 8, (x, y) => grey(3 * x + 2 * y)))).toBeCloseTo(0, 4);
  });

  test("one bright pixel in 3 x 5", () => {
    // Inner row: Laplacian of 10 at the middle -40, at its two neighbours 10: mean -20/3, squares 1800/3.
    const picture = drawPixels(5, 3, (x, y) => grey(x === 2 && y === 1 ? 10 : 0));
    expect(laplacianVariance(picture)).toBeCloseTo(600 - (20 / 3) ** 2, 3);
  });

  test("a picture without an inside has none", () => {
    expect(laplacianVariance(drawPixels(2, 9, () => grey(1)))).toBe(0);
  });
});

describe("yawOf", () => {
  const face = (noseX: number, noseY: number) => [
    { x: 10, y: 10 },
    { x: 30, y: 10 },
    { x: noseX, y: noseY },
  ];

  test.each([
    ["frontal", 20, 25, 0],
    ["turned so that the nose lies at a quarter", 15, 25, -0.5],
    ["profile", 30, 25, 1],
    ["beyond profile", 50, 25, 1],
  ])("%s", (_name, x, y, expected) => {
    expect(yawOf(face(x, y))).toBeCloseTo(expected, 12);
  });

  test("a tilted frontal head is not turned", () => {
    // Eyes on a diagonal; the nose on the line through their middle and across it.
    expect(
      yawOf([
        { x: 0, y: 0 },
        { x: 20, y: 20 },
        { x: 0, y: 20 },
      ]),
    ).toBeCloseTo(0, 12);
  });
});

describe("judgeQuality", () => {
  const sharp = drawPixels(112, 112, (x, y) => grey((x * 37 + y * 91) % 256));
  const frontal = [
    { x: 0, y: 0 },
    { x: 40, y: 0 },
    { x: 20, y: 20 },
    { x: 5, y: 40 },
    { x: 35, y: 40 },
  ];

  test("a large sharp frontal face is perfect", () => {
    expect(judgeQuality({ score: 0.95, eyeDistance: 40, aligned: sharp, fivePoints: frontal }).overall).toBe(
      1,
    );
  });

  test("each fault alone lowers it", () => {
    const good = { score: 0.95, eyeDistance: 40, aligned: sharp, fivePoints: frontal };
    // Half way up the ramp from 6 to 24 pixels.
    expect(judgeQuality({ ...good, eyeDistance: 15 }).overall).toBeCloseTo(0.5, 12);
    // Half way from 0.5 to 0.85.
    expect(judgeQuality({ ...good, score: 0.675 }).overall).toBeCloseTo(0.5, 12);
    expect(judgeQuality({ ...good, aligned: drawPixels(112, 112, () => grey(90)) }).overall).toBe(0);
    const profile = frontal.map((point, index) => (index === 2 ? { x: 40, y: 20 } : point));
    expect(judgeQuality({ ...good, fivePoints: profile }).overall).toBe(0);
  });
});
