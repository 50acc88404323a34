import type { Pixels } from "./pixels.ts";

/** A rectangle in pixels; it may have fractions, and reach over the edge. */
export interface CropArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Cuts a rectangle out of a picture, rounded to whole pixels and without what lies outside; at least one pixel. */
export function cropPixels(pixels: Pixels, area: CropArea): Pixels {
  const left = within(Math.round(area.x), 0, pixels.width - 1);
  const top = within(Math.round(area.y), 0, pixels.height - 1);
  const width = within(Math.round(area.x + area.width), left + 1, pixels.width) - left;
  const height = within(Math.round(area.y + area.height), top + 1, pixels.height) - top;
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const start = ((top + row) * pixels.width + left) * 3;
    data.set(pixels.data.subarray(start, start + width * 3), row * width * 3);
  }
  return { width, height, data };
}

/** Pictures of one height side by side, `gap` white pixels between two; shorter ones stand at the top. */
export function placeSideBySide(pictures: readonly Pixels[], gap: number): Pixels {
  const height = Math.max(1, ...pictures.map((picture) => picture.height));
  const width = pictures.reduce((sum, picture) => sum + picture.width, 0) + gap * (pictures.length - 1);
  const data = new Uint8Array(Math.max(1, width) * height * 3).fill(255);
  let left = 0;
  for (const picture of pictures) {
    const rowBytes = picture.width * 3;
    for (let row = 0; row < picture.height; row++) {
      data.set(picture.data.subarray(row * rowBytes, (row + 1) * rowBytes), (row * width + left) * 3);
    }
    left += picture.width + gap;
  }
  return { width: Math.max(1, width), height, data };
}

/** Pictures one below the other, `gap` white pixels between two; narrower ones stand at the left. */
export function placeBelow(pictures: readonly Pixels[], gap: number): Pixels {
  const width = Math.max(1, ...pictures.map((picture) => picture.width));
  const height = pictures.reduce((sum, picture) => sum + picture.height, 0) + gap * (pictures.length - 1);
  const data = new Uint8Array(width * Math.max(1, height) * 3).fill(255);
  let top = 0;
  for (const picture of pictures) {
    const rowBytes = picture.width * 3;
    for (let row = 0; row < picture.height; row++) {
      data.set(picture.data.subarray(row * rowBytes, (row + 1) * rowBytes), (top + row) * width * 3);
    }
    top += picture.height + gap;
  }
  return { width, height: Math.max(1, height), data };
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
