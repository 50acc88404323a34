import type { JobState } from "../db/jobs.ts";
import type { JobKind, JobProgress } from "./job-kind.ts";
import type { JobReport } from "./job-report.ts";

/** A run that is going on. */
export interface RunningJob {
  readonly id: number;
  readonly stopping: AbortController;
  /** What becomes of it when it has stopped. */
  stopAs: "paused" | "cancelled" | "queued" | null;
  progress: JobProgress | null;
  readonly ended: Promise<void>;
}

/** How a run ended. */
export interface JobEnd {
  readonly state: JobState;
  /** Absent = it was stopped before it had something to say. */
  readonly message?: string;
  readonly report?: JobReport;
}

/** Runs a job to its end, which may be that it fails, with a reason in words for people; never rejects. */
export async function runJob(
  kind: JobKind,
  params: string,
  running: RunningJob,
  tools: { readonly onProgress: () => void; readonly explain: (error: unknown) => string },
): Promise<JobEnd> {
  try {
    const outcome = await kind.run(JSON.parse(params), {
      signal: running.stopping.signal,
      report: (progress) => {
        running.progress = progress;
        tools.onProgress();
      },
    });
    return { ...outcome, state: running.stopAs ?? "done" };
  } catch (error) {
    return running.stopAs === null
      ? { state: "failed", message: tools.explain(error) }
      : { state: running.stopAs };
  }
}
