import { Analyzer, type AnalyzerEvents, type JobRequest } from "./analyzer.ts";
import type { AnalyzerSetup, FaceToEmbed, ReadFile } from "./messages.ts";
import {
  analysisOutcomeOf,
  embeddingOutcomeOf,
  type AnalysisOutcome,
  type EmbeddingOutcome,
  type JobEnding,
} from "./outcomes.ts";
import { poolLimits } from "./pool-limits.ts";

export type { AnalysisOutcome } from "./outcomes.ts";

/** Settings of a pool; every one has a default but the setup. */
export interface PoolOptions {
  readonly setup: AnalyzerSetup;
  /** One process a core by default, fewer with large networks (pool-limits.ts). */
  readonly processes?: number;
  /** Asked once a file is read and hashed: is its content worth an analysis? Default: always. */
  readonly isWanted?: (file: ReadFile, path: string) => boolean;
  /** A photo that takes longer than this counts as a crash. */
  readonly timeoutMs?: number;
  /** The analyzer's entry file; another one only in tests. */
  readonly entry?: URL;
}

interface Job {
  readonly request: JobRequest;
  readonly finish: (ending: JobEnding, file: ReadFile | null) => void;
  readonly fail: (error: unknown) => void;
  file: ReadFile | null;
  /** It was being worked on when an analyzer died: it runs alone next time. */
  isSuspect: boolean;
}

/**
 * While one photo decodes or runs through a network, the next is read and hashed, so that a core never
 * waits for a message or the disk.
 */
const jobsPerAnalyzer = 2;

/** Analyzers that die this often in a row without a photo done will never work on this machine. */
const maximumFailedStarts = 3;

/** Raised when analyzers cannot be started at all. */
export class AnalyzerStartError extends Error {
  override readonly name = "AnalyzerStartError";
}

/**
 * Keeps one analyzer process a core busy with photos, and survives the death of any of them: the photos it
 * was working on are tried once more, each alone; one that kills its analyzer again is reported as crashed.
 */
export class AnalyzerPool {
  readonly #options: Required<PoolOptions>;
  readonly #analyzers = new Map<Analyzer, Map<number, Job>>();
  readonly #waiting: Job[] = [];
  readonly #suspects: Job[] = [];
  #nextId = 1;
  #failedStarts = 0;
  #startFailure: AnalyzerStartError | null = null;
  #isClosed = false;

  constructor(options: PoolOptions) {
    this.#options = {
      ...poolLimits(options.setup.networks),
      isWanted: () => true,
      entry: new URL("./worker.ts", import.meta.url),
      ...options,
    };
    for (let started = 0; started < this.#options.processes; started++) this.#startAnalyzer();
  }

  /** How many photos keep every analyzer busy; giving more at once gains nothing. */
  get capacity(): number {
    return this.#options.processes * jobsPerAnalyzer;
  }

