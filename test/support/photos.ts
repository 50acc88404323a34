import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import sharp, { type Exif, type Sharp } from "sharp";
import type { Pixels } from "../../app/photo/pixels.ts";
import { drawPixels, pixelAt } from "./pixels.ts";

/** The formats that sharp can write; HEIC comes from test/fixtures. */
export type WritableFormat = "jpeg" | "png" | "webp" | "avif" | "tiff" | "gif";

export type Colour = readonly [red: number, green: number, blue: number];

/** Unlike in every corner, so that no turn or mirror looks like another. */
export const cornerColours = {
  topLeft: [200, 40, 40],
  topRight: [40, 160, 40],
  bottomLeft: [40, 40, 200],
  bottomRight: [220, 200, 40],
} as const satisfies Record<string, Colour>;

export const cornerPictureSize = { width: 96, height: 64 } as const;

/** 96 x 64, each quarter in its corner's colour: edges fall on the 16-pixel blocks of JPEG and WebP. */
export function drawCornerPicture(): Pixels {
  const { width, height } = cornerPictureSize;
  const { topLeft, topRight, bottomLeft, bottomRight } = cornerColours;
  return drawPixels(width, height, (x, y) => {
    if (y < height / 2) return x < width / 2 ? topLeft : topRight;
    return x < width / 2 ? bottomLeft : bottomRight;
  });
}

/** The colours 1/8 in from each corner of a picture of any size. */
export function cornersOf(pixels: Pixels): Record<keyof typeof cornerColours, number[]> {
  const left = Math.floor(pixels.width / 8);
  const top = Math.floor(pixels.height / 8);
  const right = pixels.width - 1 - left;
  const bottom = pixels.height - 1 - top;
  return {
    topLeft: pixelAt(pixels, left, top),
    topRight: pixelAt(pixels, right, top),
    bottomLeft: pixelAt(pixels, left, bottom),
    bottomRight: pixelAt(pixels, right, bottom),
  };
}

/**
 * The stored rows of a picture that an EXIF orientation turns into `upright` (EXIF 2.32, tag 274: where the 0th
 * row and the 0th column of the stored picture are seen).
 */
export function storedFor(orientation: number, upright: Pixels): Pixels {
  const isTurned = orientation >= 5;
  const width = isTurned ? upright.height : upright.width;
  const height = isTurned ? upright.width : upright.height;
  const right = width - 1;
  const bottom = height - 1;
  const seenAt: Record<number, (x: number, y: number) => [number, number]> = {
    1: (x, y) => [x, y],
    2: (x, y) => [right - x, y],
    3: (x, y) => [right - x, bottom - y],
    4: (x, y) => [x, bottom - y],
    5: (x, y) => [y, x],
    6: (x, y) => [bottom - y, x],
    7: (x, y) => [bottom - y, right - x],
    8: (x, y) => [y, right - x],
  };
  const place = seenAt[orientation];
  if (place === undefined) throw new RangeError(`No such orientation: ${orientation}`);
  return drawPixels(width, height, (x, y) => {
    const [red = 0, green = 0, blue = 0] = pixelAt(upright, ...place(x, y));
    return [red, green, blue];
  });
}

export function sharpOf({ width, height, data }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** Losslessly where the format can, else at its best quality with full colour resolution. */
export async function encodeAs(format: WritableFormat, picture: Sharp): Promise<Buffer> {
  switch (format) {
    case "jpeg":
      return await picture.jpeg({ quality: 100, chromaSubsampling: "4:4:4" }).toBuffer();
    case "png":
      return await picture.png().toBuffer();
    case "webp":
      return await picture.webp({ lossless: true }).toBuffer();
    case "avif":
      return await picture.avif({ quality: 95, chromaSubsampling: "4:4:4", effort: 2 }).toBuffer();
    case "tiff":
      return await picture.tiff({ compression: "lzw" }).toBuffer();
    case "gif":
      return await picture.gif({ dither: 0 }).toBuffer();
  }
}

/** A file of the corner picture that shows upright once its orientation is applied. */
export async function cornerPhoto(format: WritableFormat, orientation = 1): Promise<Buffer> {
  const stored = sharpOf(storedFor(orientation, drawCornerPicture()));
  return await encodeAs(format, orientation === 1 ? stored : stored.withMetadata({ orientation }));
}

/** A small JPEG (or another format) with EXIF: IFD0 = the picture, IFD2 = the shot, IFD3 = GPS. */
export async function photoWithExif(exif: Exif, format: WritableFormat = "jpeg"): Promise<Buffer> {
  return await encodeAs(format, sharpOf(drawCornerPicture()).withExif(exif));
}

/** A flat picture of one colour. */
export function flat(width: number, height: number, [r, g, b]: Colour): Sharp {
  return sharp({ create: { width, height, channels: 3, background: { r, g, b } } });
}

/** Two frames: the corner picture, then black. */
export async function animation(format: "gif" | "webp"): Promise<Buffer> {
  const { width, height } = cornerPictureSize;
  const frames = await Promise.all([
    sharpOf(drawCornerPicture()).png().toBuffer(),
    flat(width, height, [0, 0, 0]).png().toBuffer(),
  ]);
  const picture = sharp(frames, { join: { animated: true } });
  return await (format === "gif" ? picture.gif({ dither: 0 }) : picture.webp({ lossless: true })).toBuffer();
}

/** A few hundred bytes of valid PNG whose header claims any size: a decompression bomb without the charge. */
export function pngClaiming(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // One bit a pixel, grey, no interlace.
  header.writeUInt8(1, 8);
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  const content = deflateSync(Buffer.alloc(4096));
  return Buffer.concat([
    signature,
    pngChunk("IHDR", header),
    pngChunk("IDAT", content),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, content: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const chunk = Buffer.alloc(typed.length + 8);
  chunk.writeUInt32BE(content.length, 0);
  typed.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(typed), chunk.length - 4);
  return chunk;
}

/** The first `share` (0 to 1) of a file. */
export function cutShort(bytes: Buffer, share: number): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length * share));
}

/** test/fixtures/NAME; test/fixtures/README.md says how the HEIC files were made. */
export function readFixture(name: string): Buffer {
  return readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
}

/** Writes a file into a folder and returns its path. */
export function writeInto(folder: string, name: string, content: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
