import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { embedFace, embedWithMirrorImage, mirror, normalise } from "../../app/faces/embed.ts";
import { openRuntime } from "../../app/models/runtimes/open-runtime.ts";
import { similarityOf } from "../../app/people/exact-search.ts";
import { openPhoto } from "../../app/photo/decode.ts";
import { samplePhoto } from "../support/library.ts";
import { testNetworks } from "../support/models.ts";

test("a vector keeps its direction and gets length 1", () => {
  const { vector, norm } = normalise(Float32Array.of(3, 0, -4));
  expect(norm).toBeCloseTo(5, 6);
  expect(vector[0]).toBeCloseTo(0.6, 6);
  expect(vector[1]).toBe(0);
  expect(vector[2]).toBeCloseTo(-0.8, 6);
});

test.each([
  ["zeros", Float32Array.of(0, 0)],
  ["not a number", Float32Array.of(1, NaN)],
])("%s have no direction", (_name, vector) => {
  expect(() => normalise(vector)).toThrow("without a direction");
});

test("a mirror image has left and right exchanged, row by row", () => {
  const [red, green, blue, white] = [
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
    [255, 255, 255],
  ] as const;
  const mirrored = mirror({ width: 2, height: 2, data: Uint8Array.of(...red, ...green, ...blue, ...white) });
  expect([...mirrored.data]).toEqual([...green, ...red, ...white, ...blue]);
});

test("a face seen with its mirror image is the same as its mirror image seen so", async () => {
  const { embedding } = await testNetworks();
  const model = await (await openRuntime("onnx")).load(embedding.path);
  const photo = await openPhoto(readFileSync(samplePhoto(6)));
  const face = await photo.pixels(112);
  const square = { width: 112, height: 112, data: new Uint8Array(112 * 112 * 3) };
  square.data.set(face.data.subarray(0, square.data.length));
  const one = await embedWithMirrorImage(model, square, embedding.input);
  const other = await embedWithMirrorImage(model, mirror(square), embedding.input);
  const alone = await embedFace(model, square, embedding.input);
  expect(similarityOf(one.vector, other.vector)).toBeCloseTo(1, 5);
  expect(similarityOf(one.vector, alone.vector)).toBeLessThan(0.999);
  expect(one.norm).toBeCloseTo(other.norm, 3);
});
