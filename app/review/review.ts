import { setImmediate } from "node:timers/promises";
import { findAction, lastDoneAction } from "../db/actions.ts";
import { facesAssignedTo } from "../db/assignments.ts";
import { peopleOfAssignments } from "../db/suggestions.ts";
import { groupsOfFaces } from "../db/unnamed-groups.ts";
import type { RowChange } from "../db/tracked-tables.ts";
import type { ActionContext, PerformedAction } from "../journal/act.ts";
import { mentionsOf } from "../journal/mentions.ts";
import { parseRowChanges } from "../journal/row-changes.ts";
import type { SteppedAction } from "../journal/step.ts";
import { undo } from "../journal/undo.ts";
import type { MergeSide } from "../people/actions/reject-merge.ts";
import { reassignPeople } from "../people/assign.ts";
import { performAnswer, type Answer } from "./answer.ts";
import { AnswerNotLastError, QuestionGoneError } from "./errors.ts";
import type { ReviewSources } from "./likely-merges.ts";
import type { Question } from "./question.ts";
import { createReviewQueue, type QueueEntry } from "./queue.ts";
import { ask, fillQueues, lookAt, putSubject, refreshQueues, subjectOf } from "./subjects.ts";
import type { ReviewQueues, Subject } from "./subjects.ts";

/** What a review works on. The index holds the vectors of `model`. */
export type ReviewContext = ActionContext & ReviewSources;

/** A walk through the open questions. What was skipped is remembered for as long as it lasts, and nowhere else. */
export interface Review {
  readonly context: ReviewContext;
  readonly queues: ReviewQueues;
  /** What the user said in this review, the last thing last. */
  readonly steps: ReviewStep[];
  /** The question that the user went back to. */
  goneBackTo: Subject | null;
}

/** An answer (`actionId` null = it changed nothing), or a skipped question. */
export interface ReviewStep {
  readonly kind: "answer" | "skip";
  readonly subject: Subject;
  readonly actionId: number | null;
}

/** What is left to be asked. */
export interface QuestionCount {
  /** Questions known so far; more merges and splits may be found on the way. Single faces are not among them. */
  readonly questions: number;
  /** Faces that these are expected to settle. */
  readonly faces: number;
  /** Faces like no other that have no name; they are asked about last. */
  readonly singles: number;
}

/** The last step, taken back. */
export interface TakenBack {
  /** The question of that step, which comes next; null = it is no question any more. */
  readonly question: Question | null;
  /** Null = it was skipped, or its answer had changed nothing. */
  readonly undone: SteppedAction | null;
}

/** Looks between two questions: one takes some 3 ms, and nobody should wait. */
const looksAtOnce = 16;

/** Begins a review: counts groups and suggestions, and compares no faces yet. Half a second for 300,000 faces. */
export function openReview(context: ReviewContext): Review {
  const review = emptyReview(context);
  Array.from(fillQueues(context.db, review.queues));
  return review;
}

/**
 * As `openReview`, with other work getting its turns. What changes meanwhile is for the caller to tell
 * (`noticeChanges`) once the review is there.
 */
export async function openReviewInTurns(context: ReviewContext): Promise<Review> {
  const review = emptyReview(context);
  await lookAgain(review);
  return review;
}

/**
 * Looks through the whole catalogue again, with other work getting its turns, after more changed than anybody told: a
 * scan. What was said and skipped stays.
 */
export async function lookAgain({ context, queues }: Review): Promise<void> {
  const turns = fillQueues(context.db, queues);
  while (turns.next().done !== true) await setImmediate();
}

function emptyReview(context: ReviewContext): Review {
  const queues = { questions: createReviewQueue<Subject>(), looks: createReviewQueue<MergeSide>() };
  return { context, queues, steps: [], goneBackTo: null };
}

/**
 * The question whose answer is expected to settle the most faces; what was skipped comes after all others. Null =
 * nothing is left to be asked. The same catalogue, answers and skips give the same questions.
 */
export function nextQuestion(review: Review): Question | null {
  const { context, queues, goneBackTo } = review;
  const { questions, looks } = queues;
  const before = goneBackTo === null ? null : ask(context, goneBackTo);
  if (before !== null) return before;
  for (let looked = 0; ;) {
    const look = looks.first();
    const entry = questions.first();
    if (look !== undefined && (entry === undefined || (looked < looksAtOnce && mayComeBefore(look, entry)))) {
      looks.remove(look.key);
      lookAt(context, look.subject, questions);
      looked += 1;
    } else if (entry === undefined) {
      return null;
    } else {
      const question = putSubject(context, entry.subject, questions);
      if (question !== null && questions.first()?.key === entry.key) return question;
    }
  }

  function mayComeBefore(look: QueueEntry<MergeSide>, entry: QueueEntry<Subject>): boolean {
    return look.expectedFaces > entry.expectedFaces || questions.isSkipped(entry.key);
  }
}

