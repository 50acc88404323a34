import { describe, expect, test } from "vitest";
import { createRfb, decodeRfb } from "../../app/faces/detectors/rfb.ts";
import { dropFragments, tileStarts } from "../../app/faces/detectors/tiles.ts";
import { decodeYunet } from "../../app/faces/detectors/yunet.ts";
import type { Pixels } from "../../app/photo/pixels.ts";
import { drawPixels } from "../support/pixels.ts";

describe("decodeYunet", () => {
  const empty = (cells: number) => ({
    faceness: new Float32Array(cells),
    objectness: new Float32Array(cells),
    boxes: new Float32Array(cells * 4),
    points: new Float32Array(cells * 10),
  });

  test("a cell becomes a box around its centre and five points", () => {
    // Grid of 4 columns at stride 16; cell 6 is column 2, row 1.
    const output = { stride: 16, columns: 4, ...empty(8) };
    output.faceness[6] = 0.81;
    output.objectness[6] = 1;
    output.boxes.set([0.5, 0.25, Math.log(2), Math.log(4)], 24);
    output.points.set([0, 0, 1, 0, 0.5, 0.5, 0, 1, 1, 1], 60);
    const [face, ...others] = decodeYunet(output, 0.5);
    expect(others).toEqual([]);
    // Centre ((2 + 0.5) x 16, (1 + 0.25) x 16) = (40, 20); size 32 x 64.
    expect(face?.box.x).toBeCloseTo(24, 4);
    expect(face?.box.y).toBeCloseTo(-12, 4);
    expect(face?.box.width).toBeCloseTo(32, 4);
    expect(face?.box.height).toBeCloseTo(64, 4);
    expect(face?.score).toBeCloseTo(0.9, 6);
    expect(face?.fivePoints).toEqual([
      { x: 32, y: 16 },
      { x: 48, y: 16 },
      { x: 40, y: 24 },
      { x: 32, y: 32 },
      { x: 48, y: 32 },
    ]);
  });

  test("the score is the geometric mean of two, and what is below the minimum goes", () => {
    const output = { stride: 8, columns: 2, ...empty(2) };
    output.faceness.set([0.64, 0.64]);
    output.objectness.set([1, 0.25]);
    expect(decodeYunet(output, 0.7).map(({ score }) => Number(score.toFixed(6)))).toEqual([0.8]);
  });

  test("values beyond 1, which the network can give, count as 1", () => {
    const output = { stride: 8, columns: 1, ...empty(1) };
    output.faceness.set([1.2]);
    output.objectness.set([1.1]);
    expect(decodeYunet(output, 0.7)[0]?.score).toBe(1);
  });
});

describe("decodeRfb", () => {
  test("corners from 0 to 1 become pixels of the 320 x 240 canvas", () => {
    const scores = Float32Array.of(0.1, 0.9, 0.8, 0.2);
    const boxes = Float32Array.of(0.25, 0.5, 0.5, 0.75, 0, 0, 1, 1);
    const [face, ...others] = decodeRfb(scores, boxes, 0.7);
    expect(others).toEqual([]);
    expect(face?.box).toEqual({ x: 80, y: 120, width: 80, height: 60 });
    expect(face?.score).toBeCloseTo(0.9, 6);
  });

  test("a box turned inside out is no face", () => {
    expect(decodeRfb(Float32Array.of(0, 1), Float32Array.of(0.5, 0.5, 0.4, 0.6), 0.7)).toEqual([]);
  });
});

describe("tileStarts", () => {
  test.each([
    [200, [0]],
    [320, [0]],
    // Two gaps of 160 each: neighbours share half a tile.
    [640, [0, 160, 320]],
    [480, [0, 160]],
    [500, [0, 90, 180]],
  ])("a side of %i", (length, expected) => {
    expect(tileStarts(length, 320)).toEqual(expected);
  });
});

test("dropFragments: a box inside a wider one goes, one beside it stays", () => {
  const face = (x: number, y: number, width: number, height: number, score: number) => ({
    box: { x, y, width, height },
    score,
  });
  const whole = face(0, 0, 100, 100, 0.9);
  // The fragment has 32 of its 40 columns inside (0.8); the neighbour 16 of 40 (0.4).
  const fragment = face(68, 30, 40, 30, 0.99);
  const neighbour = face(84, 30, 40, 30, 0.85);
  expect(dropFragments([fragment, whole, neighbour])).toEqual([whole, neighbour]);
});

describe("createRfb", () => {
  // A stand-in for the network that sees the same face, 0.25 to 0.5 across and half as high, in whatever it is shown.
  const sees = (corners: readonly number[]) => ({
    inputNames: ["input"],
    outputNames: ["scores", "boxes"],
    run: () =>
      Promise.resolve({
        scores: { dims: [1, 1, 2], data: Float32Array.of(0, 1) },
        boxes: { dims: [1, 1, 4], data: Float32Array.from(corners) },
      }),
    close: () => Promise.resolve(),
  });
  const black = (width: number, height: number) => drawPixels(width, height, () => [0, 0, 0]);
  const resize = (pixels: Pixels, longSide: number) => {
    const factor = Math.min(1, longSide / Math.max(pixels.width, pixels.height));
    return Promise.resolve(black(Math.round(pixels.width * factor), Math.round(pixels.height * factor)));
  };

  test("boxes come back in pixels of the picture, from the whole and from every tile", async () => {
    const found = await createRfb(sees([0.25, 0.25, 0.5, 0.5]), resize).detect(black(640, 480));
    // The whole picture at half size: (80, 60, 80, 60) x 2. Tiles start at 0, 160, 320 and 0, 120, 240.
    expect(found[0]?.box).toEqual({ x: 160, y: 120, width: 160, height: 120 });
    const small = found.slice(1).map(({ box }) => [box.x, box.y, box.width, box.height]);
    expect(small).toContainEqual([400, 300, 80, 60]);
    expect(small).not.toContainEqual([240, 180, 80, 60]);
  });

  test("a tile does not tell of faces taller than 100 pixels, the whole picture does", async () => {
    const found = await createRfb(sees([0.25, 0.25, 0.5, 0.75]), resize).detect(black(640, 480));
    expect(found.map(({ box }) => box)).toEqual([{ x: 160, y: 120, width: 160, height: 240 }]);
  });

  test("a picture that fits is looked at once", async () => {
    const found = await createRfb(sees([0.25, 0.25, 0.5, 0.5]), resize).detect(black(320, 240));
    expect(found.map(({ box }) => box)).toEqual([{ x: 80, y: 60, width: 80, height: 60 }]);
  });
});