  /** Process ids of the analyzers now alive. */
  get processIds(): number[] {
    return [...this.#analyzers.keys()].flatMap(({ processId }) => (processId === null ? [] : [processId]));
  }

  /**
   * Analyses one photo. Rejects with AnalyzerStartError, or with what `isWanted` threw for it; all that is the
   * photo's fault is an outcome.
   */
  async analyse(path: string): Promise<AnalysisOutcome> {
    return await this.#run({ type: "read", jobId: this.#nextId++, path }, analysisOutcomeOf);
  }

  /**
   * Represents faces of a photo that are known, if the file still has this content (32 bytes of SHA-256). Rejects with
   * AnalyzerStartError; all that is the photo's fault is an outcome.
   */
  async embed(
    path: string,
    contentHash: Uint8Array,
    faces: readonly FaceToEmbed[],
  ): Promise<EmbeddingOutcome> {
    const request: JobRequest = {
      ...{ type: "embed", jobId: this.#nextId++, path, contentHash },
      faces: [...faces],
    };
    return await this.#run(request, (ending) => embeddingOutcomeOf(ending, faces.length));
  }

  /** Ends every analyzer at once; unfinished photos end as cancelled. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancelAll();
    await Promise.all(
      [...this.#analyzers.keys()].map(async (analyzer) => {
        await analyzer.stop();
      }),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #run<Outcome>(
    request: JobRequest,
    outcomeOf: (ending: JobEnding, file: ReadFile | null) => Outcome,
  ): Promise<Outcome> {
    if (this.#startFailure !== null) throw this.#startFailure;
    if (this.#isClosed) return outcomeOf({ type: "cancelled" }, null);
    const outcome = await new Promise<Outcome>((resolve, reject) => {
      const finish: Job["finish"] = (ending, file) => {
        resolve(outcomeOf(ending, file));
      };
      this.#waiting.push({ request, finish, fail: reject, file: null, isSuspect: false });
      this.#handOut();
    });
    // The analyzers can give up while the photo waits; then "cancelled" is not the whole story.
    this.#throwStartFailure();
    return outcome;
  }

  #throwStartFailure(): void {
    if (this.#startFailure !== null) throw this.#startFailure;
  }

  #startAnalyzer(): void {
    const { setup, entry, timeoutMs } = this.#options;
    const jobs = new Map<number, Job>();
    const events: AnalyzerEvents = {
      onReady: () => {
        this.#handOut();
      },
      onMessage: (message) => {
        this.#receive(analyzer, jobs, message);
      },
      onExit: (wasReady, reason) => {
        this.#replace(analyzer, jobs, wasReady, reason);
      },
    };
    const analyzer = new Analyzer({ entry, setup, timeoutMs, events });
    this.#analyzers.set(analyzer, jobs);
  }

  #handOut(): void {
    for (const [analyzer, jobs] of this.#analyzers) {
      if (!analyzer.isReady || [...jobs.values()].some(({ isSuspect }) => isSuspect)) continue;
      const suspect = jobs.size === 0 ? this.#suspects.shift() : undefined;
      if (suspect !== undefined) {
        this.#give(analyzer, jobs, suspect);
        continue;
      }
      // A suspect must run alone: with one waiting, this analyzer runs dry instead of taking more.
      if (this.#suspects.length > 0) continue;
      while (jobs.size < jobsPerAnalyzer) {
        const job = this.#waiting.shift();
        if (job === undefined) break;
        this.#give(analyzer, jobs, job);
      }
    }
  }

  #give(analyzer: Analyzer, jobs: Map<number, Job>, job: Job): void {
    jobs.set(job.request.jobId, job);
    analyzer.give(job.request);
  }

  #receive(
    analyzer: Analyzer,
    jobs: Map<number, Job>,
    message: Parameters<AnalyzerEvents["onMessage"]>[0],
  ): void {
    const job = jobs.get(message.jobId);
    if (job === undefined) return;
    if (message.type === "identified") {
      job.file = message.file;
      analyzer.decide(message.jobId, this.#isWanted(jobs, job, message.file));
      return;
    }
    jobs.delete(message.jobId);
    this.#failedStarts = 0;
    job.finish(message, job.file);
    this.#handOut();
  }

  /** An error here (a catalogue that cannot be read) is the caller's of `analyse`, not the event loop's. */
  #isWanted(jobs: Map<number, Job>, job: Job, file: ReadFile): boolean {
    try {
      return this.#options.isWanted(file, job.request.path);
    } catch (error) {
      jobs.delete(job.request.jobId);
      job.fail(error);
      return false;
    }
  }

  /** Takes a dead analyzer out, decides what becomes of its photos, and starts another. */
  #replace(analyzer: Analyzer, jobs: Map<number, Job>, wasReady: boolean, reason: string): void {
    this.#analyzers.delete(analyzer);
    if (this.#isClosed) return;
    for (const job of jobs.values()) {
      if (job.isSuspect) job.finish({ type: "crashed", reason }, job.file);
      else this.#suspects.push({ ...job, isSuspect: true });
    }
    // Ready and gone again without a photo is no better than never ready.
    const isUseless = !wasReady || jobs.size === 0;
    if (isUseless && ++this.#failedStarts >= maximumFailedStarts) {
      // Others work: then this one was one too many for the machine, and they go on without it.
      if ([...this.#analyzers.keys()].some(({ isReady }) => isReady)) return;
      this.#startFailure = new AnalyzerStartError(`Photos cannot be analysed on this computer: ${reason}`);
      this.#cancelAll();
      return;
    }
    this.#startAnalyzer();
  }

  #cancelAll(): void {
    const jobs = [...this.#analyzers.values()].flatMap((running) => [...running.values()]);
    for (const running of this.#analyzers.values()) running.clear();
    for (const job of [...jobs, ...this.#suspects.splice(0), ...this.#waiting.splice(0)]) {
      job.finish({ type: "cancelled" }, job.file);
    }
  }
}
