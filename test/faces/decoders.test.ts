import { describe, expect, test } from "vitest";
import { retinafaceAnchors, ssdAnchors } from "../../app/faces/detectors/anchors.ts";
import { decodeCenterface } from "../../app/faces/detectors/centerface.ts";
import type { Detection } from "../../app/faces/detectors/detector.ts";
import { decodeRetinaface } from "../../app/faces/detectors/retinaface.ts";
import { decodeScrfd } from "../../app/faces/detectors/scrfd.ts";
import { decodeSsdMobilenet } from "../../app/faces/detectors/ssd-mobilenet.ts";
import { decodeTinyFace } from "../../app/faces/detectors/tiny-face.ts";

/** x, y, width, height, as whole as they were written. */
const cornersOf = (face: Detection | undefined): number[] =>
  [face?.box.x, face?.box.y, face?.box.width, face?.box.height].map(
    (value) =>
      // No minus zero.
      Number((value ?? NaN).toFixed(3)) + 0,
  );

const pointsOf = (face: Detection | undefined): number[][] =>
  (face?.fivePoints ?? []).map((point) => [point.x, point.y].map((value) => Number(value.toFixed(3)) + 0));

describe("decodeScrfd", () => {
  // Four columns at stride 16, two anchors a cell: anchor 13 is the second of cell 6, column 2 and row 1.
  const anchors = 16;
  const empty = () => ({
    ...{ stride: 16, columns: 4, anchorsPerCell: 2 },
    scores: new Float32Array(anchors),
    distances: new Float32Array(anchors * 4),
    points: new Float32Array(anchors * 10),
  });

  test("an anchor becomes a box by its distances, and five points", () => {
    const output = empty();
    output.scores[13] = 0.75;
    output.distances.set([1, 0.5, 2, 1.5], 13 * 4);
    output.points.set([-0.5, 0, 0.5, 0, 0, 0.25, -0.5, 1, 0.5, 1], 13 * 10);
    const [face, ...others] = decodeScrfd(output, 0.5);
    expect(others).toEqual([]);
    expect(face?.score).toBe(0.75);
    // The anchor lies at (2 x 16, 1 x 16); the box goes 16 left, 8 up, 32 right, 24 down.
    expect(cornersOf(face)).toEqual([16, 8, 48, 32]);
    expect(pointsOf(face)).toEqual([
      [24, 16],
      [40, 16],
      [32, 20],
      [24, 32],
      [40, 32],
    ]);
  });

  test("without points there are none, below the score no face, and no box turned inside out", () => {
    const output = { ...empty(), points: null };
    output.scores.set([0.9, 0.4, 0.9]);
    output.distances.set([1, 1, 1, 1, 1, 1, 1, 1, -1, 1, 0.5, 1]);
    const found = decodeScrfd(output, 0.5);
    expect(found).toHaveLength(1);
    expect(found[0]).not.toHaveProperty("fivePoints");
  });
});

test("decodeCenterface: a cell becomes a box around its middle, with points in the box's size", () => {
  // Three columns and two rows of 4 pixels; cell 4 is column 1, row 1.
  const cells = 6;
  const planes = (count: number, ...values: number[]) => {
    const data = new Float32Array(count * cells);
    for (const [plane, value] of values.entries()) data[plane * cells + 4] = value;
    return data;
  };
  const [face, ...others] = decodeCenterface(
    {
      columns: 3,
      heatmap: planes(1, 0.875),
      scale: planes(2, Math.log(4), Math.log(2)),
      offset: planes(2, 0.25, -0.5),
      // y, then x of each point, from the upper left corner of the box.
      points: planes(10, 0.25, 0, 0.25, 1, 0.5, 0.5, 0.75, 0.25, 0.75, 0.75),
    },
    0.5,
  );
  expect(others).toEqual([]);
  expect(face?.score).toBe(0.875);
  // Middle ((1 - 0.5 + 0.5) x 4, (1 + 0.25 + 0.5) x 4) = (4, 7), 8 wide and 16 high.
  expect(cornersOf(face)).toEqual([0, -1, 8, 16]);
  expect(pointsOf(face)).toEqual([
    [0, 3],
    [8, 3],
    [4, 7],
    [2, 11],
    [6, 11],
  ]);
});

