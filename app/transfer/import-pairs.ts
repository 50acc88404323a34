import { partedPairsOf, partPair } from "../db/photo-pairs.ts";
import { addConflict, placeOf } from "./import-report.ts";
import type { ImportStacks } from "./import-stacks.ts";
import type { TransferPhoto } from "./format.ts";

/**
 * Parts the raw photos from the camera's pictures that the file parts, also where no scan has found the pair yet. One that
 * was parted from another picture here stays so.
 */
export function importPartedPairs(
  { db, report, photoIdOf }: ImportStacks,
  photos: readonly TransferPhoto[],
): void {
  for (const photo of photos) {
    const { hash, partedFrom } = photo;
    if (partedFrom === undefined) continue;
    const [rawPhotoId, photoId] = [photoIdOf(hash), photoIdOf(partedFrom)];
    if (rawPhotoId === undefined || photoId === undefined || rawPhotoId === photoId) continue;
    const known = partedPairsOf(db, rawPhotoId).find((pair) => pair.rawPhotoId === rawPhotoId);
    if (known === undefined) {
      partPair(db, { rawPhotoId, photoId });
      report.partedPairs += 1;
    } else if (known.photoId !== photoId)
      addConflict(report, "pair", `${placeOf(photo)}: parted from another picture here than in the file.`);
  }
}
