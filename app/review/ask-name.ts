import { facesOfGroup } from "../db/decided-faces.ts";
import { photosByFace } from "../db/face-owners.ts";
import { askMerge } from "./ask-merge.ts";
import { askSplit } from "./ask-split.ts";
import { likelyMergesOfGroup, type ReviewSources } from "./likely-merges.ts";
import { expectedOf, worthAsking } from "./portions.ts";
import { questionId } from "./question-id.ts";
import type { NameQuestion, Portion, SplitQuestion } from "./question.ts";
import { reviewOptions } from "./review-options.ts";

/** The key of the question who a group is. */
export function nameKey(groupId: number): string {
  return `name-${groupId}`;
}

/** How many faces are expected to be settled by naming a group of so many, as far as is known without looking at it. */
export function expectedOfNaming(faces: number): number {
  return faces * (faces === 1 ? reviewOptions.singleKnown : reviewOptions.groupKnown);
}

/**
 * Who is this group? Together with other groups that may well be the same person. Null = there is no such group any
 * more.
 */
export function askName(sources: ReviewSources, groupId: number): NameQuestion | null {
  const { db, model } = sources;
  const faceIds = facesOfGroup(db, groupId);
  if (faceIds.length === 0) return null;
  const alike = groupsAlike(sources, groupId, faceIds);
  const all = [faceIds, ...alike.map((portion) => portion.faceIds)].flat();
  const key = nameKey(groupId);
  const split = askSplit(db, model, { groupId });
  return {
    kind: "name",
    ...{ id: questionId(key, all), key, groupId, faceIds, alike },
    faces: all.length,
    expectedFaces: expectedOfAll(faceIds, alike, split),
  };
}

function groupsAlike(sources: ReviewSources, groupId: number, faceIds: readonly number[]): Portion[] {
  const portions = likelyMergesOfGroup(sources, groupId).flatMap((merge): Portion[] => {
    const question = askMerge(sources.db, merge);
    if (question === null) return [];
    const other = [question.one, question.other].find(
      (party) => "groupId" in party && party.groupId !== groupId,
    );
    if (other === undefined || !("groupId" in other)) return [];
    return [{ groupId: other.groupId, faceIds: other.faceIds, probability: merge.probability }];
  });
  const photoIds = photosByFace(sources.db, faceIds).values();
  return worthAsking(sources.db, portions, photoIds, reviewOptions.alikeProbability);
}

/** Where the group is two people, the smaller part has to be taken out face by face. */
function expectedOfAll(
  faceIds: readonly number[],
  alike: readonly Portion[],
  split: SplitQuestion | null,
): number {
  if (faceIds.length === 1 && alike.length === 0) return reviewOptions.singleKnown;
  const ifOne = expectedOf([{ faceIds, probability: 1 }, ...alike]);
  if (split === null) return ifOne * reviewOptions.groupKnown;
  const { probability, faces } = split;
  const ifTwo = (faceIds.length - faces) / (1 + faces);
  return ((1 - probability) * ifOne + probability * ifTwo) * reviewOptions.groupKnown;
}
