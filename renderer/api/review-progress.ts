import type { ReviewState } from "../../app/api/review-session.ts";
import type { AnswerInput } from "../../app/api/review.ts";
import type { ShownQuestion } from "../../app/review/show-question.ts";

/** An answer that was not taken. */
export interface Refusal {
  readonly question: ShownQuestion;
  readonly answer: AnswerInput | null;
  readonly message: string;
}

/** What the window shows of the review, which may be a step ahead of the server. */
export interface ReviewProgress extends Pick<ReviewState, "left" | "done"> {
  /** Null = nothing is left, or the next question is on its way (`isWaiting`). */
  readonly question: ShownQuestion | null;
  readonly isWaiting: boolean;
  /** Answers that the server has not confirmed yet. */
  readonly pending: number;
  /** Why `question` is asked once more. */
  readonly refusal: Refusal | null;
  /** What was done last, in words. */
  readonly said: string | null;
}

/** What happens to it. */
export type ReviewEvent =
  /** The server was asked how things stand. */
  | { readonly kind: "read"; readonly state: ReviewState }
  /** The user said something; `following` is the next question, undefined = not known yet. */
  | { readonly kind: "sent"; readonly following: ShownQuestion | null | undefined }
  | { readonly kind: "confirmed"; readonly state: ReviewState; readonly said: string | null }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  /** What concerned no question was not done. */
  | { readonly kind: "failed"; readonly message: string };

/** Before anything was read. */
export const unreadReview: ReviewProgress = {
  question: null,
  isWaiting: true,
  pending: 0,
  refusal: null,
  said: null,
  left: { questions: 0, faces: 0, singles: 0 },
  done: { answers: 0, faces: 0 },
};

/**
 * The next question is shown at once, before the server has confirmed the answer. What the server says of questions
 * counts when nothing is on its way to it; a refused question comes back and stays until it is dealt with.
 */
export function advanceReview(progress: ReviewProgress, event: ReviewEvent): ReviewProgress {
  switch (event.kind) {
    case "read":
      return progress.pending > 0 ? progress : settled(progress, event.state);
    case "sent": {
      const { following } = event;
      const isWaiting = following === undefined;
      return {
        ...progress,
        question: following ?? null,
        isWaiting,
        pending: progress.pending + 1,
        refusal: null,
      };
    }
    case "confirmed": {
      const pending = progress.pending - 1;
      const now = { ...progress, pending, said: event.said ?? progress.said };
      const { left, done } = event.state;
      const isLast = pending === 0 && progress.refusal === null;
      return isLast ? settled(now, event.state) : { ...now, left, done };
    }
    case "refused": {
      const { refusal } = event;
      const pending = progress.pending - 1;
      return { ...progress, question: refusal.question, isWaiting: false, pending, refusal };
    }
    case "failed":
      return { ...progress, pending: progress.pending - 1, said: event.message };
  }
}

/** A refusal goes, but for its words, when its question is not the one asked any more. */
function settled(progress: ReviewProgress, { question, left, done }: ReviewState): ReviewProgress {
  const now = { ...progress, question, left, done, isWaiting: false };
  if (progress.refusal === null || question?.key === progress.refusal.question.key) return now;
  return { ...now, refusal: null, said: progress.refusal.message };
}
