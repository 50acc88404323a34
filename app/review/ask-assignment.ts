import { facesOfGroup } from "../db/decided-faces.ts";
import type { Database } from "../db/open.ts";
import { findPerson } from "../db/people.ts";
import { photosByFace, photosShowing } from "../db/face-owners.ts";
import { suggestedFacesOf, type SuggestedFace } from "../db/suggestions.ts";
import { likelyPeople } from "./likely-people.ts";
import type { ReviewSources } from "./likely-merges.ts";
import { lumpOfGroup } from "./lump.ts";
import { expectedOf, worthAsking } from "./portions.ts";
import { questionId } from "./question-id.ts";
import type { AssignmentQuestion, Portion } from "./question.ts";
import { reviewOptions } from "./review-options.ts";

/** The key of the question which faces are a person. */
export function assignmentKey(personId: number): string {
  return `assignment-${personId}`;
}

/**
 * Are these faces this person? All that waits for them, and the unnamed groups `groupIds` that are like them: a whole
 * group where that is more probable than not, else single faces. Nobody is asked about twice in one photo. Null =
 * nothing to ask.
 */
export function askAssignment(
  db: Database,
  model: string,
  personId: number,
  groupIds: readonly number[] = [],
): AssignmentQuestion | null {
  const person = findPerson(db, personId);
  if (person === undefined) return null;
  const all = allPortions(db, model, personId, groupIds);
  const photoIds = photosByFace(
    db,
    all.flatMap((portion) => portion.faceIds),
  ).values();
  const portions = worthAsking(db, all, photosShowing(db, personId, photoIds));
  if (portions.length === 0) return null;
  const faceIds = portions.flatMap((portion) => portion.faceIds);
  const key = assignmentKey(personId);
  return {
    kind: "assignment",
    ...{ id: questionId(key, faceIds), key, personId, personName: person.name, portions },
    faces: faceIds.length,
    expectedFaces: expectedOf(portions),
  };
}

function allPortions(db: Database, model: string, personId: number, groupIds: readonly number[]): Portion[] {
  const byGroup = new Map<number | null, SuggestedFace[]>(groupIds.map((groupId) => [groupId, []]));
  for (const face of suggestedFacesOf(db, personId)) {
    byGroup.set(face.groupId, [...(byGroup.get(face.groupId) ?? []), face]);
  }
  return [...byGroup].flatMap(([groupId, faces]) => {
    const whole = groupId === null ? null : wholeGroup({ db, model }, personId, groupId);
    if (whole !== null) return [whole];
    return faces.map(({ faceId, probability }) => ({ groupId, faceIds: [faceId], probability }));
  });
}

/** A group of two or more as one portion, when the user may be asked about it as a whole. */
export function wholeGroup(
  { db, model }: Pick<ReviewSources, "db" | "model">,
  personId: number,
  groupId: number,
): Portion | null {
  const faceIds = facesOfGroup(db, groupId);
  if (faceIds.length < 2) return null;
  const lump = lumpOfGroup(db, groupId, model);
  const likely = lump && likelyPeople(db, model, lump, faceIds);
  const found = likely?.find((candidate) => candidate.personId === personId);
  if (found === undefined || found.probability < reviewOptions.portionProbability) return null;
  return { groupId, faceIds, probability: found.probability };
}
