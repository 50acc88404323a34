import { picturesWithName } from "../db/photo-pairs.ts";
import type { Database } from "../db/open.ts";
import { isSameExposure, type Exposure } from "./plan-pairs.ts";

/** The photo that the camera saved as a picture beside this raw file, if it is known and there; undefined = none is. */
export function pictureBeside(db: Database, rawPath: string, raw: Exposure): number | undefined {
  const dot = rawPath.lastIndexOf(".");
  const pictures = picturesWithName(db, rawPath.slice(0, dot));
  return pictures.find((picture) => isSameExposure(raw, picture))?.contentPhotoId;
}
