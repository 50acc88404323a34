import { addAppearance, appearancesOf } from "../db/appearances.ts";
import { confirmedFacesOf, decidedFaces, moveConfirmedFaces } from "../db/decided-faces.ts";
import { addDifferentPeople, peopleDifferentFrom, removeDifferentPeople } from "../db/different-people.ts";
import type { Database } from "../db/open.ts";
import { moveIdentities } from "../db/person-identities.ts";
import { moveLooks } from "../db/person-looks.ts";
import { addRejection, facesRejectedFor, removeRejection } from "../db/rejections.ts";
import {
  moveAssignments,
  withdrawAssignmentsInPhotos,
  withdrawAssignmentsTo,
} from "../db/withdraw-assignments.ts";
import { settleJudgements } from "./judge.ts";

/**
 * Gives all that is said of one person to another: faces, rejections, appearances, differences, identities, looks, and the
 * machine's assignments. A face that either has is no longer rejected for the other. The first is left empty, to be deleted.
 */
export function absorbPerson(db: Database, intoId: number, fromId: number): void {
  const moved = confirmedFacesOf(db, fromId);
  moveConfirmedFaces(db, fromId, intoId);
  carryRejections(db, intoId, fromId, moved);
  for (const photoId of appearancesOf(db, fromId)) addAppearance(db, { personId: intoId, photoId });
  removeDifferentPeople(db, intoId, fromId);
  for (const other of peopleDifferentFrom(db, fromId)) {
    removeDifferentPeople(db, fromId, other);
    addDifferentPeople(db, intoId, other);
  }
  moveIdentities(db, fromId, intoId);
  moveLooks(db, fromId, intoId);
  moveAssignments(db, fromId, intoId);
  const photoIds = decidedFaces(db, confirmedFacesOf(db, intoId)).map(({ photoId }) => photoId);
  withdrawAssignmentsInPhotos(db, intoId, [...new Set(photoIds)]);
  settleJudgements(db, intoId, moved);
}

function carryRejections(db: Database, intoId: number, fromId: number, moved: readonly number[]): void {
  for (const faceId of moved) removeRejection(db, { faceId, personId: intoId });
  const theirs = new Set(confirmedFacesOf(db, intoId));
  const carried = facesRejectedFor(db, fromId).filter((id) => !theirs.has(id));
  for (const faceId of carried) addRejection(db, { faceId, personId: intoId });
  withdrawAssignmentsTo(db, intoId, carried);
}
