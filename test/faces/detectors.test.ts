import { describe, expect, test } from "vitest";
import { decodeRfb, tileStarts } from "../../app/faces/detectors/rfb.ts";
import { decodeYunet } from "../../app/faces/detectors/yunet.ts";

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
