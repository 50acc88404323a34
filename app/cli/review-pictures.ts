import { readFile } from "node:fs/promises";
import { framePath, thumbnailPath } from "../analyze/thumbnails.ts";
import type { ShownFace } from "../db/shown-faces.ts";
import { cropPixels, placeBelow, placeSideBySide } from "../photo/crop-pixels.ts";
import { openPhoto, resizePixels } from "../photo/decode.ts";
import { PhotoError } from "../photo/photo-error.ts";
import type { Pixels } from "../photo/pixels.ts";
import { readPhotoFile } from "../photo/read-file.ts";
import type { Layout } from "./review-layout.ts";

/** Long side of a face in a picture, in pixels: seven rows of a terminal. */
export const faceSidePx = 112;

/** White pixels between two faces. */
const gapPx = 4;

/** Faces side by side at most: what a terminal of 100 columns has room for. */
const mostSideBySide = 8;

/** A face has at least this long side in the thumbnail, else it is cut out of the photo itself. */
const leastSidePx = 56;

/** A face is shown with so much around it, on each side, of its longer side. */
const margin = 0.3;

/** Grey, where neither photo nor thumbnail can be read: the faces after it keep their places. */
const missing: Pixels = {
  ...{ width: faceSidePx, height: faceSidePx },
  data: new Uint8Array(faceSidePx * faceSidePx * 3).fill(160),
};

/**
 * The faces of a question as pictures, for each of its rows: up to eight faces side by side, in the order and with the
 * numbers of the row. `thumbnailFolder` is that of the library.
 */
export async function picturesOf({ rows }: Layout, thumbnailFolder: string): Promise<Pixels[][]> {
  const pictures: Pixels[][] = [];
  for (const { items } of rows) {
    const faces: Pixels[] = [];
    // One after the other: a decoded photo may take 50 MB.
    for (const { face } of items) faces.push(await pictureOf(face, thumbnailFolder));
    const lines = Array.from({ length: Math.ceil(faces.length / mostSideBySide) }, (_, line) =>
      faces.slice(line * mostSideBySide, (line + 1) * mostSideBySide),
    );
    pictures.push(lines.map((line) => placeSideBySide(line, gapPx)));
  }
  return pictures;
}

/** All rows as one picture, one below the other. */
export function inOnePicture(pictures: readonly (readonly Pixels[])[]): Pixels {
  return placeBelow(pictures.flat(), gapPx);
}

/** One face with a little around it, the long side at most `faceSidePx`. */
export async function pictureOf(face: ShownFace, thumbnailFolder: string): Promise<Pixels> {
  const { contentHash, frameMs } = face;
  const small = await readThumbnail(
    frameMs === null
      ? thumbnailPath(thumbnailFolder, contentHash, 1280)
      : framePath(thumbnailFolder, contentHash, frameMs),
  );
  const known = small === null ? null : cutOut(small, face);
  if (known !== null && Math.max(known.width, known.height) >= leastSidePx) {
    return await resizePixels(known, faceSidePx);
  }
  const whole = await readOriginal(face);
  const cut = (whole === null ? null : cutOut(whole, face)) ?? known;
  return cut === null ? missing : await resizePixels(cut, faceSidePx);
}

function cutOut(photo: Pixels, { box, photoWidth }: ShownFace): Pixels | null {
  if (photoWidth === null) return null;
  const scale = photo.width / photoWidth;
  const side = Math.max(box.width, box.height) * (1 + 2 * margin) * scale;
  return cropPixels(photo, {
    x: (box.x + box.width / 2) * scale - side / 2,
    y: (box.y + box.height / 2) * scale - side / 2,
    ...{ width: side, height: side },
  });
}

/** A thumbnail that is missing or damaged is not worth a word: the photo is shown instead. */
async function readThumbnail(file: string): Promise<Pixels | null> {
  try {
    return await (await openPhoto(await readFile(file))).pixels(Infinity);
  } catch {
    return null;
  }
}

async function readOriginal({ path, frameMs }: ShownFace): Promise<Pixels | null> {
  if (path === null || frameMs !== null) return null;
  try {
    const { bytes } = await readPhotoFile(path);
    return await (await openPhoto(bytes)).pixels(Infinity);
  } catch (error) {
    if (error instanceof PhotoError) return null;
    throw error;
  }
}
