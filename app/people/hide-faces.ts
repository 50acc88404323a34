import { hasCompanionInPhoto, type DecidedFace } from "../db/decided-faces.ts";
import { setCluster, setFalse, setIgnored } from "../db/faces.ts";
import type { Database } from "../db/open.ts";
import { releaseFaces } from "./release-faces.ts";

/** Why a face is not shown: the user does not want to see it, or said that it is none. */
export type HidingMark = "ignored" | "false";

/**
 * Marks faces as ignored, or as no faces at all, and takes them away from whoever has them. Returns the ids of those
 * that were not marked so before; what is no face cannot be ignored.
 */
export function hideFaces(db: Database, faces: readonly DecidedFace[], mark: HidingMark): number[] {
  const shown = faces.filter(({ ignored, isFalse }) => !isFalse && (mark === "false" || !ignored));
  releaseFaces(db, shown);
  for (const { id } of shown) setMark(db, id, mark, true);
  return shown.map(({ id }) => id);
}

/** Takes such marks back; the faces have no name. Returns the ids of those that were marked so. */
export function showFaces(db: Database, faces: readonly DecidedFace[], mark: HidingMark): number[] {
  const hidden = faces.filter(({ ignored, isFalse }) => (mark === "ignored" ? ignored : isFalse));
  for (const face of hidden) {
    setMark(db, face.id, mark, false);
    // Another face of the photo may have come into the group meanwhile, and a group is never twice in a photo.
    if (hasCompanionInPhoto(db, face)) setCluster(db, face.id, null);
  }
  return hidden.map(({ id }) => id);
}

function setMark(db: Database, faceId: number, mark: HidingMark, isMarked: boolean): void {
  if (mark === "ignored") setIgnored(db, faceId, isMarked);
  else setFalse(db, faceId, isMarked);
}
