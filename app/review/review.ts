import { setImmediate } from "node:timers/promises";
import type { ActionContext } from "../journal/act.ts";
import type { MergeSide } from "../people/actions/reject-merge.ts";
import type { ReviewSources } from "./likely-merges.ts";
import { createReviewQueue } from "./queue.ts";
import { fillQueues, type ReviewQueues, type Subject } from "./subjects.ts";

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
