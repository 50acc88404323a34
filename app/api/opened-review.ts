import { setImmediate, setTimeout } from "node:timers/promises";
import { inTransaction } from "../db/transaction.ts";
import type { KeptIndex } from "../library/kept-index.ts";
import { createActionContext, type OwnedLibrary } from "../library/open-library.ts";
import type { WriteTurns } from "../library/write-turns.ts";
import { makeGalleryInTurns, saveGallery } from "../people/library-gallery.ts";
import { seekAhead } from "../review/next-question.ts";
import { lookAgain, openReviewInTurns, type Review, type ReviewContext } from "../review/review.ts";
import { createTurns } from "./turns.ts";

/** What reviews work with. */
export interface ReviewSessionOptions {
  readonly library: OwnedLibrary;
  readonly faceIndex: Pick<KeptIndex, "open" | "idle" | "isIdle">;
  readonly writeTurns: Pick<WriteTurns, "together">;
  readonly now: () => number;
  /** Nothing is begun any more. */
  readonly closing: AbortSignal;
  readonly onError: (error: unknown) => void;
}

/**
 * A review that is begun when it is first needed, and is used by one after the other, so that quick answers never meet.
 * While nobody uses it, it finds the next questions.
 */
export interface OpenedReview {
  /** Somebody waits for this; null = there are no faces yet. */
  readonly use: <Result>(work: (review: Review | null) => Result | Promise<Result>) => Promise<Result>;
  /** Nobody waits for this; not done for a review that is not begun. */
  readonly tell: (work: (review: Review) => void) => void;
  /** Begins it, and keeps what was made for it for the next time that the library is opened. */
  readonly prepare: () => void;
  /** So much changed that everything has to be looked at again, when it is used next. */
  readonly outdate: () => void;
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>;
}

/** Questions that are found while nobody waits: the one after that which a window shows, and one more. */
const questionsAhead = 3;

/**
 * A graph that is saved is read in a second for 300,000 faces: sooner than the first question is found without it. One
 * that has to be built is not waited for.
 */
const longestWaitForGraphMs = 1_500;

/** Nothing is read before it is needed. */
export function createOpenedReview(options: ReviewSessionOptions): OpenedReview {
  const { library, faceIndex, writeTurns, now, closing, onError } = options;
  const turns = createTurns();
  /** Somebody has asked for it: from then on it hears of changes, also of those that come while it is begun. */
  let isWanted = false;
  let review: Review | null = null;
  let isOutdated = false;
  let isLookingAhead = false;

  const contextNow = async (): Promise<ReviewContext | null> => {
    const opened = await faceIndex.open();
    return opened === null ? null : { ...createActionContext(library, now), ...opened };
  };
  const begin = async (first: ReviewContext): Promise<Review> => {
    const begun = await openReviewInTurns(first);
    await Promise.race([faceIndex.idle(), setTimeout(longestWaitForGraphMs, undefined, { ref: false })]);
    return { ...begun, context: (await contextNow()) ?? first };
  };
  const open = async (): Promise<Review | null> => {
    isWanted = true;
    const context = await contextNow();
    if (context === null) return null;
    if (review?.context.model !== context.model) review = await begin(context);
    else if (review.context.index !== context.index) review = { ...review, context };
    if (isOutdated) await lookAgain(review);
    isOutdated = false;
    return review;
  };
  /** Until somebody waits; only once the graph is there, as without it all takes much longer. */
  const lookAhead = async (): Promise<void> => {
    if (isLookingAhead) return;
    isLookingAhead = true;
    try {
      await faceIndex.idle();
      await turns.take(async () => {
        const opened = closing.aborted ? null : await open();
        if (opened === null) return;
        const seeking = seekAhead(opened, questionsAhead);
        while (!turns.isWaitedFor() && !closing.aborted && seeking.next().done !== true) await setImmediate();
        seeking.return();
      });
    } catch (error) {
      onError(error);
    } finally {
      isLookingAhead = false;
    }
  };
  const openAndKeep = async (): Promise<void> => {
    const opened = closing.aborted ? null : await open();
    if (opened === null) return;
    await makeGalleryInTurns(library.db, opened.context.model);
    inTransaction(library.db, () => {
      saveGallery(library.db, opened.context.model);
    });
  };

  return {
    use: async (work) => {
      try {
        return await turns.take(async () => await work(await open()));
      } finally {
        void lookAhead();
      }
    },
    tell: (work) => {
      if (!isWanted) return;
      const told = turns.take(async () => {
        const opened = closing.aborted ? null : await open();
        if (opened !== null) work(opened);
      });
      told.catch(onError);
    },
    prepare: () => {
      const kept = writeTurns.together(async () => {
        await turns.take(openAndKeep);
      });
      kept.then(lookAhead).catch(onError);
    },
    outdate: () => {
      isOutdated = true;
    },
    idle: turns.idle,
  };
}
