import { photosOfFaces } from "../../db/face-picture.ts";
import type { Database } from "../../db/open.ts";
import { photosOfPeople } from "../../db/photos-of-people.ts";
import type { RowChange } from "../../db/tracked-tables.ts";

/** The photos whose names are others after an action (done, undone or redone): who is in them, or how they are called. */
export function affectedPhotos(db: Database, changes: readonly RowChange[]): Set<number> {
  const photoIds = new Set<number>();
  const faceIds: number[] = [];
  const renamed: number[] = [];
  for (const { table, key, before, after } of changes) {
    if (table === "faces") {
      const photoId = before?.["photo_id"] ?? after?.["photo_id"];
      if (typeof photoId === "number") photoIds.add(photoId);
      else faceIds.push(Number(key[0]));
    } else if (table === "appearances") photoIds.add(Number(key[1]));
    else if (table === "people" && isOtherwiseNamed(before, after)) renamed.push(Number(key[0]));
  }
  for (const photoId of photosOfFaces(db, faceIds)) photoIds.add(photoId);
  for (const photoId of photosOfPeople(db, renamed)) photoIds.add(photoId);
  return photoIds;
}

function isOtherwiseNamed(before: RowChange["before"], after: RowChange["after"]): boolean {
  if (before === null || after === null) return false;
  return before["name"] !== after["name"] || before["is_private"] !== after["is_private"];
}
