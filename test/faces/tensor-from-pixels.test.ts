import { expect, test } from "vitest";
import { cutTensor, tensorFromPixels } from "../../app/faces/tensor-from-pixels.ts";
import { drawPixels } from "../support/pixels.ts";

const picture = drawPixels(2, 1, (x) => (x === 0 ? [10, 20, 30] : [40, 50, 60]));

test("RGB planes follow each other, normalised channel by channel", () => {
  const input = { channels: "rgb", mean: [10, 20, 30], scale: [1, 2, 0.5] } as const;
  expect(tensorFromPixels(picture, input, { width: 2, height: 1 })).toEqual({
    dims: [1, 3, 1, 2],
    data: Float32Array.of(0, 30, 0, 60, 0, 15),
  });
});

test("BGR turns the planes round", () => {
  const input = { channels: "bgr", mean: [0, 0, 0], scale: [1, 1, 1] } as const;
  expect([...tensorFromPixels(picture, input, { width: 2, height: 1 }).data]).toEqual([
    30, 60, 20, 50, 10, 40,
  ]);
});

test("beyond the picture lies black, normalised", () => {
  const input = { channels: "rgb", mean: [127.5, 127.5, 127.5], scale: [1 / 128, 1 / 128, 1 / 128] } as const;
  const { data } = tensorFromPixels(picture, input, { width: 3, height: 2 });
  expect(data[0]).toBeCloseTo((10 - 127.5) / 128, 6);
  expect(data[2]).toBeCloseTo(-127.5 / 128, 6);
  expect(data[5]).toBeCloseTo(-127.5 / 128, 6);
});

test("what does not fit on the canvas is left out", () => {
  const input = { channels: "rgb", mean: [0, 0, 0], scale: [1, 1, 1] } as const;
  expect([...tensorFromPixels(picture, input, { width: 1, height: 1 }).data]).toEqual([10, 20, 30]);
});

test("a window of a tensor has its part of every plane", () => {
  // Two planes of 3 x 4: 0 to 11 and 100 to 111, row by row.
  const data = Float32Array.from({ length: 24 }, (_, at) => (at < 12 ? at : at + 88));
  expect(cutTensor({ dims: [1, 2, 3, 4], data }, { width: 2, height: 2 }, 1, 1)).toEqual({
    dims: [1, 2, 2, 2],
    data: Float32Array.of(5, 6, 9, 10, 105, 106, 109, 110),
  });
});

test("grey is ITU-R BT.601 luma", () => {
  const input = { channels: "grey", mean: [0], scale: [1 / 256] } as const;
  const { dims, data } = tensorFromPixels(picture, input, { width: 2, height: 1 });
  expect(dims).toEqual([1, 1, 1, 2]);
  // 0.299 x 10 + 0.587 x 20 + 0.114 x 30 = 18.15
  expect(data[0]).toBeCloseTo(18.15 / 256, 6);
});

test("a standardised picture has the mean 0 and the deviation 1 over all its numbers", () => {
  const input = { channels: "rgb", mean: [0, 0, 0], scale: [1, 1, 1], isStandardised: true } as const;
  const { data } = tensorFromPixels(picture, input, { width: 2, height: 1 });
  const mean = 35;
  const deviation = Math.sqrt((25 ** 2 + 15 ** 2 + 5 ** 2 + 5 ** 2 + 15 ** 2 + 25 ** 2) / 6);
  const wanted = [10, 40, 20, 50, 30, 60].map((value) => (value - mean) / deviation);
  for (const [at, value] of wanted.entries()) expect(data[at]).toBeCloseTo(value, 5);
  const flat = tensorFromPixels(
    drawPixels(2, 2, () => [7, 7, 7]),
    input,
    { width: 2, height: 2 },
  );
  expect([...flat.data]).toEqual(Array<number>(12).fill(0));
});
