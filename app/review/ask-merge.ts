import { confirmedFacesOf, facesOfGroup } from "../db/decided-faces.ts";
import { peopleDifferentFrom } from "../db/different-people.ts";
import { judgementsOn } from "../db/judgements.ts";
import type { Database } from "../db/open.ts";
import { findPerson } from "../db/people.ts";
import { areInOnePhoto, isAnyRejected, photosByFace } from "../db/face-owners.ts";
import type { MergeSide } from "../people/actions/reject-merge.ts";
import { questionId } from "./question-id.ts";
import type { LikelyMerge, MergeQuestion, Party } from "./question.ts";
import { reviewOptions } from "./review-options.ts";

/** The key of the question whether two groups or two people are one. */
export function mergeKey(merge: LikelyMerge): string {
  const [what, ids] =
    "groupIds" in merge ? (["groups", merge.groupIds] as const) : (["people", merge.personIds] as const);
  return `merge-${what}-${Math.min(...ids)}-${Math.max(...ids)}`;
}

/** Are these two one person? Null = no longer a question: one is gone, a photo shows both, or it was answered. */
export function askMerge(db: Database, merge: LikelyMerge): MergeQuestion | null {
  const ids = [...("groupIds" in merge ? merge.groupIds : merge.personIds)].sort((a, b) => a - b);
  const parties = ids.map((id) =>
    "groupIds" in merge ? partyOf(db, { groupId: id }) : partyOf(db, { personId: id }),
  );
  parties.sort((a, b) => sizeOf(b) - sizeOf(a));
  const [one, other] = parties;
  if (one == null || other == null || isAnswered(db, one, other)) return null;
  const key = mergeKey(merge);
  const share = "groupIds" in merge ? reviewOptions.groupMergeShare : reviewOptions.personMergeShare;
  return {
    kind: "merge",
    ...{ id: questionId(key, [...one.faceIds, ...other.faceIds]), key, merge, one, other },
    faces: other.faceIds.length,
    expectedFaces: other.faceIds.length * merge.probability * share,
  };
}

/** A group or person with all their faces; null when there is none. */
export function partyOf(db: Database, side: MergeSide): Party | null {
  const faceIds = "groupId" in side ? facesOfGroup(db, side.groupId) : confirmedFacesOf(db, side.personId);
  if (faceIds.length === 0) return null;
  return {
    ...side,
    faceIds,
    name: "personId" in side ? (findPerson(db, side.personId)?.name ?? null) : null,
  };
}

function sizeOf(party: Party | null): number {
  return party?.faceIds.length ?? 0;
}

/** Has the user said that they are two people, or does a photo show both? */
function isAnswered(db: Database, one: Party, other: Party): boolean {
  if ("personId" in one && "personId" in other) {
    if (peopleDifferentFrom(db, one.personId).includes(other.personId)) return true;
    if (areInOnePhoto(db, one.personId, other.personId)) return true;
    if (isAnyRejected(db, one.personId, other.personId)) return true;
    if (isAnyRejected(db, other.personId, one.personId)) return true;
  } else {
    const photos = photosByFace(db, [...one.faceIds, ...other.faceIds]);
    if (new Set(photos.values()).size < photos.size) return true;
  }
  return areJudgedApart(db, one.faceIds, other.faceIds);
}

/** Has the user said that a face of one side is not the same as one of the other? */
function areJudgedApart(db: Database, one: readonly number[], other: readonly number[]): boolean {
  const [left, right] = [new Set(one), new Set(other)];
  return judgementsOn(db, other).some(({ kind, sides: [a, b] }) => {
    if (kind !== "apart") return false;
    const isBetween = (x: readonly number[], y: readonly number[]) =>
      x.some((id) => left.has(id)) && y.some((id) => right.has(id));
    return isBetween(a, b) || isBetween(b, a);
  });
}
