import path from "node:path";
import type { FileToPair, PhotoPair } from "../db/photo-pairs.ts";
import { haveSameShape } from "./picture-size.ts";

/** How far the clocks of two files of one exposure may lie apart, in milliseconds (decision 0028). */
const sameMomentMs = 2_000;

/**
 * The raw photos that are to be shown as another photo than they are now: as the picture that the camera saved beside
 * them. Those that are shown as one already stay so as long as it is there, and also when no other is. Pure.
 */
export function planPairs(files: readonly FileToPair[]): PhotoPair[] {
  const byName = Map.groupBy(files, ({ path: file }) => nameWithoutEnding(file));
  const planned = new Map<number, number>();
  for (const together of byName.values()) {
    if (together.length < 2) continue;
    const pictures = together.filter(({ isRaw }) => !isRaw).sort(byFormat);
    for (const raw of together) {
      if (!raw.isRaw || planned.has(raw.contentPhotoId)) continue;
      const matching = pictures.filter((picture) => isSameExposure(raw, picture));
      const kept = matching.find(({ contentPhotoId }) => contentPhotoId === raw.shownPhotoId);
      const chosen = kept ?? matching[0];
      if (chosen !== undefined) planned.set(raw.contentPhotoId, chosen.contentPhotoId);
    }
  }
  const shownAs = new Map(files.map(({ contentPhotoId, shownPhotoId }) => [contentPhotoId, shownPhotoId]));
  return [...planned]
    .filter(([rawPhotoId, photoId]) => shownAs.get(rawPhotoId) !== photoId)
    .map(([rawPhotoId, photoId]) => ({ rawPhotoId, photoId }));
}

/** What Pixel phones put before the ending: PXL_1.RAW-01.COVER.jpg is the picture of PXL_1.RAW-02.ORIGINAL.dng. */
const pixelEnding = /\.raw-\d+(\.mp)?\.(cover|original)$/;

/** The path of a file without its ending; cameras and programs do not agree on small and capital letters. */
export function nameWithoutEnding(file: string): string {
  return path.join(path.dirname(file), path.parse(file).name.toLowerCase().replace(pixelEnding, ""));
}

/** JPEGs first: where a camera saves both, the JPEG is the one that every program shows. */
function byFormat(a: FileToPair, b: FileToPair): number {
  return Number(a.format !== "jpeg") - Number(b.format !== "jpeg");
}

/** What is known of a raw file and a picture beside it. */
export type Exposure = Pick<FileToPair, "takenAt" | "cameraModel" | "width" | "height">;

/** Are these a raw file and the picture of it, given that they lie side by side under one name? */
export function isSameExposure(raw: Exposure, picture: Exposure): boolean {
  const [camera, other] = [raw.cameraModel, picture.cameraModel];
  if (camera !== null && other !== null && camera !== other) return false;
  if (raw.takenAt !== null && picture.takenAt !== null) {
    return Math.abs(timeOf(raw.takenAt) - timeOf(picture.takenAt)) <= sameMomentMs;
  }
  // Without a time only the name and the shape are left: a program that made the picture anew took the rest away.
  return haveSameShape(raw, picture);
}

/** Local time as if it were UTC: only differences count. */
function timeOf(takenAt: string): number {
  return Date.parse(`${takenAt}Z`);
}