/**
 * The question that comes after this one, whatever its answer may make of it: for a window that prepares to show it.
 * Null = there is none.
 */
export function questionAfter(review: Review, { key }: Question): Question | null {
  const { questions } = review.queues;
  let held = questions.find(key);
  try {
    for (;;) {
      questions.remove(key);
      const next = nextQuestion({ ...review, goneBackTo: null });
      if (next?.key !== key) return next;
      // Looking at others has found it again, and knows better how much it settles.
      held = questions.find(key);
    }
  } finally {
    if (held !== undefined) questions.put(held);
  }
}

/** A question as it would be asked now: the same, about other faces, or null when it is none any more. */
export function askAgain({ context }: Review, question: Question): Question | null {
  return ask(context, subjectOf(question));
}

/**
 * Gives an answer, as one action that undo takes back; then Familiar assigns anew what that touches, and what is still
 * to be asked about those people and groups is brought up to date.
 * @throws QuestionGoneError for a question that is not asked so any more; the errors of `performAnswer`. Nothing is
 * changed then.
 */
export async function answerQuestion(
  review: Review,
  question: Question,
  answer: Answer,
): Promise<PerformedAction> {
  const { context, queues } = review;
  const subject = subjectOf(question);
  if (ask(context, subject)?.id !== question.id) throw new QuestionGoneError(question.id);
  const performed = performAnswer(context, question, answer);
  const { actionId } = performed;
  queues.questions.remove(question.key);
  review.steps.push({ kind: "answer", subject, actionId });
  review.goneBackTo = null;
  const changes = actionId === null ? undefined : findAction(context.db, actionId)?.changes;
  if (changes !== undefined) await noticeChanges(review, parseRowChanges(changes));
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
 * Takes back the last answer or skip of this review, and goes back to its question. Null = there is none.
 * @throws AnswerNotLastError when the user did something else since.
 */
export async function takeBack(review: Review): Promise<TakenBack | null> {
  const { context, steps } = review;
  const step = steps.at(-1);
  if (step === undefined) return null;
  let undone: SteppedAction | null = null;
  if (step.actionId !== null) {
    if (lastDoneAction(context.db)?.id !== step.actionId) throw new AnswerNotLastError();
    undone = undo(context);
    await noticeChanges(review, undone.changes);
  }
  steps.pop();
  review.goneBackTo = step.subject;
  return { question: putSubject(context, step.subject, review.queues.questions), undone };
}

/**
 * Takes into account what an action changed, or its undoing (`SteppedAction.changes`): assigns anew, and brings up to
 * date what is asked about the people and groups concerned, and no others.
 */
export async function noticeChanges(review: Review, changes: readonly RowChange[]): Promise<void> {
  const { context, queues } = review;
  const { db, index, model } = context;
  const mentions = mentionsOf(changes);
  const people = [...mentions.people];
  const faces = new Set([...mentions.faces, ...facesAssignedTo(db, people)]);
  const personIds = new Set([...people, ...peopleOfAssignments(db, faces)]);
  await reassignPeople(db, index, people, { model, faceIds: [...mentions.faces] });
  for (const faceId of facesAssignedTo(db, people)) faces.add(faceId);
  for (const personId of peopleOfAssignments(db, faces)) personIds.add(personId);
  refreshQueues(db, queues, {
    groupIds: new Set([...mentions.clusters, ...groupsOfFaces(db, faces)]),
    personIds,
  });
  // Whoever got faces may be in many groups: how many that settles, only comparing tells.
  for (const personId of people) putSubject(context, { kind: "assignment", personId }, queues.questions);
}

/** How much is left; an estimate, as an answer may settle the questions behind it. */
export function countQuestions({ queues }: Review): QuestionCount {
  let questions = 0;
  let faces = 0;
  let singles = 0;
  for (const { subject, faces: own, expectedFaces } of queues.questions.entries()) {
    // Its faces are those of other questions, which it saves.
    if (subject.kind === "matches") continue;
    if (subject.kind === "name" && own === 1) {
      singles += 1;
      continue;
    }
    questions += 1;
    // Merges and splits are of faces that the other questions are about already.
    if (subject.kind === "name" || subject.kind === "assignment") faces += expectedFaces;
  }
  return { questions, faces: Math.round(faces), singles };
}
