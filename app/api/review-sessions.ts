import type { RowChange } from "../db/tracked-tables.ts";
import type { PerformedAction } from "../journal/act.ts";
import type { KeptIndex } from "../library/kept-index.ts";
import { createActionContext, type OwnedLibrary } from "../library/open-library.ts";
import type { Answer } from "../review/answer.ts";
import { QuestionGoneError } from "../review/errors.ts";
import type { Question } from "../review/question.ts";
import {
  answerQuestion,
  askAgain,
  countQuestions,
  lookAgain,
  nextQuestion,
  noticeChanges,
  openReviewInTurns,
  questionAfter,
  skipQuestion,
  takeBack,
  type QuestionCount,
  type Review,
  type TakenBack,
} from "../review/review.ts";
import { showQuestion, type ShownQuestion } from "../review/show-question.ts";

/** Where a review stands. */
export interface ReviewState {
  /** Null = nothing is left to be asked. */
  readonly question: ShownQuestion | null;
  readonly left: QuestionCount;
  /** What was said in this review and still holds. */
  readonly done: { readonly answers: number; readonly faces: number };
}

/** The review of one window. Whatever is asked of it is done in turn, so that quick answers never meet. */
export interface ReviewSession {
  /** The question that the window shows, if it still is one, else the next. */
  readonly state: (showing: string | null) => Promise<ReviewState>;
  /** What comes after a question. */
  readonly after: (questionId: string) => Promise<ShownQuestion | null>;
  /** @throws QuestionGoneError and the errors of `performAnswer`. */
  readonly answer: (questionId: string, answer: Answer) => Promise<PerformedAction>;
  readonly skip: (questionId: string) => Promise<void>;
  /** @throws AnswerNotLastError. */
  readonly takeBack: () => Promise<TakenBack | null>;
  /** Somebody else changed this. */
  readonly notice: (changes: readonly RowChange[]) => void;
  /** So much changed that everything has to be looked at again. */
  readonly lookAgain: () => void;
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>;
}

/** The reviews of all windows. */
export interface ReviewSessions {
  /** The review of a window, by the number that it gave itself; begun when it is new. */
  readonly of: (name: string) => ReviewSession;
  /** Tells all reviews what changed, but for the one whose answer it was. */
  readonly notice: (changes: readonly RowChange[], except?: ReviewSession) => void;
  readonly lookAgain: () => void;
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>;
}

/** What reviews work with. */
export interface ReviewSessionOptions {
  readonly library: OwnedLibrary;
  readonly faceIndex: Pick<KeptIndex, "open">;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/** Windows whose review is remembered; the one that was not used for longest is forgotten, and begins anew. */
const mostSessions = 8;

/** Questions that a window may still answer: far more than it holds. */
const mostAsked = 64;

/** No reviews yet. */
export function createReviewSessions(options: ReviewSessionOptions): ReviewSessions {
  const sessions = new Map<string, ReviewSession>();
  return {
    of: (name) => {
      const session = sessions.get(name) ?? createReviewSession(options);
      sessions.delete(name);
      sessions.set(name, session);
      for (const oldest of sessions.keys()) {
        if (sessions.size <= mostSessions) break;
        sessions.delete(oldest);
      }
      return session;
    },
    notice: (changes, except) => {
      for (const session of sessions.values()) if (session !== except) session.notice(changes);
    },
    lookAgain: () => {
      for (const session of sessions.values()) session.lookAgain();
    },
    idle: async () => {
      for (const session of sessions.values()) await session.idle();
    },
  };
}

/** A review that is begun when it is first asked. */
export function createReviewSession(options: ReviewSessionOptions): ReviewSession {
  const { library, faceIndex, now, onError } = options;
  const { db } = library;
  const asked = new Map<string, Question>();
  const answers: { readonly faces: number }[] = [];
  let review: Review | null = null;
  let isOutdated = false;
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = last.then(work);
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
    state: async (showing) =>
      await inTurn(async () => {
        const opened = await open();
        const done = { answers: answers.length, faces: answers.reduce((sum, { faces }) => sum + faces, 0) };
        if (opened === null) return { question: null, left: { questions: 0, faces: 0, singles: 0 }, done };
        const before = showing === null ? undefined : asked.get(showing);
        const same = before === undefined ? null : askAgain(opened, before);
        const question = shown(opened, same ?? nextQuestion(opened));
        return { question, left: countQuestions(opened), done };
      }),
    after: async (questionId) =>
      await inTurn(async () => {
        const opened = await open();
        const question = asked.get(questionId);
        if (opened === null || question === undefined) return null;
        return shown(opened, questionAfter(opened, question));
      }),
    answer: async (questionId, answer) =>
      await inTurn(async () => {
        const question = known(questionId);
        const opened = await open();
        if (opened === null) throw new QuestionGoneError(questionId);
        const performed = await answerQuestion(opened, question, answer);
        answers.push({ faces: performed.actionId === null ? 0 : question.faces });
        return performed;
      }),
    skip: async (questionId) => {
      await inTurn(async () => {
        const question = known(questionId);
        const opened = await open();
        if (opened !== null) skipQuestion(opened, question);
      });
    },
    takeBack: async () =>
      await inTurn(async () => {
        const opened = await open();
        const step = opened?.steps.at(-1);
        const taken = opened === null ? null : await takeBack(opened);
        if (taken !== null && step?.kind === "answer") answers.pop();
        return taken;
      }),
    notice: (changes) => {
      if (review === null) return;
      inTurn(async () => {
        const opened = await open();
        if (opened !== null) await noticeChanges(opened, changes);
      }).catch(onError);
    },
    lookAgain: () => {
      isOutdated = true;
    },
    idle: async () => {
      await last;
    },
  };
}
