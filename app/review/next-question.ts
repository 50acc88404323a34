import { setImmediate } from "node:timers/promises";
import type { MergeSide } from "../people/actions/reject-merge.ts";
import type { Question } from "./question.ts";
import type { QueueEntry } from "./queue.ts";
import type { Review } from "./review.ts";
import { ask, lookAt, putSubject, subjectOf, type Subject } from "./subjects.ts";

/** Looks before a question: one takes 3 ms, of a person in a large library 30. */
const looksAtOnce = 16;

/** A question that is sought step by step: the next, or null when nothing is left to be asked. */
export type Seeking = Generator<void, Question | null>;

/**
 * The question whose answer is expected to settle the most faces; what was skipped comes after all others. Null =
 * nothing is left to be asked. The same catalogue, answers and skips give the same questions.
 */
export function nextQuestion(review: Review): Question | null {
  return seekAtOnce(seekQuestion(review, (looks) => looks < looksAtOnce));
}

/**
 * The question that comes after this one, whatever its answer may make of it: for a window that prepares to show it.
 * Null = there is none.
 */
export function questionAfter(review: Review, question: Question): Question | null {
  return seekAtOnce(seekQuestionAfter(review, question, (looks) => looks < looksAtOnce));
}

/**
 * The same as `nextQuestion`, a step for each group or person that is looked at or would be asked about on the way. `mayLook` is asked, with how
 * many were, whether there is time for one more that may come before: where there is not, a question that settles fewer
 * faces may come first. While it is sought nobody else may use the review.
 */
export function* seekQuestion(review: Review, mayLook: (looks: number) => boolean): Seeking {
  const { context, queues, goneBackTo } = review;
  const { questions, looks } = queues;
  const before = goneBackTo === null ? null : ask(context, goneBackTo);
  if (before !== null) return before;
  for (let looked = 0; ;) {
    const look = looks.first();
    const entry = questions.first();
    if (
      look !== undefined &&
      (entry === undefined || (mayComeBefore(review, look, entry) && mayLook(looked)))
    ) {
      looks.remove(look.key);
      lookAt(context, look.subject, questions);
      looked += 1;
      yield;
    } else if (entry === undefined) {
      return null;
    } else {
      const question = putSubject(context, entry.subject, questions);
      if (question !== null && questions.first()?.key === entry.key) return question;
      yield;
    }
  }
}

/** `questionAfter` step by step, as `seekQuestion`. */
export function* seekQuestionAfter(
  review: Review,
  { key }: Question,
  mayLook: (looks: number) => boolean,
): Seeking {
  const { questions } = review.queues;
  let held = questions.find(key);
  try {
    for (;;) {
      questions.remove(key);
      const next = yield* seekQuestion({ ...review, goneBackTo: null }, mayLook);
      if (next?.key !== key) return next;
      // Looking at others has found it again, and knows better how much it settles.
      held = questions.find(key);
    }
  } finally {
    if (held !== undefined) questions.put(held);
  }
}

/** Lets other work get its turn after each step. */
export async function seekInTurns(seeking: Seeking): Promise<Question | null> {
  for (let step = seeking.next(); ; step = seeking.next()) {
    if (step.done === true) return step.value;
    await setImmediate();
  }
}

/**
 * Finds out, step by step, all that has to be known before the next so many questions are asked, so that they are found
 * at once. It may be left (`return`) at any step: what it found by then stays.
 */
export function* seekAhead(review: Review, count: number): Generator<void, void> {
  const { questions } = review.queues;
  const held: QueueEntry<Subject>[] = [];
  try {
    while (held.length < count) {
      const question = yield* seekQuestion({ ...review, goneBackTo: null }, () => true);
      const entry = question === null ? undefined : questions.find(question.key);
      if (entry === undefined) return;
      questions.remove(entry.key);
      held.push(entry);
    }
  } finally {
    // Looking at others may have found one again, and knows better how much it settles.
    for (const entry of held) if (questions.find(entry.key) === undefined) questions.put(entry);
  }
}

/** A question as it would be asked now: the same, about other faces, or null when it is none any more. */
export function askAgain({ context }: Review, question: Question): Question | null {
  return ask(context, subjectOf(question));
}

function mayComeBefore(
  { queues: { questions } }: Review,
  look: QueueEntry<MergeSide>,
  entry: QueueEntry<Subject>,
): boolean {
  return look.expectedFaces > entry.expectedFaces || questions.isSkipped(entry.key);
}

function seekAtOnce(seeking: Seeking): Question | null {
  for (let step = seeking.next(); ; step = seeking.next()) if (step.done === true) return step.value;
}
