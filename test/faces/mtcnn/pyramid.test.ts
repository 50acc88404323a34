import { describe, expect, test } from "vitest";
import { pyramidLevels } from "../../../app/faces/detectors/mtcnn/pyramid.ts";

describe("pyramidLevels", () => {
  test("a face of the smallest size has 12 pixels in the first, and each has 0.709 of the sides of the one before", () => {
    const levels = pyramidLevels({ width: 200, height: 100 }, 20);
    expect(levels.map(({ scale }) => Number(scale.toFixed(6)))).toEqual([
      0.6, 0.4254, 0.301609, 0.21384, 0.151613,
    ]);
    expect(levels.map(({ width, height }) => [width, height])).toEqual([
      [120, 60],
      [85, 42],
      [60, 30],
      [42, 21],
      [30, 15],
    ]);
  });

  test("as many as the package has for its sizes, none of which is smaller than what the network looks at", () => {
    // round(-(log(short side / 12) / log(0.709) + 1))
    const counts = [480, 720, 1280, 1707].map(
      (side) => pyramidLevels({ width: 2000, height: side }, 20).length,
    );
    expect(counts).toEqual([10, 11, 13, 13]);
    for (let side = 1; side < 400; side++) {
      for (const { width, height } of pyramidLevels({ width: side, height: 3 * side }, 20)) {
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(12);
      }
    }
  });

  test("nothing of a picture that is smaller than a face", () => {
    expect(pyramidLevels({ width: 12, height: 400 }, 20)).toEqual([]);
    expect(pyramidLevels({ width: 1, height: 1 }, 20)).toEqual([]);
  });
});
