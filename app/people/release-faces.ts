import { confirmedFacesOf, hasCompanionInPhoto, type DecidedFace } from "../db/decided-faces.ts";
import { personOf, setCluster, setPerson } from "../db/faces.ts";
import type { Database } from "../db/open.ts";
import { clearCovers } from "../db/people.ts";
import { addRejection } from "../db/rejections.ts";
import { withdrawAssignments, withdrawAssignmentsTo } from "../db/withdraw-assignments.ts";
import { partFrom } from "./judge.ts";

/** Takes faces away from whoever has them; they are nobody's then, and in the group that they were named from. */
export function releaseFaces(db: Database, faces: readonly DecidedFace[]): void {
  const ids = faces.map(({ id }) => id);
  for (const face of faces) {
    if (face.personId === null) continue;
    setPerson(db, face.id, null);
    // Another face of the photo may have come into the group meanwhile, and a group is never twice in a photo.
    if (hasCompanionInPhoto(db, face)) setCluster(db, face.id, null);
  }
  clearCovers(db, ids);
  withdrawAssignments(db, ids);
}

/** Remembers for ever that these faces are not this person, and takes them away from them. */
export function rejectFaces(db: Database, faces: readonly DecidedFace[], personId: number): void {
  const ids = faces.map(({ id }) => id);
  releaseFaces(
    db,
    faces.filter((face) => personOf(face) === personId),
  );
  for (const faceId of ids) addRejection(db, { faceId, personId });
  withdrawAssignmentsTo(db, personId, ids);
  partFrom(db, ids, new Set(confirmedFacesOf(db, personId)));
}
