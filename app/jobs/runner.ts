import {
  findJob,
  finishedJobs,
  forgetOldJobs,
  insertJob,
  nextQueuedJob,
  openJobs,
  requeueRunningJobs,
  updateJob,
  type JobRow,
  type JobState,
} from "../db/jobs.ts";
import type { Database } from "../db/open.ts";
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
  readonly createdAtMs: number;
  readonly startedAtMs: number | null;
  readonly finishedAtMs: number | null;
}

/** What the runner works with. */
export interface JobRunnerOptions {
  readonly db: Database;
  readonly kinds: readonly JobKind[];
  readonly now: () => number;
  /** Called whenever a job changed: its state, or how far it is. */
  readonly onChange: (job: Job) => void;
  /** An error of a run in words for people. */
  readonly explain: (error: unknown) => string;
}

/** The user asked for something that this job cannot do in its state. */
export class JobStateError extends Error {
  override readonly name = "JobStateError";
}

/** No job has this id. */
export class UnknownJobError extends Error {
  override readonly name = "UnknownJobError";

  constructor(jobId: number) {
    super(`There is no job with the number ${jobId}. Only the last runs are kept.`);
  }
}

/** How many finished runs are kept for the user to read. */
const keptRuns = 100;

interface RunningJob {
  readonly id: number;
  readonly stopping: AbortController;
  /** What becomes of it when it has stopped. */
  stopAs: "paused" | "cancelled" | "queued" | null;
  progress: JobProgress | null;
  readonly ended: Promise<void>;
}

/** Runs jobs one after the other, as each of them uses the whole machine. Close it: what runs goes on next time. */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #kinds: ReadonlyMap<string, JobKind>;
  #running: RunningJob | null = null;
  #isClosed = false;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
    this.#kinds = new Map(options.kinds.map((kind) => [kind.kind, kind]));
    requeueRunningJobs(options.db);
  }

  /** Begins with what an earlier process left in the queue. */
  start(): void {
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
    const row = findJob(this.#options.db, jobId);
    if (row === undefined) throw new UnknownJobError(jobId);
    return this.#view(row);
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
    return await this.#stop(jobId, "cancelled");
  }

  /** Lets a paused job, or one that failed or was cancelled, run again. @throws UnknownJobError, JobStateError. */
  resume(jobId: number): Job {
    const { state } = this.get(jobId);
    if (state === "queued" || state === "running")
      throw new JobStateError("It is running or waiting already.");
    if (state === "done") throw new JobStateError("It is done. Start a new one.");
    this.#write(jobId, { state: "queued", message: null, finishedAtMs: null });
    this.#runNext();
    return this.get(jobId);
  }

  /** Resolves when nothing runs and nothing waits. */
  async idle(): Promise<void> {
    while (this.#running !== null) await this.#running.ended;
  }

  /** Stops what runs; it goes on when the library is opened the next time. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const running = this.#running;
    if (running === null) return;
    running.stopAs ??= "queued";
    running.stopping.abort();
    await running.ended;
  }

  async #stop(jobId: number, state: "paused" | "cancelled"): Promise<Job> {
    const job = this.get(jobId);
    if (this.#running?.id === jobId) {
      const running = this.#running;
      running.stopAs = state;
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
    if (this.#isClosed || this.#running !== null) return;
    const row = nextQueuedJob(this.#options.db);
    if (row === undefined) return;
    const running: RunningJob = {
      id: row.id,
      stopping: new AbortController(),
      stopAs: null,
      progress: null,
      // Begins in a later turn, so that `running` is complete before anything is reported to it.
      ended: Promise.resolve().then(async () => {
        await this.#run(row, running);
      }),
    };
    this.#running = running;
    this.#write(row.id, { state: "running", startedAtMs: this.#options.now(), message: null });
  }

  async #run(row: JobRow, running: RunningJob): Promise<void> {
    const { now } = this.#options;
    let end: Partial<JobRow>;
    try {
      const { message } = await this.#kindOf(row.kind).run(JSON.parse(row.params), {
        signal: running.stopping.signal,
        report: (progress) => {
          running.progress = progress;
          this.#announce(row.id);
        },
      });
      end = { state: running.stopAs ?? "done", message };
    } catch (error) {
      end = {
        state: running.stopAs ?? "failed",
        ...(running.stopAs === null && { message: this.#explain(error) }),
      };
    }
    const { done = 0, total = null } = running.progress ?? {};
    const isOver = end.state === "done" || end.state === "failed" || end.state === "cancelled";
    this.#running = null;
    this.#write(row.id, { ...end, done, total, ...(isOver && { finishedAtMs: now() }) });
    forgetOldJobs(this.#options.db, keptRuns);
    this.#runNext();
  }

  #explain(error: unknown): string {
    return this.#options.explain(error);
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

  #kindOf(kind: string): JobKind {
    const found = this.#kinds.get(kind);
    if (found === undefined) throw new RangeError(`There is no job of the kind ${kind}.`);
    return found;
  }

  #view(row: JobRow): Job {
    const { id, kind, state, message, createdAtMs, startedAtMs, finishedAtMs } = row;
    return {
      ...{ id, kind, state, message, createdAtMs, startedAtMs, finishedAtMs },
      title: this.#kindOf(kind).title(JSON.parse(row.params)),
      progress: this.#running?.id === id ? this.#running.progress : null,
    };
  }
}
