import { facesOfGroup } from "../db/decided-faces.ts";
import { findPerson } from "../db/people.ts";
import { photosByFace, photosShowing } from "../db/face-owners.ts";
import { mostProbableSuggestions } from "../db/suggestions.ts";
import { wholeGroup } from "./ask-assignment.ts";
import type { ReviewSources } from "./likely-merges.ts";
import { expectedOf, worthAsking } from "./portions.ts";
import { questionId } from "./question-id.ts";
import type { Match, MatchesQuestion } from "./question.ts";
import { reviewOptions } from "./review-options.ts";

/** The key of the question whether faces of several people are right: there is one at a time. */
export const matchesKey = "matches";

/** Suggestions looked at for each one that is asked about: some are of one group, or of a photo that has the person. */
const looksForEach = 3;

/**
 * Are these right? The surest suggestions of all people, each face with its person, so that one answer settles what
 * would else take a question for every person. Null = there is nothing sure enough, or all is of one person, who is
 * asked about on their own.
 */
export function askMatches(sources: ReviewSources): MatchesQuestion | null {
  const { db } = sources;
  const possible = possibleMatches(sources);
  const matches = [...Map.groupBy(possible, ({ personId }) => personId)]
    .flatMap(([personId, own]) => {
      const photoIds = photosByFace(
        db,
        own.flatMap(({ faceIds }) => faceIds),
      ).values();
      return worthAsking(db, own, photosShowing(db, personId, photoIds));
    })
    .sort((a, b) => b.probability - a.probability || (a.faceIds[0] ?? 0) - (b.faceIds[0] ?? 0))
    .slice(0, reviewOptions.mostPortions);
  if (new Set(matches.map(({ personId }) => personId)).size < 2) return null;
  const faceIds = matches.flatMap((match) => match.faceIds);
  const asked = matches.flatMap((match) => [match.personId, ...match.faceIds]);
  return {
    kind: "matches",
    ...{ id: questionId(matchesKey, asked), key: matchesKey, matches, faces: faceIds.length },
    expectedFaces: expectedOf(matches),
  };
}

function possibleMatches(sources: ReviewSources): Match[] {
  const { db } = sources;
  const limit = reviewOptions.mostPortions * looksForEach;
  const suggestions = mostProbableSuggestions(db, reviewOptions.portionProbability, limit);
  const names = new Map<number, string>();
  const seen = new Set<string>();
  return suggestions.flatMap(({ faceId, groupId, personId, probability }) => {
    const personName = names.get(personId) ?? findPerson(db, personId)?.name ?? "";
    names.set(personId, personName);
    const key = `${personId} ${groupId ?? `face ${faceId}`}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const person = { personId, personName };
    const whole = groupId === null ? null : facesOfGroup(db, groupId);
    if (whole === null || whole.length < 2) return [{ groupId, faceIds: [faceId], probability, ...person }];
    const portion = groupId === null ? null : wholeGroup(sources, personId, groupId);
    // A part of a group is for the question about one person, where all that they may have is seen.
    return portion === null ? [] : [{ ...portion, ...person }];
  });
}
