import { expect, test } from "vitest";
import { alignFace, templateInBox } from "../../app/faces/align.ts";

/** Every pixel says where it is. */
function coordinates(width: number, height: number) {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set([x, y, 0], (y * width + x) * 3);
  }
  return { width, height, data };
}

test("a face that is not aligned is the square around its box, upright", () => {
  // 100 wide and 112 high at (46, 20): the square of 112 around it starts at x = 40.
  const crop = alignFace(coordinates(200, 200), templateInBox({ x: 46, y: 20, width: 100, height: 112 }));
  const at = (x: number, y: number) => [...crop.data.subarray((y * 112 + x) * 3, (y * 112 + x) * 3 + 2)];
  expect([crop.width, crop.height]).toEqual([112, 112]);
  expect([at(0, 0), at(111, 0), at(0, 111), at(50, 60)]).toEqual([
    [40, 20],
    [151, 20],
    [40, 131],
    [90, 80],
  ]);
});
