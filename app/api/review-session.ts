import { setImmediate } from "node:timers/promises";
import type { RowChange } from "../db/tracked-tables.ts";
import { inTransaction } from "../db/transaction.ts";
import type { KeptIndex } from "../library/kept-index.ts";
import { createActionContext, type OwnedLibrary } from "../library/open-library.ts";
import { saveGallery } from "../people/library-gallery.ts";
import type { Answer } from "../review/answer.ts";
import { QuestionGoneError } from "../review/errors.ts";
import {
  askAgain,
  seekAhead,
  seekInTurns,
  seekQuestion,
  seekQuestionAfter,
} from "../review/next-question.ts";
import type { Question } from "../review/question.ts";
import {
  countQuestions,
  lookAgain,
  openReviewInTurns,
  type QuestionCount,
  type Review,
} from "../review/review.ts";
import { showQuestion, type ShownQuestion } from "../review/show-question.ts";
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

/** What reviews work with. */
export interface ReviewSessionOptions {
  readonly library: OwnedLibrary;
  readonly faceIndex: Pick<KeptIndex, "open" | "idle" | "isIdle">;
  readonly now: () => number;
  /** Nothing is begun any more. */
  readonly closing: AbortSignal;
  readonly onError: (error: unknown) => void;
}

/** Questions that a window may still answer: far more than it holds. */
const mostAsked = 64;

/**
 * While a window waits for a question, so many groups and people are looked at, or as many as there is time for; the
 * others when nobody waits. None while the index is read: until then a look takes ten times as long.
 */
const looks = { least: 4, most: 16, longestMs: 100 } as const;

/** Questions that are found while nobody waits: the one after that which a window shows, and one more. */
const questionsAhead = 3;

/** A review that is begun when it is first asked. */
export function createReviewSession(options: ReviewSessionOptions): ReviewSession {
  const { library, faceIndex, now, closing, onError } = options;
  const { db } = library;
  const asked = new Map<string, Question>();
  const answers: { readonly faces: number }[] = [];
  let review: Review | null = null;
  let isOutdated = false;
  let waiting = 0;
  let isLookingAhead = false;
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    waiting += 1;
    const mine = last.then(async () => {
      waiting -= 1;
      return await work();
    });
    last = mine.catch(() => undefined);
    return await mine;
  };
  const open = async (): Promise<Review | null> => {
    const opened = await faceIndex.open();
    if (opened === null) return null;
    const context = { ...createActionContext(library, now), ...opened };
    if (review?.context.model !== opened.model) review = await openReviewInTurns(context);
    else if (isOutdated) await lookAgain(review);
    isOutdated = false;
    if (review.context.index !== opened.index) review = { ...review, context };
    return review;
  };
  /** Until somebody waits; only once the graph is there, as without it a look takes much longer. */
  const lookOn = async (): Promise<void> => {
    if (isLookingAhead) return;
    isLookingAhead = true;
    try {
      await faceIndex.idle();
      await inTurn(async () => {
        const opened = closing.aborted ? null : await open();
        if (opened === null) return;
        const seeking = seekAhead(opened, questionsAhead);
        while (waiting === 0 && !closing.aborted && seeking.next().done !== true) await setImmediate();
        seeking.return();
      });
    } catch (error) {
      onError(error);
    } finally {
      isLookingAhead = false;
    }
  };
  /** What the window waits for; then the review goes on looking. */
  const forWindow = async <Result>(
    work: (opened: Review | null) => Result | Promise<Result>,
  ): Promise<Result> => {
    try {
      return await inTurn(async () => await work(await open()));
    } finally {
      void lookOn();
    }
  };
  const tell = (work: (opened: Review) => void): void => {
    if (review === null) return;
    inTurn(async () => {
      const opened = await open();
      if (opened !== null) work(opened);
    }).catch(onError);
  };
  const mayLook = (): ((looked: number) => boolean) => {
    const endsAtMs = performance.now() + looks.longestMs;
    return (looked) =>
      faceIndex.isIdle() && (looked < looks.least || (looked < looks.most && performance.now() < endsAtMs));
  };
  const shown = (opened: Review, question: Question | null): ShownQuestion | null => {
    if (question === null) return null;
    asked.delete(question.id);
    asked.set(question.id, question);
    for (const oldest of asked.keys()) {
      if (asked.size <= mostAsked) break;
      asked.delete(oldest);
    }
    return showQuestion(db, question, opened.queues.questions.isSkipped(question.key));
  };
  const known = (questionId: string): Question => {
    const question = asked.get(questionId);
    if (question === undefined) throw new QuestionGoneError(questionId);
    return question;
  };

  return {
    prepare: () => {
      const readAndKeep = async (): Promise<void> => {
        const opened = closing.aborted ? null : await open();
        if (opened === null) return;
        inTransaction(db, () => {
          saveGallery(db, opened.context.model);
        });
      };
      inTurn(readAndKeep).then(lookOn).catch(onError);
    },
    state: async (showing) =>
      await forWindow(async (opened) => {
        const done = { answers: answers.length, faces: answers.reduce((sum, { faces }) => sum + faces, 0) };
        if (opened === null) return { question: null, left: { questions: 0, faces: 0, singles: 0 }, done };
        const before = showing === null ? undefined : asked.get(showing);
        const same = before === undefined ? null : askAgain(opened, before);
        const question = shown(opened, same ?? (await seekInTurns(seekQuestion(opened, mayLook()))));
        return { question, left: countQuestions(opened), done };
      }),
    after: async (questionId) =>
      await forWindow(async (opened) => {
        const question = asked.get(questionId);
        if (opened === null || question === undefined) return null;
        return shown(opened, await seekInTurns(seekQuestionAfter(opened, question, mayLook())));
      }),
    answer: async (questionId, answer) =>
      await forWindow((opened) => {
        const question = known(questionId);
        if (opened === null) throw new QuestionGoneError(questionId);
        const given = giveAnswer(opened, question, answer);
        answers.push({ faces: given.performed.actionId === null ? 0 : question.faces });
        return given;
      }),
    skip: async (questionId) => {
      await forWindow((opened) => {
        const question = known(questionId);
        if (opened !== null) skipQuestion(opened, question);
      });
    },
    takeBack: async () =>
      await forWindow(async (opened) => {
        const step = opened?.steps.at(-1);
        const taken = opened === null ? null : await takeBack(opened, weighNamedFaces);
        if (taken !== null && step?.kind === "answer") answers.pop();
        return taken;
      }),
    notice: (changes) => {
      tell((opened) => {
        noticeChanges(opened, changes);
      });
    },
    noticeAssignments: (assignments) => {
      tell((opened) => {
        noticeAssignments(opened, assignments);
      });
    },
    lookAgain: () => {
      isOutdated = true;
    },
    idle: async () => {
      await last;
    },
  };
}
