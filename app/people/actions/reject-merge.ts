import { addDifferentPeople } from "../../db/different-people.ts";
import type { Database } from "../../db/open.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { TooFewError } from "../errors.ts";
import { judgeApart } from "../judge.ts";
import { knownFaces, knownGroup, knownPerson } from "../known.ts";
import { rejectFaces } from "../release-faces.ts";
import { countOf } from "../summary-words.ts";

/** One of two that were suggested as one: an unnamed group, or a person. */
export type MergeSide = { readonly groupId: number } | { readonly personId: number };

/**
 * Answers "no, these are two people" to a suggested merge, for ever: two groups are kept apart by their faces, a
 * group's faces are rejected for a person, two people are different people. The result is what was said, in words.
 * @throws UnknownGroupError, UnknownPersonError; TooFewError when both sides are the same.
 */
export function rejectMerge(
  context: ActionContext,
  { one, other }: { readonly one: MergeSide; readonly other: MergeSide },
): PerformedAction & { readonly result: string } {
  return act(context, { kind: "reject-merge", summary: (said) => said }, () =>
    keepApart(context.db, one, other),
  );
}

function keepApart(db: Database, one: MergeSide, other: MergeSide): string {
  if ("groupId" in one) {
    return "groupId" in other
      ? keepGroupsApart(db, one.groupId, other.groupId)
      : keepGroupFromPerson(db, one.groupId, other.personId);
  }
  return "groupId" in other
    ? keepGroupFromPerson(db, other.groupId, one.personId)
    : keepPeopleApart(db, one.personId, other.personId);
}

function keepGroupsApart(db: Database, one: number, other: number): string {
  if (one === other) throw new TooFewError("group");
  const [left, right] = [knownGroup(db, one), knownGroup(db, other)];
  judgeApart(db, left, right);
  return `said that two groups (${countOf(left.length, "face")} and ${countOf(right.length, "face")}) are not one person`;
}

function keepGroupFromPerson(db: Database, groupId: number, personId: number): string {
  const faces = knownFaces(db, knownGroup(db, groupId));
  const person = knownPerson(db, personId);
  rejectFaces(db, faces, personId);
  return `said that a group of ${countOf(faces.length, "face")} is not ${person.name}`;
}

function keepPeopleApart(db: Database, one: number, other: number): string {
  if (one === other) throw new TooFewError("person");
  const [left, right] = [knownPerson(db, one), knownPerson(db, other)];
  addDifferentPeople(db, one, other);
  return `said that ${left.name} and ${right.name} are different people`;
}
