import { realpath, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Box } from "../faces/geometry.ts";
import { escapeXml } from "../evaluate/svg.ts";
import { encodeJpegWithDrawing, openPhoto } from "../photo/decode.ts";
import { readPhotoFile } from "../photo/read-file.ts";
import { AnnotationError } from "./errors.ts";

/** A face to be marked, in pixels of the upright photo. */
export interface MarkedFace {
  readonly box: Box;
  readonly label: string;
  readonly isKnown: boolean;
}

/** Long side of a marked copy, in pixels at most: enough for any screen. */
const mostLongSide = 2560;

/**
 * Makes the folder for marked copies, which must not be one that photos are read from: copies beside the photos would be
 * taken for photos. Rejects with AnnotationError.
 */
export async function makeAnnotationFolder(
  folder: string,
  photos: readonly string[],
  knownFolder: string,
): Promise<string> {
  const made = path.resolve(folder);
  try {
    await mkdir(made, { recursive: true });
  } catch (cause) {
    throw new AnnotationError(`The folder ${made} cannot be made (${codeOf(cause)}).`, { cause });
  }
  const real = await realpath(made);
  const known = await realpath(knownFolder);
  const sources = await Promise.all(photos.map(async (photo) => await folderOf(photo)));
  const isInside = real === known || real.startsWith(`${known}${path.sep}`);
  if (isInside || sources.includes(real)) {
    throw new AnnotationError(`${made} holds your photos. Name another folder for the marked copies.`);
  }
  return made;
}

/**
 * Writes a copy of a photo with its faces marked, as a JPEG, into a folder; a name that is taken gets " (2)". Returns its
 * path. Rejects with AnnotationError when it cannot be written.
 */
export async function annotatePhoto(
  photo: string,
  faces: readonly MarkedFace[],
  folder: string,
): Promise<string> {
  const { bytes } = await readPhotoFile(path.resolve(photo));
  const opened = await openPhoto(bytes);
  const pixels = await opened.pixels(mostLongSide);
  const scale = pixels.width / opened.info.width;
  const jpeg = await encodeJpegWithDrawing(pixels, drawing(pixels, faces, scale), 88);
  const { name } = path.parse(photo);
  for (let copy = 1; ; copy++) {
    const file = path.join(folder, `${name}${copy === 1 ? "" : ` (${copy})`}.jpg`);
    try {
      await writeFile(file, jpeg, { flag: "wx" });
      return file;
    } catch (cause) {
      if (codeOf(cause) === "EEXIST") continue;
      throw new AnnotationError(`${file} cannot be written (${codeOf(cause)}).`, { cause });
    }
  }
}

function drawing(
  size: { readonly width: number; readonly height: number },
  faces: readonly MarkedFace[],
  scale: number,
): string {
  const line = Math.max(2, Math.round(Math.max(size.width, size.height) / 400));
  const text = line * 8;
  const marks = faces.map(({ box, label, isKnown }) => {
    const [x, y, width, height] = [box.x, box.y, box.width, box.height].map((length) => length * scale);
    const [left = 0, top = 0, wide = 0, high = 0] = [x, y, width, height];
    const colour = isKnown ? "#34d17b" : "#f2b134";
    const baseline = top > text * 1.5 ? top - text / 3 : top + high + text;
    return (
      `<rect x="${left}" y="${top}" width="${wide}" height="${high}" fill="none" stroke="${colour}" stroke-width="${line}"/>` +
      `<text x="${left}" y="${baseline}" font-family="sans-serif" font-size="${text}" fill="${colour}" stroke="#000" ` +
      `stroke-width="${line}" paint-order="stroke">${escapeXml(label)}</text>`
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">${marks.join("")}</svg>`;
}

async function folderOf(photo: string): Promise<string> {
  try {
    return path.dirname(await realpath(photo));
  } catch {
    // A photo that is not there has no folder to protect, and is told when it is read.
    return path.resolve(path.dirname(photo));
  }
}

function codeOf(cause: unknown): string {
  if (cause instanceof Error && "code" in cause) return String(cause.code);
  return cause instanceof Error ? cause.message : String(cause);
}
