import {
  deleteJob,
  findJob,
  finishedJobs,
  forgetOldJobs,
  insertJob,
  jobReport,
  nextQueuedJob,
  openJobs,
  requeueRunningJobs,
  saveJobReport,
  updateJob,
  type JobRow,
} from "../db/jobs.ts";
import type { Database } from "../db/open.ts";
import { JobStateError, UnknownJobError } from "./errors.ts";
import type { JobKind, JobWeight } from "./job-kind.ts";
import { parseReport, type JobReport } from "./job-report.ts";
import { viewJob, type Job } from "./job.ts";
import { runJob, type RunningJob } from "./run-job.ts";

/** What the runner works with. */
export interface JobRunnerOptions {
  readonly db: Database;
  readonly kinds: readonly JobKind[];
  readonly now: () => number;
  /** Called whenever a job changed: its state, or how far it is. */
  readonly onChange: (job: Job) => void;
  /** An error of a run in words for people. */
  readonly explain: (error: unknown) => string;
  /** Resolves when the end of a run may be written down. */
  readonly mayWrite: () => Promise<void>;
  /** How a run ended could not be written down (a full disk); it is run again when the library is opened the next time. */
  readonly onError: (error: unknown) => void;
}

/** How many finished runs are kept for the user to read. */
const keptRuns = 100;

const weights: readonly JobWeight[] = ["machine", "side", "asked"];

