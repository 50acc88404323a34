import type { IdRange } from "./id-range.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";
import { isListed } from "./unnamed.ts";

/** What waits for the user with a person. */
export interface SuggestionSum {
  readonly personId: number;
  readonly faces: number;
  /** The sum of the probabilities of those faces: how many are expected to be right. */
  readonly expected: number;
}

/** A face that waits for the user with a person. */
export interface SuggestedFace {
  readonly faceId: number;
  readonly photoId: number;
  readonly groupId: number | null;
  /** 0 to 1. */
  readonly probability: number;
}

/** A face that waits for the user, with whom it may be. */
export interface PersonSuggestion extends SuggestedFace {
  readonly personId: number;
}

/** What waits for the user with each person whose id is in this range. */
export function suggestionSumsIn(db: Database, { from, to }: IdRange): SuggestionSum[] {
  return statement<[number, number], SuggestionSum>(
    db,
    `SELECT assignments.person_id AS personId, count(*) AS faces, sum(probability) AS expected
     FROM assignments INDEXED BY assignments_by_person
     CROSS JOIN faces INDEXED BY faces_unnamed ON faces.id = face_id
     WHERE assignments.person_id >= ? AND assignments.person_id < ? AND level = 'suggested' AND ${isListed}
     GROUP BY assignments.person_id`,
  ).all(from, to);
}

/** What waits for the user with these people; nobody for whom nothing waits. */
export function suggestionSums(db: Database, personIds: Iterable<number>): SuggestionSum[] {
  return statement<[string], SuggestionSum>(
    db,
    `SELECT assignments.person_id AS personId, count(*) AS faces, sum(probability) AS expected
     FROM json_each(?) AS asked CROSS JOIN assignments INDEXED BY assignments_by_person
       ON assignments.person_id = asked.value AND level = 'suggested'
     CROSS JOIN faces ON faces.id = face_id
     WHERE ${isListed} GROUP BY assignments.person_id`,
  ).all(JSON.stringify([...personIds]));
}

/** The faces that wait for the user with a person, the most probable first, equal ones by id. */
export function suggestedFacesOf(db: Database, personId: number): SuggestedFace[] {
  return statement<[number], SuggestedFace>(
    db,
    `SELECT face_id AS faceId, photo_id AS photoId, cluster_id AS groupId, probability
     FROM assignments JOIN faces ON faces.id = face_id
     WHERE assignments.person_id = ? AND level = 'suggested' AND ${isListed}
     ORDER BY probability DESC, face_id`,
  ).all(personId);
}

/** The faces that wait for the user, whoever with, the most probable first, equal ones by id; at most `limit`. */
export function mostProbableSuggestions(
  db: Database,
  leastProbability: number,
  limit: number,
): PersonSuggestion[] {
  return statement<[number, number], PersonSuggestion>(
    db,
    `SELECT face_id AS faceId, photo_id AS photoId, cluster_id AS groupId, probability,
       assignments.person_id AS personId
     FROM assignments INDEXED BY suggestions_by_probability JOIN faces ON faces.id = face_id
     WHERE level = 'suggested' AND probability >= ? AND ${isListed}
     ORDER BY probability DESC, face_id LIMIT ?`,
  ).all(leastProbability, limit);
}

/** To whom the machine gives or suggests these faces, each person once. */
export function peopleOfAssignments(db: Database, faceIds: Iterable<number>): number[] {
  return statement<[string], { personId: number }>(
    db,
    `SELECT DISTINCT person_id AS personId FROM assignments
     WHERE face_id IN (SELECT value FROM json_each(?)) ORDER BY person_id`,
  )
    .all(JSON.stringify([...faceIds]))
    .map(({ personId }) => personId);
}
