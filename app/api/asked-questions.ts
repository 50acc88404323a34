import type { Database } from "../db/open.ts";
import { QuestionGoneError } from "../review/errors.ts";
import type { Question } from "../review/question.ts";
import type { Review } from "../review/review.ts";
import { showQuestion, type ShownQuestion } from "../review/show-question.ts";

/** The questions that a window got, and may answer. */
export interface AskedQuestions {
  /** As the window gets it. */
  readonly show: (review: Review, question: Question | null) => ShownQuestion | null;
  readonly find: (questionId: string) => Question | undefined;
  /** @throws QuestionGoneError for one that it never got, or long ago. */
  readonly get: (questionId: string) => Question;
}

/** Far more than a window holds. */
const mostAsked = 64;

/** The window has nothing yet. */
export function createAskedQuestions(db: Database): AskedQuestions {
  const asked = new Map<string, Question>();
  return {
    show: (review, question) => {
      if (question === null) return null;
      asked.delete(question.id);
      asked.set(question.id, question);
      for (const oldest of asked.keys()) {
        if (asked.size <= mostAsked) break;
        asked.delete(oldest);
      }
      return showQuestion(db, question, review.queues.questions.isSkipped(question.key));
    },
    find: (questionId) => asked.get(questionId),
    get: (questionId) => {
      const question = asked.get(questionId);
      if (question === undefined) throw new QuestionGoneError(questionId);
      return question;
    },
  };
}
