import type { Pixels } from "../../app/photo/pixels.ts";

/** A picture whose pixel at (x, y) is what `colour` gives. */
export function drawPixels(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly [number, number, number],
): Pixels {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(colour(x, y), (y * width + x) * 3);
  }
  return { width, height, data };
}

/** The three bytes at (x, y). */
export function pixelAt(pixels: Pixels, x: number, y: number): number[] {
  const at = (y * pixels.width + x) * 3;
  return [...pixels.data.subarray(at, at + 3)];
}
