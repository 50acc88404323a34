import { expect, test } from "vitest";
import { shrinkOnce } from "../../app/analyze/shrink-once.ts";
import { resizePixels } from "../../app/photo/decode.ts";
import { drawPixels } from "../support/pixels.ts";

const picture = drawPixels(80, 40, (x, y) => [x, y, 128]);

test("a size is made once for each picture, and is what resizing gives", async () => {
  const resize = shrinkOnce(resizePixels);
  const small = await resize(picture, 20);
  expect(small).toEqual(await resizePixels(picture, 20));
  expect(await resize(picture, 20)).toBe(small);
});

test("another size and another picture are made anew", async () => {
  const resize = shrinkOnce(resizePixels);
  const small = await resize(picture, 20);
  expect((await resize(picture, 40)).width).toBe(40);
  const copy = { ...picture };
  expect(await resize(copy, 20)).not.toBe(small);
  expect(await resize(copy, 20)).toEqual(small);
});
