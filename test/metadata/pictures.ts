import sharp, { type Sharp } from "sharp";
import type { Picture } from "../../app/metadata/orientation.ts";
import type { Area } from "../../app/metadata/region.ts";
import { drawPixels, pixelAt } from "../support/pixels.ts";
import { sharpOf, storedFor } from "../support/photos.ts";
import type { Pixels } from "../../app/photo/pixels.ts";

/** A picture with one white rectangle on black, as a file with an EXIF orientation, and as it is seen. */
export interface MarkedPicture {
  readonly jpeg: Buffer;
  readonly picture: Picture;
  /** Where the rectangle is, measured from the pixels: in the stored picture and in the upright one. */
  readonly stored: Area;
  readonly upright: Area;
}

/**
 * Makes a marked picture: drawn 240 x 160, then turned into what a camera with this orientation stores, of which
 * `crop` cuts the edges off unevenly, and `resize` makes it larger or smaller.
 */
export async function markedPicture(
  orientation: number,
  { crop = false, resize = 1 }: { readonly crop?: boolean; readonly resize?: number } = {},
): Promise<MarkedPicture> {
  const whole = drawPixels(240, 160, (x, y) =>
    x >= 150 && x < 186 && y >= 30 && y < 78 ? [255, 255, 255] : [0, 0, 0],
  );
  const shown = crop ? cut(whole, { x: 24, y: 12, width: 190, height: 120 }) : whole;
  const stored = storedFor(orientation, shown);
  const [width, height] = [Math.round(stored.width * resize), Math.round(stored.height * resize)];
  const jpeg = await sharpOf(stored)
    .resize(width, height, { fit: "fill" })
    .jpeg({ quality: 100, chromaSubsampling: "4:4:4" })
    .withMetadata({ orientation })
    .toBuffer();
  const [storedPixels, uprightPixels] = [await pixelsOf(sharp(jpeg)), await pixelsOf(sharp(jpeg).rotate())];
  return {
    jpeg,
    picture: { width: uprightPixels.width, height: uprightPixels.height, orientation },
    stored: whiteArea(storedPixels),
    upright: whiteArea(uprightPixels),
  };
}

async function pixelsOf(image: Sharp): Promise<Pixels> {
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

function cut(pixels: Pixels, box: { x: number; y: number; width: number; height: number }): Pixels {
  return drawPixels(box.width, box.height, (x, y) => {
    const [red = 0, green = 0, blue = 0] = pixelAt(pixels, box.x + x, box.y + y);
    return [red, green, blue];
  });
}

function whiteArea(pixels: Pixels): Area {
  let [left, top, right, bottom] = [pixels.width, pixels.height, 0, 0];
  for (let y = 0; y < pixels.height; y += 1) {
    for (let x = 0; x < pixels.width; x += 1) {
      if ((pixelAt(pixels, x, y)[0] ?? 0) < 128) continue;
      [left, top] = [Math.min(left, x), Math.min(top, y)];
      [right, bottom] = [Math.max(right, x + 1), Math.max(bottom, y + 1)];
    }
  }
  return {
    ...{ x: left / pixels.width, y: top / pixels.height },
    ...{ width: (right - left) / pixels.width, height: (bottom - top) / pixels.height },
  };
}

/** The largest distance of any edge of two areas, in pixels of the picture. */
export function distancePx(a: Area, b: Area, { width, height }: Picture): number {
  return Math.max(
    Math.abs(a.x - b.x) * width,
    Math.abs(a.y - b.y) * height,
    Math.abs(a.x + a.width - b.x - b.width) * width,
    Math.abs(a.y + a.height - b.y - b.height) * height,
  );
}
