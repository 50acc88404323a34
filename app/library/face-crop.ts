import { readFile } from "node:fs/promises";
import path from "node:path";
import { thumbnailPath } from "../analyze/thumbnails.ts";
import type { FacePicture } from "../db/face-picture.ts";
import { cropPixels } from "../photo/crop-pixels.ts";
import { encodeJpeg, openPhoto } from "../photo/decode.ts";
import type { Pixels } from "../photo/pixels.ts";
import { readPhotoFile } from "../photo/read-file.ts";
import { keepFile } from "./keep-file.ts";
import { readVideoFrame } from "./video-frame.ts";
import type { LibraryFolders } from "./open-library.ts";

/** Sides of the face pictures that are made, in pixels. */
export const faceCropSides = [96, 192, 384] as const;

export type FaceCropSide = (typeof faceCropSides)[number];

/** A face is shown with so much around it, on each side, of its longer side. */
const margin = 0.35;

/** A face shown smaller than this share of what is asked for is cut out of the photo itself, if that has more of it. */
const leastShare = 0.6;

/** JPEG quality of face pictures: at these sizes 85 cannot be told from the original. */
const quality = 85;

/**
 * A square picture of a face (JPEG), at most `side` pixels; made once and kept beside the thumbnails, named by content
 * and box. Null when neither thumbnail nor photo can be read.
 */
export async function readFaceCrop(
  folders: Pick<LibraryFolders, "thumbnails">,
  face: FacePicture,
  side: FaceCropSide,
): Promise<Buffer | null> {
  const file = cropPath(folders.thumbnails, face, side);
  try {
    return await readFile(file);
  } catch {
    const pixels = await cutFace(folders, face, side);
    if (pixels === null) return null;
    const jpeg = await encodeJpeg(pixels, { longSide: side, quality });
    await keepFile(file, jpeg);
    return jpeg;
  }
}

/** What changes when the picture does: for ETags and file names. */
export function cropName(
  face: Pick<FacePicture, "contentHash" | "box" | "frameMs">,
  side: FaceCropSide,
): string {
  const { x, y, width, height } = face.box;
  const moment = face.frameMs === null ? [] : [face.frameMs];
  const place = [...moment, x, y, width, height].map((value) => Math.round(value)).join("_");
  return `${Buffer.from(face.contentHash).toString("hex")}-face-${place}-${side}`;
}

function cropPath(thumbnailFolder: string, face: FacePicture, side: FaceCropSide): string {
  const name = cropName(face, side);
  return path.join(thumbnailFolder, name.slice(0, 2), `${name}.jpg`);
}

async function cutFace(
  folders: Pick<LibraryFolders, "thumbnails">,
  face: FacePicture,
  side: FaceCropSide,
): Promise<Pixels | null> {
  if (face.frameMs !== null) return await cutFromFrame(folders, { ...face, frameMs: face.frameMs });
  const small = await readPixels(
    async () => await readFile(thumbnailPath(folders.thumbnails, face.contentHash, 1280)),
  );
  const known = small === null ? null : cutOut(small, face);
  const isEnough = known !== null && known.width >= side * leastShare;
  const isAllThereIs = small !== null && face.photoWidth !== null && small.width >= face.photoWidth;
  if (isEnough || (known !== null && isAllThereIs) || face.path === null) return known;
  const { path: file } = face;
  const whole = await readPixels(async () => (await readPhotoFile(file)).bytes);
  return (whole === null ? null : cutOut(whole, face)) ?? known;
}

async function cutFromFrame(
  folders: Pick<LibraryFolders, "thumbnails">,
  face: FacePicture & { readonly frameMs: number },
): Promise<Pixels | null> {
  const still = await readVideoFrame(folders, face);
  if (still === null) return null;
  const pixels = await readPixels(() => Promise.resolve(still));
  return pixels === null ? null : cutOut(pixels, face);
}

/** A picture that cannot be read is not worth a word here: the other source is taken, and a scan reports the file. */
async function readPixels(read: () => Promise<Buffer>): Promise<Pixels | null> {
  try {
    return await (await openPhoto(await read())).pixels(Infinity);
  } catch {
    return null;
  }
}

function cutOut(photo: Pixels, { box, photoWidth }: FacePicture): Pixels | null {
  if (photoWidth === null) return null;
  const scale = photo.width / photoWidth;
  // Square, and inside the photo where it can be.
  const side = Math.min(
    Math.max(box.width, box.height) * (1 + 2 * margin) * scale,
    photo.width,
    photo.height,
  );
  const within = (centre: number, size: number) =>
    Math.min(Math.max(centre * scale - side / 2, 0), size - side);
  return cropPixels(photo, {
    x: within(box.x + box.width / 2, photo.width),
    y: within(box.y + box.height / 2, photo.height),
    ...{ width: side, height: side },
  });
}
