import type { JobRow, JobState } from "../db/jobs.ts";
import type { JobKind, JobProgress } from "./job-kind.ts";

/** A run for the user. */
export interface Job {
  readonly id: number;
  readonly kind: string;
  readonly title: string;
  readonly state: JobState;
  /** Of the run that is going on; null for others. */
  readonly progress: JobProgress | null;
  readonly message: string | null;
  /** Files that were left out, of a run that is over. */
  readonly failures: number;
  readonly createdAtMs: number;
  readonly startedAtMs: number | null;
  readonly finishedAtMs: number | null;
}

/** A job as the user sees it; `progress` is null unless it runs. */
export function viewJob(row: JobRow, kind: JobKind, progress: JobProgress | null): Job {
  const { id, state, message, createdAtMs, startedAtMs, finishedAtMs } = row;
  return {
    ...{ id, kind: row.kind, state, message, createdAtMs, startedAtMs, finishedAtMs },
    title: titleOf(kind, row.params),
    progress,
    failures: row.failures ?? 0,
  };
}

/** A job of another version may have params that this one does not know; it fails when it is run, and is listed. */
function titleOf(kind: JobKind, params: string): string {
  try {
    return kind.title(JSON.parse(params));
  } catch {
    return kind.kind;
  }
}
