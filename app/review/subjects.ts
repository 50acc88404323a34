import type { Database } from "../db/open.ts";
import { confirmedCountsIn, countConfirmed } from "../db/face-owners.ts";
import type { IdRange } from "../db/id-range.ts";
import { suggestionSums, suggestionSumsIn, type SuggestionSum } from "../db/suggestions.ts";
import { greatestIds, groupSizes, groupSizesIn, type GroupSize } from "../db/unnamed-groups.ts";
import type { MergeSide } from "../people/actions/reject-merge.ts";
import { askAssignment, assignmentKey } from "./ask-assignment.ts";
import { askMatches, matchesKey } from "./ask-matches.ts";
import { askMerge, mergeKey } from "./ask-merge.ts";
import { askName, expectedOfNaming, nameKey } from "./ask-name.ts";
import { askSplit, splitKey } from "./ask-split.ts";
import {
  groupsNear,
  likelyMergesOfGroup,
  likelyMergesOfPerson,
  type ReviewSources,
} from "./likely-merges.ts";
import { lumpOfPerson } from "./lump.ts";
import type { LikelyMerge, Question } from "./question.ts";
import type { QueueEntry, ReviewQueue } from "./queue.ts";

/** What may become a question. */
export type Subject =
  | { readonly kind: "name"; readonly groupId: number }
  | { readonly kind: "assignment"; readonly personId: number }
  | { readonly kind: "matches" }
  | { readonly kind: "merge"; readonly merge: LikelyMerge }
  | { readonly kind: "split"; readonly side: MergeSide };

/** The questions that are known, and the groups and people for whom more were not looked for yet. */
export interface ReviewQueues {
  readonly questions: ReviewQueue<Subject>;
  readonly looks: ReviewQueue<MergeSide>;
}

/** Groups around a person that are compared closely with them. */
const groupsOfPerson = 24;

/**
 * The most that looking at a group or a person is expected to find, of its faces: what comes before that is asked
 * without looking. Half a group at most leaves it, or is worth a merge with another (reviewOptions.groupMergeShare);
 * a person can be somebody else with all their faces.
 */
const lookShare = { group: 0.5, person: 1 } as const;

/** Groups and people put into the queues in one turn: some 10 ms. */
const idsPerTurn = 2_000;

/**
 * Everything that is open, as far as it is known without comparing faces. A step of the iterator is a turn: between
 * two of them the catalogue may change, which `refreshQueues` has to be told afterwards.
 */
export function* fillQueues(db: Database, queues: ReviewQueues): Generator<void, void> {
  const greatest = greatestIds(db);
  for (const range of rangesTo(greatest.group)) {
    for (const group of groupSizesIn(db, range)) putGroup(queues, group);
    yield;
  }
  for (const range of rangesTo(greatest.person)) {
    for (const sum of suggestionSumsIn(db, range)) queues.questions.put(assignmentEntry(sum));
    yield;
    for (const { personId, faces } of confirmedCountsIn(db, range)) putLook(queues, { personId }, faces);
    yield;
  }
  putMatches(queues);
}

function* rangesTo(greatestId: number): Generator<IdRange, void> {
  for (let from = 1; from <= greatestId; from += idsPerTurn) yield { from, to: from + idsPerTurn };
}

/** Brings up to date what is known of groups and people that something happened to. */
export function refreshQueues(
  db: Database,
  queues: ReviewQueues,
  touched: { readonly groupIds: Iterable<number>; readonly personIds: Iterable<number> },
): void {
  const { questions, looks } = queues;
  for (const groupId of touched.groupIds) {
    questions.remove(nameKey(groupId));
    looks.remove(splitKey({ groupId }));
  }
  for (const group of groupSizes(db, touched.groupIds)) putGroup(queues, group);
  for (const personId of touched.personIds) {
    questions.remove(assignmentKey(personId));
    putLook(queues, { personId }, countConfirmed(db, personId));
  }
  for (const sum of suggestionSums(db, touched.personIds)) questions.put(assignmentEntry(sum));
  putMatches(queues);
}

/** What many people may be asked about together is found out when it comes up, which it does first of all. */
function putMatches({ questions }: ReviewQueues): void {
  const subject = { kind: "matches" } as const;
  questions.put({ key: matchesKey, subject, faces: 0, expectedFaces: Infinity });
}

/** Compares one group or person with others, and within itself, and adds the questions that come of it. */
export function lookAt(sources: ReviewSources, side: MergeSide, questions: ReviewQueue<Subject>): void {
  const merges =
    "groupId" in side
      ? likelyMergesOfGroup(sources, side.groupId)
      : likelyMergesOfPerson(sources, side.personId);
  for (const merge of merges) putSubject(sources, { kind: "merge", merge }, questions);
  if ("personId" in side) putSubject(sources, { kind: "assignment", ...side }, questions);
  putSubject(sources, { kind: "split", side }, questions);
}

/** Puts the question that a subject makes now in its place, or removes what is none any more. */
export function putSubject(
  sources: ReviewSources,
  subject: Subject,
  questions: ReviewQueue<Subject>,
): Question | null {
  const question = ask(sources, subject);
  const key = keyOf(subject);
  if (question === null) questions.remove(key);
  else questions.put({ key, subject, faces: question.faces, expectedFaces: question.expectedFaces });
  return question;
}

/** The question that a subject makes now; null = none any more. */
export function ask(sources: ReviewSources, subject: Subject): Question | null {
  const { db, model } = sources;
  switch (subject.kind) {
    case "name":
      return askName(sources, subject.groupId);
    case "assignment": {
      const lump = lumpOfPerson(db, subject.personId, model);
      const groupIds = lump === null ? [] : groupsNear(sources, lump, groupsOfPerson);
      return askAssignment(db, model, subject.personId, groupIds);
    }
    case "matches":
      return askMatches(sources);
    case "merge":
      return askMerge(db, subject.merge);
    case "split":
      return askSplit(db, model, subject.side);
  }
}

/** What a question is about. */
export function subjectOf(question: Question): Subject {
  switch (question.kind) {
    case "name":
      return { kind: "name", groupId: question.groupId };
    case "assignment":
      return { kind: "assignment", personId: question.personId };
    case "matches":
      return { kind: "matches" };
    case "merge":
      return { kind: "merge", merge: question.merge };
    case "split":
      return { kind: "split", side: question.of };
  }
}

function keyOf(subject: Subject): string {
  switch (subject.kind) {
    case "name":
      return nameKey(subject.groupId);
    case "assignment":
      return assignmentKey(subject.personId);
    case "matches":
      return matchesKey;
    case "merge":
      return mergeKey(subject.merge);
    case "split":
      return splitKey(subject.side);
  }
}

function putGroup(queues: ReviewQueues, { groupId, faces }: GroupSize): void {
  const subject = { kind: "name", groupId } as const;
  queues.questions.put({ key: nameKey(groupId), subject, faces, expectedFaces: expectedOfNaming(faces) });
  putLook(queues, { groupId }, faces);
}

function putLook({ looks }: ReviewQueues, side: MergeSide, faces: number): void {
  const key = splitKey(side);
  if (faces === 0) looks.remove(key);
  else {
    const share = "groupId" in side ? lookShare.group : lookShare.person;
    looks.put({ key, subject: side, faces, expectedFaces: faces * share });
  }
}

function assignmentEntry({ personId, faces, expected }: SuggestionSum): QueueEntry<Subject> {
  const subject = { kind: "assignment", personId } as const;
  return { key: assignmentKey(personId), subject, faces, expectedFaces: expected };
}