describe("retinafaceAnchors", () => {
  test("are two squares in each cell of three grids, the finest first", () => {
    const anchors = retinafaceAnchors({ width: 64, height: 32 });
    // 8 x 4, 4 x 2 and 2 x 1 cells.
    expect(anchors).toHaveLength(2 * (32 + 8 + 2));
    expect(anchors[0]).toEqual({ x: 4 / 64, y: 4 / 32, width: 16 / 64, height: 16 / 32 });
    expect(anchors[1]).toEqual({ x: 4 / 64, y: 4 / 32, width: 32 / 64, height: 32 / 32 });
    expect(anchors[2]).toMatchObject({ x: 12 / 64, y: 4 / 32 });
    expect(anchors[64]).toEqual({ x: 8 / 64, y: 8 / 32, width: 64 / 64, height: 64 / 32 });
    expect(anchors.at(-1)).toEqual({ x: 48 / 64, y: 16 / 32, width: 512 / 64, height: 512 / 32 });
  });
});

test("decodeRetinaface: corrections move and scale the anchor", () => {
  const canvas = { width: 64, height: 32 };
  const rows = 84;
  const output = {
    scores: new Float32Array(rows * 2),
    boxes: new Float32Array(rows * 4),
    points: new Float32Array(rows * 10),
  };
  // Anchor 65, the larger of the first cell at stride 16: (8, 8), 128 x 128.
  output.scores.set([0.1, 0.9], 65 * 2);
  output.boxes.set([0.5, 1, Math.log(0.5) / 0.2, Math.log(0.25) / 0.2], 65 * 4);
  output.points.set([0, 0, 1, 0, 0, 1, -1, 0, 0, -1], 65 * 10);
  const [face, ...others] = decodeRetinaface(output, canvas, 0.5);
  expect(others).toEqual([]);
  expect(face?.score).toBeCloseTo(0.9, 6);
  // The middle goes by 0.5 and 1 tenths of 128: (14.4, 20.8); the size becomes 64 x 32.
  expect(cornersOf(face)).toEqual([-17.6, 4.8, 64, 32]);
  expect(pointsOf(face)).toEqual([
    [8, 8],
    [20.8, 8],
    [8, 20.8],
    [-4.8, 8],
    [8, -4.8],
  ]);
});

test("decodeSsdMobilenet: corrections of y come before those of x, scores are logits of the middle class", () => {
  const rows = ssdAnchors().length;
  const output = { classes: new Float32Array(rows * 3).fill(-9), boxes: new Float32Array(rows * 4) };
  // The last grid has one cell: its first anchor is in the middle, 0.95 of the picture wide and high.
  const row = rows - 6;
  output.classes.set([9, Math.log(3), 9], row * 3);
  output.boxes.set([1, -2, 5 * Math.log(0.5), 0], row * 4);
  const [face, ...others] = decodeSsdMobilenet(output, 512, 0.5);
  expect(others).toEqual([]);
  expect(face?.score).toBeCloseTo(0.75, 6);
  const [width, height] = [0.95 * 512, 0.475 * 512];
  const [x, y] = [256 - 0.2 * 0.95 * 512, 256 + 0.1 * 0.95 * 512];
  expect(cornersOf(face)).toEqual(
    [x - width / 2, y - height / 2, width, height].map((value) => Number(value.toFixed(3))),
  );
});

describe("decodeTinyFace", () => {
  const cells = 6;
  const planes = (anchor: number, cell: number, values: readonly number[]) => {
    const data = new Float32Array(25 * cells).fill(-50);
    for (const [at, value] of values.entries()) data[(anchor * 5 + at) * cells + cell] = value;
    return data;
  };

  test("an anchor of a cell becomes a box around its middle", () => {
    // The fifth anchor, 9.041765 x 10.66308 cells, in cell 5 of three columns: column 2, row 1.
    const output = planes(4, 5, [0, Math.log(3), 0, Math.log(0.5), Math.log(4)]);
    const [face, ...others] = decodeTinyFace(output, 3, 0.5);
    expect(others).toEqual([]);
    expect(face?.score).toBeCloseTo(0.8, 6);
    const [width, height] = [9.041765 * 32, 5.33154 * 32];
    expect(cornersOf(face)).toEqual(
      [2.5 * 32 - width / 2, 1.75 * 32 - height / 2, width, height].map((value) => Number(value.toFixed(3))),
    );
  });

  test("below the score there is no face", () => {
    expect(decodeTinyFace(planes(0, 0, [0, 0, 0, 0, Math.log(0.9)]), 3, 0.5)).toEqual([]);
  });
});
