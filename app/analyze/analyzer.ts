import { fork, type ChildProcess } from "node:child_process";
import { getCompileCacheDir } from "node:module";
import { constants, setPriority } from "node:os";
import { fromAnalyzer, type AnalyzerSetup, type FromAnalyzer, type ToAnalyzer } from "./messages.ts";
import type { JobMessage } from "./outcomes.ts";

/** A photo's job, as the analyzer is told of it. */
export type JobRequest = Extract<ToAnalyzer, { readonly type: "read" | "embed" }>;

/** What the pool is told. */
export interface AnalyzerEvents {
  onReady(): void;
  onMessage(message: JobMessage): void;
  /** The process is gone; `reason` says how, in words for people. */
  onExit(wasReady: boolean, reason: string): void;
}

/** What an analyzer is made from. */
export interface AnalyzerOptions {
  readonly entry: URL;
  readonly setup: AnalyzerSetup;
  readonly timeoutMs: number;
  readonly events: AnalyzerEvents;
}

/** Loading the models takes about 0.2 s; a machine under load may need much more. */
const startTimeoutMs = 60_000;

/**
 * An analyzer's own heap is small (15 MB), but every photo passes 12 MB of pixels through it, and V8 collects
 * garbage each time they reach its first limit: at every other photo. A higher limit (in MB) makes that every
 * twelfth, for 30 MB more memory: 133 became 124 ms of processor time a photo (median of 4 runs each).
 */
const memoryFlags = ["--initial-heap-size=200"];

const hasProcessGroups = process.platform !== "win32";

/** Enough of what a dying process says to explain its death. */
const keptErrorCharacters = 2_000;

/** One analyzer process: from its start to its end, with a clock on every photo. */
export class Analyzer {
  readonly #child: ChildProcess;
  readonly #options: AnalyzerOptions;
  readonly #clocks = new Map<number, NodeJS.Timeout>();
  readonly #exited: Promise<void>;
  #isReady = false;
  #errorOutput = "";
  #endReason: string | null = null;

  constructor(options: AnalyzerOptions) {
    this.#options = options;
    this.#child = fork(options.entry, [], {
      // A process group of its own, so that what it runs (FFmpeg) ends with it. Windows ends children by itself.
      detached: hasProcessGroups,
      execArgv: [...process.execArgv, ...memoryFlags],
      // What this process compiles into, analyzers start from.
      env: { ...process.env, NODE_COMPILE_CACHE: getCompileCacheDir() },
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#lowerPriority();
    const startClock = setTimeout(() => {
      this.#end("The program that reads photos did not start in time.");
    }, startTimeoutMs);
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#errorOutput = (this.#errorOutput + text).slice(-keptErrorCharacters);
    });
    this.#child.on("message", (received) => {
      const message = fromAnalyzer.safeParse(received);
      if (message.success) this.#receive(message.data, startClock);
      else this.#end("the program that reads photos gave an answer that makes no sense");
    });
    this.#exited = new Promise((resolve) => {
      // "error" alone means that the process never started; otherwise "exit" follows.
      this.#child.once("error", (error) => {
        this.#endReason ??= error.message;
        if (this.#child.pid === undefined) this.#finish(startClock, null, null, resolve);
      });
      this.#child.once("exit", (code, signal) => {
        this.#finish(startClock, code, signal, resolve);
      });
    });
    this.#say({ type: "setup", setup: options.setup });
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  get processId(): number | null {
    return this.#child.pid ?? null;
  }

  /** Gives it a photo. */
  give(request: JobRequest): void {
    this.#startClock(request.jobId);
    this.#say(request);
  }

  /** Answers "identified". */
  decide(jobId: number, isWanted: boolean): void {
    this.#say({ type: "decided", jobId, isWanted });
  }

  /** Ends the process and waits until it is gone. */
  async stop(): Promise<void> {
    this.#end("The program that reads photos was stopped.");
    await this.#exited;
  }

  /** The window and the owner come first; photos take what is left. */
  #lowerPriority(): void {
    try {
      if (this.#child.pid !== undefined)
        setPriority(this.#child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
      // Some systems allow no change of priority; the scan works all the same.
    }
  }

  #receive(message: FromAnalyzer, startClock: NodeJS.Timeout): void {
    switch (message.type) {
      case "ready":
        clearTimeout(startClock);
        this.#isReady = true;
        this.#options.events.onReady();
        break;
      case "unusable":
        this.#end(message.reason);
        break;
      case "identified":
        this.#options.events.onMessage(message);
        break;
      case "working":
        if (this.#clocks.has(message.jobId)) this.#startClock(message.jobId);
        break;
      case "analysed":
      case "embedded":
      case "failed":
      case "skipped":
        this.#stopClock(message.jobId);
        this.#options.events.onMessage(message);
        break;
    }
  }

  /** Anew, when one is running. */
  #startClock(jobId: number): void {
    clearTimeout(this.#clocks.get(jobId));
    const clock = setTimeout(() => {
      const limit = `${Math.round(this.#options.timeoutMs / 1000)} s`;
      this.#end(`It takes too long to read: more than ${limit}. The file may be damaged.`);
    }, this.#options.timeoutMs);
    this.#clocks.set(jobId, clock);
  }

  #stopClock(jobId: number): void {
    clearTimeout(this.#clocks.get(jobId));
    this.#clocks.delete(jobId);
  }

  #end(reason: string): void {
    this.#endReason ??= reason;
    this.#child.kill("SIGKILL");
    this.#killGroup();
  }

  /** What the process has started and left behind; its group is there as long as any of it. */
  #killGroup(): void {
    const { pid } = this.#child;
    if (!hasProcessGroups || pid === undefined) return;
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // Nothing is left.
    }
  }

  /** A process that is just dying takes no messages; its exit is what counts. */
  #say(message: ToAnalyzer): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  #finish(
    startClock: NodeJS.Timeout,
    code: number | null,
    signal: NodeJS.Signals | null,
    resolve: () => void,
  ): void {
    clearTimeout(startClock);
    this.#killGroup();
    for (const clock of this.#clocks.values()) clearTimeout(clock);
    this.#clocks.clear();
    const wasReady = this.#isReady;
    this.#isReady = false;
    const ending = signal === null ? `exit code ${code ?? "unknown"}` : `signal ${signal}`;
    const lastWords = wasReady ? "" : errorLineOf(this.#errorOutput);
    const reason = `The program that reads photos crashed (${ending})${lastWords && `: ${lastWords}`}.`;
    this.#options.events.onExit(wasReady, this.#endReason ?? reason);
    resolve();
  }
}

/** Of a stack trace, the line that names the error; else the last line. */
function errorLineOf(output: string): string {
  const lines = output.trim().split("\n");
  return lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1) ?? "";
}
