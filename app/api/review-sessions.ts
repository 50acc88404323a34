import type { RowChange } from "../db/tracked-tables.ts";
import type { NewAssignments } from "../review/steps.ts";
import type { ReviewSessionOptions } from "./opened-review.ts";
import { createReviewSession, type ReviewSession } from "./review-session.ts";

/** The reviews of all windows. */
export interface ReviewSessions {
  /** The review of a window, by the number that it gave itself; begun when it is new. */
  readonly of: (name: string) => ReviewSession;
  /** Begins, in a while, a review for the window that opens one next: half a second for 300,000 faces, and more to look ahead. */
  readonly prepareSoon: () => void;
  /** Tells all reviews what changed, but for the one whose answer it was. */
  readonly notice: (changes: readonly RowChange[], except?: ReviewSession) => void;
  /** Tells all reviews what was assigned anew. */
  readonly noticeAssignments: (assignments: NewAssignments) => void;
  readonly lookAgain: () => void;
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>;
}

/** Windows whose review is remembered; the one that was not used for longest is forgotten, and begins anew. */
const mostSessions = 8;

/** The window is painted first. */
const prepareAfterMs = 2_000;

/** No reviews yet. */
export function createReviewSessions(options: ReviewSessionOptions): ReviewSessions {
  const { closing } = options;
  const sessions = new Map<string, ReviewSession>();
  let prepared: ReviewSession | null = null;
  let timer: NodeJS.Timeout | null = null;
  closing.addEventListener("abort", () => {
    if (timer !== null) clearTimeout(timer);
  });

  const prepareSoon = (): void => {
    if (timer !== null || prepared !== null || closing.aborted) return;
    timer = setTimeout(() => {
      timer = null;
      prepared = createReviewSession(options);
      prepared.prepare();
    }, prepareAfterMs);
    timer.unref();
  };
  const take = (): ReviewSession => {
    const taken = prepared ?? createReviewSession(options);
    prepared = null;
    prepareSoon();
    return taken;
  };
  const all = (): ReviewSession[] => [...sessions.values(), ...(prepared === null ? [] : [prepared])];

  return {
    of: (name) => {
      const session = sessions.get(name) ?? take();
      sessions.delete(name);
      sessions.set(name, session);
      for (const oldest of sessions.keys()) {
        if (sessions.size <= mostSessions) break;
        sessions.delete(oldest);
      }
      return session;
    },
    prepareSoon,
    notice: (changes, except) => {
      for (const session of all()) if (session !== except) session.notice(changes);
    },
    noticeAssignments: (assignments) => {
      for (const session of all()) session.noticeAssignments(assignments);
    },
    lookAgain: () => {
      for (const session of all()) session.lookAgain();
    },
    idle: async () => {
      for (const session of all()) await session.idle();
    },
  };
}
