import { access, mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Pixels } from "../photo/pixels.ts";

/** Long sides of the two thumbnails of every photo, in pixels: for grids, and for looking at one photo. */
export const thumbnailLongSides = [256, 1280] as const;

/** Makes a JPEG of a picture whose long side is at most `longSide`. */
export type EncodeThumbnail = (pixels: Pixels, longSide: number) => Promise<Buffer>;

/** Where the thumbnail of a photo lies: named by content, so a moved or copied photo keeps it. */
export function thumbnailPath(
  folder: string,
  contentHash: Uint8Array,
  longSide: (typeof thumbnailLongSides)[number],
): string {
  const name = Buffer.from(contentHash).toString("hex");
  return path.join(folder, name.slice(0, 2), `${name}-${longSide}.jpg`);
}

/**
 * Writes both thumbnails of a photo, each whole or not at all. Those that are there already are kept: the
 * name is the content. Rejects with the file system's error (a full disk, no permission).
 */
export async function saveThumbnails(
  pixels: Pixels,
  contentHash: Uint8Array,
  folder: string,
  encode: EncodeThumbnail,
): Promise<void> {
  for (const longSide of thumbnailLongSides) {
    const target = thumbnailPath(folder, contentHash, longSide);
    if (!(await exists(target))) await writeWhole(target, await encode(pixels, longSide));
  }
}

/** Where a frame of a video lies that a face was found in. */
export function framePath(folder: string, contentHash: Uint8Array, frameMs: number): string {
  const name = Buffer.from(contentHash).toString("hex");
  return path.join(folder, name.slice(0, 2), `${name}-frame-${frameMs}.jpg`);
}

/** Keeps a frame of a video (JPEG) beside the thumbnails, so that its faces are shown without looking into it again. */
export async function keepFrame(
  folder: string,
  contentHash: Uint8Array,
  frameMs: number,
  jpeg: Uint8Array,
): Promise<void> {
  const target = framePath(folder, contentHash, frameMs);
  if (!(await exists(target))) await writeWhole(target, jpeg);
}

async function writeWhole(target: string, bytes: Uint8Array): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  // One name for all attempts: what a killed analyzer leaves behind is written over by the next.
  const unfinished = `${target}.unfinished`;
  try {
    await writeFile(unfinished, bytes);
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}
