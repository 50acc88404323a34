import type { z } from "zod";
import type { JobReport } from "./job-report.ts";

/** How far a run is; everything but `done` may be unknown. */
export interface JobProgress {
  /** What it does at the moment: "Reading photos". */
  readonly phase: string;
  readonly done: number;
  readonly total: number | null;
  /** Steps a second; null until it means something. */
  readonly perSecond: number | null;
  readonly secondsLeft: number | null;
  /** More for people: "1,204 faces". */
  readonly detail: string | null;
}

/** What a run is given. */
export interface JobTools {
  /** Aborted when the user pauses or cancels, and when Familiar quits. */
  readonly signal: AbortSignal;
  readonly report: (progress: JobProgress) => void;
}

/** How a run ended that was not stopped. It failed when it threw. */
export interface JobOutcome {
  /** One line for people. */
  readonly message: string;
  readonly report?: JobReport;
}

/**
 * 'machine': it uses all of it, so one runs at a time. 'side': it does little, and does not wait for those. 'asked': the
 * user sits before it, and it waits for neither.
 */
export type JobWeight = "machine" | "side" | "asked";

/**
 * A kind of long work. `run` starts from what is there: a run that was paused or killed is simply run again. Stopped by
 * the signal, it returns or throws, as it likes.
 */
export interface JobKind<Params = unknown> {
  readonly kind: string;
  readonly weight: JobWeight;
  /** A run that went well is not listed: what it did is seen where the user is. Default false. */
  readonly isQuiet?: boolean;
  readonly params: z.ZodType<Params>;
  /** What it is, for people: "Scan ~/Pictures". */
  readonly title: (params: Params) => string;
  readonly run: (params: Params, tools: JobTools) => Promise<JobOutcome>;
  /** The user gave a run up, also one that had not begun: what was kept for it goes. */
  readonly onCancelled?: (params: Params) => Promise<void>;
}

/** Keeps kinds of different params in one list; they check their own params. */
export function defineJobKind<Params>(kind: JobKind<Params>): JobKind {
  return {
    kind: kind.kind,
    weight: kind.weight,
    isQuiet: kind.isQuiet ?? false,
    params: kind.params,
    title: (params) => kind.title(kind.params.parse(params)),
    run: async (params, tools) => await kind.run(kind.params.parse(params), tools),
    onCancelled: async (params) => await kind.onCancelled?.(kind.params.parse(params)),
  };
}