/**
 * Runs jobs in the order in which they were asked for: one at a time of those that use the whole machine, beside it one of
 * those that do not, and one for which the user waits. Close it: what runs goes on next time.
 */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #kinds: ReadonlyMap<string, JobKind>;
  readonly #running = new Map<JobWeight, RunningJob>();
  #isStarted = false;
  #isClosed = false;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
    this.#kinds = new Map(options.kinds.map((kind) => [kind.kind, kind]));
    requeueRunningJobs(options.db);
  }

  /** Begins with what an earlier process left in the queue. */
  start(): void {
    this.#isStarted = true;
    this.#runNext();
  }

  /** Puts a job into the queue. One that waits there already, of the same kind with the same params, is not doubled. */
  add(kind: string, params: unknown): Job {
    const { db, now } = this.#options;
    const text = JSON.stringify(this.#kindOf(kind).params.parse(params));
    const waiting = openJobs(db).find(
      (job) => job.kind === kind && job.params === text && job.state === "queued",
    );
    const jobId = waiting?.id ?? insertJob(db, { kind, params: text, createdAtMs: now() });
    if (waiting === undefined) this.#announce(jobId);
    this.#runNext();
    return this.get(jobId);
  }

  /** @throws UnknownJobError. */
  get(jobId: number): Job {
    return this.#view(this.#rowOf(jobId));
  }

  /** What came of a run in figures and file by file; null when it has nothing to tell. @throws UnknownJobError. */
  report(jobId: number): JobReport | null {
    return parseReport(jobReport(this.#options.db, this.#rowOf(jobId).id));
  }

  /** What runs and waits, oldest first, then what is over, newest first. */
  list(): { readonly open: readonly Job[]; readonly finished: readonly Job[] } {
    const { db } = this.#options;
    const isKnown = ({ kind }: JobRow) => this.#kinds.has(kind);
    return {
      open: openJobs(db)
        .filter(isKnown)
        .map((row) => this.#view(row)),
      finished: finishedJobs(db, keptRuns)
        .filter(isKnown)
        .map((row) => this.#view(row)),
    };
  }

  /** Stops a job for now; resolves when it has stopped. @throws UnknownJobError, JobStateError. */
  async pause(jobId: number): Promise<Job> {
    return await this.#stop(jobId, "paused");
  }

  /** Ends a job for good; what it has done stays. @throws UnknownJobError, JobStateError. */
  async cancel(jobId: number): Promise<Job> {
    const job = await this.#stop(jobId, "cancelled");
    const { kind, params } = this.#rowOf(jobId);
    if (job.state === "cancelled") await this.#kindOf(kind).onCancelled?.(JSON.parse(params));
    return job;
  }

  /** Lets a paused job, or one that failed or was cancelled, run again. @throws UnknownJobError, JobStateError. */
  resume(jobId: number): Job {
    const { state } = this.get(jobId);
    if (state === "queued" || state === "running")
      throw new JobStateError("It is running or waiting already.");
    if (state === "done") throw new JobStateError("It is done. Start a new one.");
    saveJobReport(this.#options.db, jobId, null);
    this.#write(jobId, { state: "queued", message: null, finishedAtMs: null });
    this.#runNext();
    return this.get(jobId);
  }

  /** Resolves when nothing runs and nothing waits. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) {
      await Promise.all(
        [...this.#running.values()].map(async ({ ended }) => {
          await ended;
        }),
      );
    }
  }

  /** Stops what runs; it goes on when the library is opened the next time. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const running of this.#running.values()) {
      running.stopAs ??= "queued";
      running.stopping.abort();
    }
    await this.idle();
  }

  async #stop(jobId: number, state: "paused" | "cancelled"): Promise<Job> {
    const job = this.get(jobId);
    const running = [...this.#running.values()].find(({ id }) => id === jobId);
    if (running !== undefined) {
      // Whoever cancels and then pauses has cancelled.
      if (running.stopAs !== "cancelled") running.stopAs = state;
      running.stopping.abort();
      await running.ended;
    } else if (job.state === "queued" || (job.state === "paused" && state === "cancelled")) {
      this.#write(jobId, { state, ...(state === "cancelled" && { finishedAtMs: this.#options.now() }) });
    } else if (job.state !== state) {
      throw new JobStateError("It is over already.");
    }
    return this.get(jobId);
  }

  #runNext(): void {
    if (this.#isClosed || !this.#isStarted) return;
    for (const weight of weights) {
      if (this.#running.has(weight)) continue;
      const kinds = [...this.#kinds.values()].filter((kind) => kind.weight === weight);
      const row = nextQueuedJob(
        this.#options.db,
        kinds.map(({ kind }) => kind),
      );
      if (row !== undefined) this.#begin(row, weight);
    }
  }

  #begin(row: JobRow, weight: JobWeight): void {
    const running: RunningJob = {
      id: row.id,
      stopping: new AbortController(),
      stopAs: null,
      progress: null,
      // Begins in a later turn, so that `running` is complete before anything is reported to it.
      ended: Promise.resolve().then(async () => {
        await this.#run(row, running, weight);
      }),
    };
    this.#running.set(weight, running);
    this.#write(row.id, { state: "running", startedAtMs: this.#options.now(), message: null });
  }

  async #run(row: JobRow, running: RunningJob, weight: JobWeight): Promise<void> {
    const { db, now, explain, mayWrite, onError } = this.#options;
    const kind = this.#kindOf(row.kind);
    const onProgress = () => {
      this.#announce(row.id);
    };
    const { report, ...end } = await runJob(kind, row.params, running, { onProgress, explain });
    await mayWrite();
    this.#running.delete(weight);
    try {
      if (report !== undefined) saveJobReport(db, row.id, JSON.stringify(report));
      const { done = 0, total = null } = running.progress ?? {};
      const isOver = end.state === "done" || end.state === "failed" || end.state === "cancelled";
      this.#write(row.id, { ...end, done, total, ...(isOver && { finishedAtMs: now() }) });
      if (end.state === "done" && kind.isQuiet === true) deleteJob(db, row.id);
      forgetOldJobs(db, keptRuns);
      this.#runNext();
    } catch (error) {
      onError(error);
    }
  }

  #write(jobId: number, change: Partial<JobRow>): void {
    const row = findJob(this.#options.db, jobId);
    if (row === undefined) return;
    updateJob(this.#options.db, jobId, { ...row, ...change });
    this.#announce(jobId);
  }

  #announce(jobId: number): void {
    this.#options.onChange(this.get(jobId));
  }

  #rowOf(jobId: number): JobRow {
    const row = findJob(this.#options.db, jobId);
    if (row === undefined || !this.#kinds.has(row.kind)) throw new UnknownJobError(jobId);
    return row;
  }

  #kindOf(kind: string): JobKind {
    const found = this.#kinds.get(kind);
    if (found === undefined) throw new RangeError(`There is no job of the kind ${kind}.`);
    return found;
  }

  #view(row: JobRow): Job {
    const running = [...this.#running.values()].find(({ id }) => id === row.id);
    return viewJob(row, this.#kindOf(row.kind), running?.progress ?? null);
  }
}
