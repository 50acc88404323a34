import { expect, test } from "vitest";
import { createMtcnn, detectByCascade } from "../../../app/faces/detectors/mtcnn/cascade.ts";
import type { MtcnnNetwork, MtcnnNetworks } from "../../../app/models/mtcnn/load.ts";
import type { Pixels } from "../../../app/photo/pixels.ts";

/** Places that the first network has along a side: two pixels each, less what a place of 12 needs. */
const placesOf = (side: number): number => Math.ceil((side - 2) / 2) - 4;

/** Proposes the places that are chosen, in the largest picture of the pyramid alone. */
function proposing(largestWidth: number, isChosen: (row: number, column: number) => boolean): MtcnnNetwork {
  return ({ shape: [, height = 0, width = 0] }) => {
    const [rows, columns] = [placesOf(height), placesOf(width)];
    const data = new Float32Array(rows * columns * 6);
    for (let at = 0; at < rows * columns; at++) {
      const isFace = width === largestWidth && isChosen(Math.floor(at / columns), at % columns);
      data[at * 6 + 5] = isFace ? 0.75 : 0;
    }
    return { shape: [1, rows, columns, 6], data };
  };
}

/** Leaves boxes as they are; a face where the patch's middle is bright. Points lie in the middle of the box. */
function trustingBright(numbersEach: number): MtcnnNetwork {
  return ({ shape: [count = 0, side = 0], data: patches }) => {
    const data = new Float32Array(count * numbersEach);
    for (let at = 0; at < count; at++) {
      const middle = patches[(at * side * side + (side / 2) * side + side / 2) * 3] ?? 0;
      if (numbersEach === 16) data.fill(0.5, at * numbersEach + 4, at * numbersEach + 14);
      data[(at + 1) * numbersEach - 1] = middle > 0 ? 0.875 : 0;
    }
    return { shape: [count, numbersEach], data };
  };
}

function networksOf(propose: MtcnnNetwork): MtcnnNetworks {
  return { propose, refine: trustingBright(6), finish: trustingBright(16), close: () => undefined };
}

function picture(width: number, height: number, isBright: (x: number, y: number) => boolean): Pixels {
  const data = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at++) {
    if (isBright(at % width, Math.floor(at / width))) data.fill(255, at * 3, at * 3 + 3);
  }
  return { width, height, data };
}

const bright = (width: number, height: number): Pixels => picture(width, height, () => true);

test("a place goes through all three networks, in pixels of the picture, and gets its points", () => {
  // At 0.6 of the sides; the place in row 5 and column 6 lies from (13, 11) to (24, 22) there.
  const networks = networksOf(proposing(60, (row, column) => row === 5 && column === 6));
  const [face, ...others] = detectByCascade(networks, bright(100, 100));
  expect(others).toEqual([]);
  expect(face?.score).toBe(0.875);
  const { x = 0, y = 0, width = 0, height = 0 } = face?.box ?? {};
  for (const [found, wanted] of [
    [x, 13 / 0.6],
    [y, 11 / 0.6],
    [width, 11 / 0.6],
    [height, 11 / 0.6],
    [face?.fivePoints?.[0]?.x ?? 0, 13 / 0.6 + 0.5 * (11 / 0.6 + 1) - 1],
    [face?.fivePoints?.[4]?.y ?? 0, 11 / 0.6 + 0.5 * (11 / 0.6 + 1) - 1],
  ] as const) {
    expect(found).toBeCloseTo(wanted, 5);
  }
});

test("of hundreds of places each gets the answer to its own patch", () => {
  // Twelve pixels apart, so that none covers another: 31 x 23 places in 384 x 288 pixels.
  const networks = networksOf(proposing(384, (row, column) => row % 6 === 0 && column % 6 === 0));
  const isBright = (x: number, y: number): boolean => x > 500 && x < 540 && y > 380 && y < 420;
  const faces = detectByCascade(networks, picture(640, 480, isBright));
  // 20 pixels apart in the picture: two by two have their middle in the bright square.
  expect(faces).toHaveLength(4);
  for (const { box } of faces) {
    expect(isBright(box.x + box.width / 2, box.y + box.height / 2)).toBe(true);
  }
});

test("nothing of a picture without places, or where no later network agrees", () => {
  const all = proposing(60, (row, column) => row % 6 === 0 && column % 6 === 0);
  expect(
    detectByCascade(
      networksOf(all),
      picture(100, 100, () => false),
    ),
  ).toEqual([]);
  expect(detectByCascade(networksOf(proposing(60, () => false)), bright(100, 100))).toEqual([]);
  expect(detectByCascade(networksOf(all), bright(10, 10))).toEqual([]);
});

test("the detector gives faces inside the picture, from one look where that found a large one", async () => {
  const asked: number[] = [];
  const networks = networksOf(proposing(60, (row, column) => row === 0 && column === 0));
  const detector = createMtcnn(networks, (pixels, longSide) => {
    asked.push(longSide);
    return Promise.resolve(pixels);
  });
  const [face] = await detector.detect(bright(100, 100));
  expect(asked).toEqual([100]);
  expect(detector.id).toBe("mtcnn");
  expect(face?.fivePoints).toHaveLength(5);
  const { x = -1, y = -1, width = 0, height = 0 } = face?.box ?? {};
  expect(Math.min(x, y, 100 - x - width, 100 - y - height)).toBeGreaterThanOrEqual(0);
});
