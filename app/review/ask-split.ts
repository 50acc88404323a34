import { judgementsOn } from "../db/judgements.ts";
import type { Database } from "../db/open.ts";
import { withVectors, type LumpMember } from "../db/lump-faces.ts";
import type { MergeSide } from "../people/actions/reject-merge.ts";
import { commonnessOfModel } from "../people/commonness.ts";
import { divisionsOf, type Division } from "../people/divide.ts";
import { matchProbability } from "../people/evidence.ts";
import { matchingOfModel } from "../people/matching-of-model.ts";
import { partyOf } from "./ask-merge.ts";
import { lumpOfGroup, lumpOfPerson, mostLumpFaces } from "./lump.ts";
import { questionId } from "./question-id.ts";
import type { Party, SplitQuestion } from "./question.ts";
import { reviewOptions } from "./review-options.ts";

/** The key of the question whether a group or a person is two. */
export function splitKey(side: MergeSide): string {
  return "groupId" in side ? `split-group-${side.groupId}` : `split-person-${side.personId}`;
}

/**
 * Are there two people in this group, or among the faces confirmed for this person? The most doubtful way to divide
 * them. Only what the machine put together is doubted: a group that the user gave to the person is not asked to leave
 * whole. Null = no doubt, too many faces to look at all of them, or the user has said that they belong together.
 */
export function askSplit(db: Database, model: string, side: MergeSide): SplitQuestion | null {
  const of = partyOf(db, side);
  if (of === null || of.faceIds.length > mostLumpFaces) return null;
  const lump =
    "groupId" in side ? lumpOfGroup(db, side.groupId, model) : lumpOfPerson(db, side.personId, model);
  if (lump === null) return null;
  const { matching } = matchingOfModel(model);
  const least = "groupId" in side ? reviewOptions.splitProbability : reviewOptions.personSplitProbability;
  let most: SplitQuestion | null = null;
  for (const { sides, evidence } of divisionsOf(
    withVectors(db, model, lump.faces),
    commonnessOfModel(model),
  )) {
    const probability = 1 - matchProbability(evidence, matching.split, matching.strangers);
    if (probability < least) continue;
    const [stay, leave] = [idsOf(sides[0]), idsOf(sides[1])];
    if ("groupId" in side && leave.length < reviewOptions.leastToSplit) continue;
    const expectedFaces = leave.length * probability;
    if (most !== null && most.expectedFaces >= expectedFaces) continue;
    if (isWordOfUser(sides) || areJudgedTogether(db, stay, leave)) continue;
    most = questionOf(side, of, [stay, leave], probability);
  }
  return most;
}

function questionOf(
  side: MergeSide,
  of: Party,
  parts: readonly [readonly number[], readonly number[]],
  probability: number,
): SplitQuestion {
  const key = splitKey(side);
  const faces = parts[1].length;
  const id = questionId(key, parts.flat());
  return { kind: "split", id, key, of, parts, probability, faces, expectedFaces: faces * probability };
}

/** Would a group, or a face without one, leave whole? The user has said that it is this person. */
function isWordOfUser([stay, leave]: Division<LumpMember>["sides"]): boolean {
  const staying = new Set(stay.map(({ groupId }) => groupId));
  return leave.some(({ groupId }) => groupId === null || !staying.has(groupId));
}

/** Has the user said of faces on both sides that they are one person? */
function areJudgedTogether(db: Database, stay: readonly number[], leave: readonly number[]): boolean {
  const staying = new Set(stay);
  const leaving = new Set(leave);
  return judgementsOn(db, leave).some(
    ({ kind, sides: [faces] }) =>
      kind === "together" && faces.some((id) => staying.has(id)) && faces.some((id) => leaving.has(id)),
  );
}

function idsOf(faces: readonly { readonly faceId: number }[]): number[] {
  return faces.map(({ faceId }) => faceId).sort((a, b) => a - b);
}
