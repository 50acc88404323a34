import { findAction, lastDoneAction } from "../db/actions.ts";
import { peopleOfAssignments } from "../db/suggestions.ts";
import type { RowChange } from "../db/tracked-tables.ts";
import { groupsOfFaces } from "../db/unnamed-groups.ts";
import type { PerformedAction } from "../journal/act.ts";
import { mentionsOf } from "../journal/mentions.ts";
import { parseRowChanges } from "../journal/row-changes.ts";
import type { SteppedAction } from "../journal/step.ts";
import { undo } from "../journal/undo.ts";
import { assignFaces, reassignPeople, type ChangedAssignments } from "../people/assign.ts";
import { performAnswer, type Answer } from "./answer.ts";
import { AnswerNotLastError, QuestionGoneError } from "./errors.ts";
import type { Question } from "./question.ts";
import type { Review } from "./review.ts";
import { ask, putSubject, refreshQueues, subjectOf } from "./subjects.ts";

/** The last step, taken back. */
export interface TakenBack {
  /** The question of that step, which comes next; null = it is no question any more. */
  readonly question: Question | null;
  /** Null = it was skipped, or its answer had changed nothing. */
  readonly undone: SteppedAction | null;
}

/** An answer, and what it changed. */
export interface GivenAnswer {
  readonly performed: PerformedAction;
  readonly changes: readonly RowChange[];
}

/** Faces that were weighed anew: whose people, and what came of it. */
export interface NewAssignments extends ChangedAssignments {
  /** The people for whom faces were looked for. */
  readonly weighedPersonIds: readonly number[];
}

/**
 * Gives an answer, as one action that undo takes back, and brings up to date what is asked about the people and groups
 * that it changed. Weighing anew what it touches is left: `weighAnew`, or somebody who then tells `noticeAssignments`.
 * @throws QuestionGoneError for a question that is not asked so any more; the errors of `performAnswer`. Nothing is
 * changed then.
 */
export function giveAnswer(review: Review, question: Question, answer: Answer): GivenAnswer {
  const { context, queues } = review;
  const subject = subjectOf(question);
  if (ask(context, subject)?.id !== question.id) throw new QuestionGoneError(question.id);
  const performed = performAnswer(context, question, answer);
  const { actionId } = performed;
  queues.questions.remove(question.key);
  review.steps.push({ kind: "answer", subject, actionId });
  review.goneBackTo = null;
  const json = actionId === null ? undefined : findAction(context.db, actionId)?.changes;
  const changes = json === undefined ? [] : parseRowChanges(json);
  noticeChanges(review, changes);
  return { performed, changes };
}

/**
 * As `giveAnswer`; then Familiar assigns anew what that touches, so that the next question knows it.
 * @throws as `giveAnswer`.
 */
export async function answerQuestion(
  review: Review,
  question: Question,
  answer: Answer,
): Promise<PerformedAction> {
  const { performed, changes } = giveAnswer(review, question, answer);
  if (changes.length > 0) await weighAnew(review, changes);
  return performed;
}

/** Puts a question behind all others, until the review ends. It is no decision. */
export function skipQuestion(review: Review, question: Question): void {
  const subject = subjectOf(question);
  review.queues.questions.skip(question.key);
  review.steps.push({ kind: "skip", subject, actionId: null });
  review.goneBackTo = null;
}

/**
 * Takes back the last answer or skip of this review, and goes back to its question; `weigh` first weighs anew what that
 * touches. Null = there is none.
 * @throws AnswerNotLastError when the user did something else since.
 */
export async function takeBack(
  review: Review,
  weigh: (review: Review, changes: readonly RowChange[]) => Promise<void> = weighAnew,
): Promise<TakenBack | null> {
  const { context, steps } = review;
  const step = steps.at(-1);
  if (step === undefined) return null;
  let undone: SteppedAction | null = null;
  if (step.actionId !== null) {
    if (lastDoneAction(context.db)?.id !== step.actionId) throw new AnswerNotLastError();
    undone = undo(context);
    noticeChanges(review, undone.changes);
    await weigh(review, undone.changes);
  }
  steps.pop();
  review.goneBackTo = step.subject;
  return { question: putSubject(context, step.subject, review.queues.questions), undone };
}

/** Takes into account what an action changed, or its undoing; who else it concerns is told by `noticeAssignments`. */
export function noticeChanges({ context: { db }, queues }: Review, changes: readonly RowChange[]): void {
  const { people, faces, clusters } = mentionsOf(changes);
  refreshQueues(db, queues, {
    groupIds: new Set([...clusters, ...groupsOfFaces(db, faces)]),
    personIds: new Set([...people, ...peopleOfAssignments(db, faces)]),
  });
}

/** Takes into account that faces were assigned anew. */
export function noticeAssignments(
  { context, queues }: Review,
  { faceIds, personIds, weighedPersonIds }: NewAssignments,
): void {
  const { db } = context;
  refreshQueues(db, queues, { groupIds: new Set(groupsOfFaces(db, faceIds)), personIds: new Set(personIds) });
  // Whoever got faces may be in many groups: how many that settles, only comparing tells.
  for (const personId of weighedPersonIds) {
    putSubject(context, { kind: "assignment", personId }, queues.questions);
  }
}

/** Assigns anew what an action touched: its faces, and those that are like the people whom it names. */
export async function weighAnew(review: Review, changes: readonly RowChange[]): Promise<void> {
  const { db, index, model } = review.context;
  const { people, faces } = mentionsOf(changes);
  const weighedPersonIds = [...people];
  await reassignPeople(db, index, weighedPersonIds, {
    ...{ model, faceIds: [...faces] },
    onChange: (changed) => {
      noticeAssignments(review, { ...changed, weighedPersonIds });
    },
  });
}

/** Assigns anew no more than the faces that an action names: enough to ask its question again. */
export async function weighNamedFaces(review: Review, changes: readonly RowChange[]): Promise<void> {
  const { db, model } = review.context;
  await assignFaces(db, {
    ...{ model, faceIds: [...mentionsOf(changes).faces] },
    onChange: (changed) => {
      noticeAssignments(review, { ...changed, weighedPersonIds: [] });
    },
  });
}
