import { PeopleError } from "../people/errors.ts";
import { ReviewError } from "../review/errors.ts";
import { nextQuestion } from "../review/next-question.ts";
import { countQuestions, type QuestionCount, type Review } from "../review/review.ts";
import { answerQuestion, skipQuestion, takeBack } from "../review/steps.ts";
import { layoutOf, type Layout } from "./review-layout.ts";
import type { Reply } from "./review-typed.ts";
import { UsageError } from "./usage-error.ts";

/** What came of a reply. */
export type Outcome =
  | {
      readonly kind: "answered";
      readonly questionId: string;
      readonly actionId: number | null;
      readonly summary: string;
    }
  | { readonly kind: "skipped"; readonly questionId: string }
  /** `summary` null = it was skipped, or changed nothing. */
  | { readonly kind: "undone"; readonly questionId: string | null; readonly summary: string | null }
  | { readonly kind: "refused"; readonly message: string };

/** Asks the user, in whatever way. */
export interface Reviewer {
  /** Rejects with UsageError for what cannot be understood: it is said, and asked again. */
  readonly ask: (layout: Layout, left: QuestionCount) => Promise<Exclude<Reply, { kind: "help" }>>;
  readonly tell: (outcome: Outcome) => void;
}

/** How a review ended. */
export interface ReviewEnd {
  readonly reason: "nothing-left" | "quit";
  readonly left: QuestionCount;
}

/** Asks until nothing is left or the user quits. What cannot be done is told, and asked again. */
export async function runReview(review: Review, reviewer: Reviewer): Promise<ReviewEnd> {
  for (;;) {
    const question = nextQuestion(review);
    const left = countQuestions(review);
    if (question === null) return { reason: "nothing-left", left };
    try {
      const reply = await reviewer.ask(layoutOf(review.context.db, question), left);
      if (reply.kind === "quit") return { reason: "quit", left };
      if (reply.kind === "undo") reviewer.tell(await undoLast(review));
      else if (reply.kind === "skip") {
        skipQuestion(review, question);
        reviewer.tell({ kind: "skipped", questionId: question.id });
      } else {
        const { actionId, summary } = await answerQuestion(review, question, reply.answer);
        reviewer.tell({ kind: "answered", questionId: question.id, actionId, summary });
      }
    } catch (error) {
      const isForUser =
        error instanceof PeopleError || error instanceof ReviewError || error instanceof UsageError;
      if (!isForUser) throw error;
      reviewer.tell({ kind: "refused", message: error.message });
    }
  }
}

async function undoLast(review: Review): Promise<Outcome> {
  const taken = await takeBack(review);
  if (taken === null) {
    const message =
      "Nothing was answered in this review yet. What was done before is taken back with: familiar undo";
    return { kind: "refused", message };
  }
  return {
    kind: "undone",
    questionId: taken.question?.id ?? null,
    summary: taken.undone?.summary ?? null,
  };
}
