import { describe, expect, test } from "vitest";
import { cutPatch, shrinkByArea } from "../../../app/faces/detectors/mtcnn/pictures.ts";
import type { Box } from "../../../app/faces/geometry.ts";
import type { Pixels } from "../../../app/photo/pixels.ts";

/** A picture with these bytes as red; green is one more, blue two more. */
function picture(width: number, reds: readonly number[]): Pixels {
  const data = Uint8Array.from(reds.flatMap((red) => [red, red + 1, red + 2]));
  return { width, height: reds.length / width, data };
}

/** Back from what the networks see to bytes. */
const bytesOf = (numbers: Float32Array, channel: number): number[] =>
  [...numbers].filter((_, at) => at % 3 === channel).map((value) => Number((value * 128 + 127.5).toFixed(4)));

describe("shrinkByArea", () => {
  test("a pixel is the mean of those it covers whole", () => {
    const shrunken = shrinkByArea(picture(4, [0, 10, 20, 30, 40, 50, 60, 70]), { width: 2, height: 1 });
    expect(bytesOf(shrunken, 0)).toEqual([25, 45]);
    expect(bytesOf(shrunken, 1)).toEqual([26, 46]);
    expect(bytesOf(shrunken, 2)).toEqual([27, 47]);
  });

  test("one that it covers in part counts by that part", () => {
    // 1.5 pixels each: 0 and half of 30, half of 30 and 90.
    expect(bytesOf(shrinkByArea(picture(3, [0, 30, 90]), { width: 2, height: 1 }), 0)).toEqual([10, 70]);
    expect(bytesOf(shrinkByArea(picture(1, [0, 30, 90]), { width: 1, height: 2 }), 0)).toEqual([10, 70]);
  });
});

describe("cutPatch", () => {
  const cut = (pixels: Pixels, box: Box, side: number): number[] => {
    const patches = new Float32Array(side * side * 3 + 3);
    cutPatch(pixels, box, side, patches, 3);
    // What is before the patch is another's.
    expect([...patches.subarray(0, 3)]).toEqual([0, 0, 0]);
    return bytesOf(patches.subarray(3), 0);
  };

  test("a box of the whole picture has its corners in the patch's corners", () => {
    const pixels = picture(3, [0, 10, 20, 30, 40, 50, 60, 70, 80]);
    expect(cut(pixels, { x: 0, y: 0, width: 3, height: 3 }, 3)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80]);
    expect(cut(pixels, { x: 0, y: 0, width: 3, height: 3 }, 2)).toEqual([0, 20, 60, 80]);
  });

  test("between pixels it mixes both", () => {
    // Of 2 x 2 pixels, half of the box: from 0 to 0.5 in steps of 0.5 in both directions.
    const pixels = picture(2, [0, 100, 40, 140]);
    expect(cut(pixels, { x: 0, y: 0, width: 1, height: 1 }, 2)).toEqual([0, 50, 20, 70]);
  });

  test("outside of the picture it is a middle grey", () => {
    const pixels = picture(2, [0, 100, 40, 140]);
    expect(cut(pixels, { x: -2, y: 0, width: 4, height: 2 }, 3)).toEqual([
      ...[127.5, 0, 100],
      ...[127.5, 20, 120],
      ...[127.5, 40, 140],
    ]);
  });
});
