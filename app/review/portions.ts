import type { Database } from "../db/open.ts";
import { photosByFace } from "../db/face-owners.ts";
import type { Portion } from "./question.ts";
import { reviewOptions } from "./review-options.ts";

/**
 * Those portions that are worth asking about in one question, the most probable first: probable enough, and nobody
 * twice in one photo. `takenPhotoIds` are the photos that show the person already.
 */
export function worthAsking<Asked extends Portion>(
  db: Database,
  portions: readonly Asked[],
  takenPhotoIds: Iterable<number>,
  leastProbability: number = reviewOptions.portionProbability,
): Asked[] {
  const probable = portions
    .filter(({ probability }) => probability >= leastProbability)
    .sort((a, b) => b.probability - a.probability || (a.faceIds[0] ?? 0) - (b.faceIds[0] ?? 0));
  const photoOf = photosByFace(
    db,
    probable.flatMap(({ faceIds }) => faceIds),
  );
  const taken = new Set(takenPhotoIds);
  const asked = probable.filter(({ faceIds }) => {
    const photoIds = faceIds.map((id) => photoOf.get(id) ?? 0);
    if (photoIds.some((id) => taken.has(id))) return false;
    for (const id of photoIds) taken.add(id);
    return true;
  });
  return asked.slice(0, reviewOptions.mostPortions);
}

/**
 * The faces that are expected to be the person, for each thing the user has to do: one to answer, and one for every
 * portion that is somebody else.
 */
export function expectedOf(portions: readonly Pick<Portion, "faceIds" | "probability">[]): number {
  let right = 0;
  let wrong = 0;
  for (const { faceIds, probability } of portions) {
    right += faceIds.length * probability;
    wrong += 1 - probability;
  }
  return right / (1 + wrong);
}
