import type { JobProgress } from "./job-kind.ts";

/** How far a run is whose speed nobody measures. */
export function step(
  phase: string,
  done = 0,
  total: number | null = null,
  detail: string | null = null,
): JobProgress {
  return { phase, done, total, perSecond: null, secondsLeft: null, detail };
}
