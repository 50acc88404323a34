import type { RowChange } from "../db/tracked-tables.ts";
import type { Answer } from "../review/answer.ts";
import { QuestionGoneError } from "../review/errors.ts";
import { askAgain, seekInTurns, seekQuestion, seekQuestionAfter } from "../review/next-question.ts";
import { countQuestions, type QuestionCount } from "../review/review.ts";
import type { ShownQuestion } from "../review/show-question.ts";
import {
  giveAnswer,
  noticeAssignments,
  noticeChanges,
  skipQuestion,
  takeBack,
  weighNamedFaces,
  type GivenAnswer,
  type NewAssignments,
  type TakenBack,
} from "../review/steps.ts";
import { createAskedQuestions } from "./asked-questions.ts";
import { createOpenedReview, type ReviewSessionOptions } from "./opened-review.ts";

/** Where a review stands. */
export interface ReviewState {
  /** Null = nothing is left to be asked. */
  readonly question: ShownQuestion | null;
  readonly left: QuestionCount;
  /** What was said in this review and still holds. */
  readonly done: { readonly answers: number; readonly faces: number };
}

/**
 * The review of one window. Whatever is asked of it is done in turn, so that quick answers never meet. What an answer
 * touches is weighed anew by somebody else, who tells all reviews: nobody waits for it.
 */
export interface ReviewSession {
  /** Reads everything, so that the first question is there at once. */
  readonly prepare: () => void;
  /** The question that the window shows, if it still is one, else the next. */
  readonly state: (showing: string | null) => Promise<ReviewState>;
  /** What comes after a question. */
  readonly after: (questionId: string) => Promise<ShownQuestion | null>;
  /** @throws QuestionGoneError and the errors of `performAnswer`. */
  readonly answer: (questionId: string, answer: Answer) => Promise<GivenAnswer>;
  readonly skip: (questionId: string) => Promise<void>;
  /** @throws AnswerNotLastError. */
  readonly takeBack: () => Promise<TakenBack | null>;
  /** Somebody else changed this. */
  readonly notice: (changes: readonly RowChange[]) => void;
  /** Faces were assigned anew. */
  readonly noticeAssignments: (assignments: NewAssignments) => void;
  /** So much changed that everything has to be looked at again. */
  readonly lookAgain: () => void;
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>;
}

/**
 * While a window waits for a question, so many groups and people are looked at, or as many as there is time for; the
 * others when nobody waits. None while the index is read: until then a look takes ten times as long.
 */
const looks = { least: 4, most: 16, longestMs: 100 } as const;

/** A review that is begun when it is first asked. */
export function createReviewSession(options: ReviewSessionOptions): ReviewSession {
  const { faceIndex } = options;
  const review = createOpenedReview(options);
  const asked = createAskedQuestions(options.library.db);
  const answers: { readonly faces: number }[] = [];
  const mayLook = (): ((looked: number) => boolean) => {
    const endsAtMs = performance.now() + looks.longestMs;
    return (looked) =>
      faceIndex.isIdle() && (looked < looks.least || (looked < looks.most && performance.now() < endsAtMs));
  };

  return {
    prepare: review.prepare,
    state: async (showing) =>
      await review.use(async (opened) => {
        const done = { answers: answers.length, faces: answers.reduce((sum, { faces }) => sum + faces, 0) };
        if (opened === null) return { question: null, left: { questions: 0, faces: 0, singles: 0 }, done };
        const before = showing === null ? undefined : asked.find(showing);
        const same = before === undefined ? null : askAgain(opened, before);
        const question = same ?? (await seekInTurns(seekQuestion(opened, mayLook())));
        return { question: asked.show(opened, question), left: countQuestions(opened), done };
      }),
    after: async (questionId) =>
      await review.use(async (opened) => {
        const question = asked.find(questionId);
        if (opened === null || question === undefined) return null;
        return asked.show(opened, await seekInTurns(seekQuestionAfter(opened, question, mayLook())));
      }),
    answer: async (questionId, answer) =>
      await review.use((opened) => {
        const question = asked.get(questionId);
        if (opened === null) throw new QuestionGoneError(questionId);
        const given = giveAnswer(opened, question, answer);
        answers.push({ faces: given.performed.actionId === null ? 0 : question.faces });
        return given;
      }),
    skip: async (questionId) => {
      await review.use((opened) => {
        const question = asked.get(questionId);
        if (opened !== null) skipQuestion(opened, question);
      });
    },
    takeBack: async () =>
      await review.use(async (opened) => {
        const step = opened?.steps.at(-1);
        const taken = opened === null ? null : await takeBack(opened, weighNamedFaces);
        if (taken !== null && step?.kind === "answer") answers.pop();
        return taken;
      }),
    notice: (changes) => {
      review.tell((opened) => {
        noticeChanges(opened, changes);
      });
    },
    noticeAssignments: (assignments) => {
      review.tell((opened) => {
        noticeAssignments(opened, assignments);
      });
    },
    lookAgain: review.outdate,
    idle: review.idle,
  };
}
