import { fork, type ChildProcess, type Serializable } from "node:child_process";
import { getCompileCacheDir } from "node:module";

/** What went wrong with a job, other than what the process itself said. */
export type ProcessFailure =
  /** The process died on it. */
  | "crashed"
  /** Its answer made no sense. */
  | "nonsense"
  | "too-slow"
  /** `close` was called. */
  | "closing";

/** A process that does one job after the other, set up once. */
export interface SerialProcess<Setup, Job, Answer> {
  /** One job after the other. Rejects with what `readAnswer` throws, or with what `explain` makes of a failure. */
  readonly run: (setup: Setup, job: Job) => Promise<Answer>;
  /** Ends the process; what is under way and what waits is rejected. */
  readonly close: () => void;
}

/** How such a process is spoken to. */
export interface SerialProcessOptions<Setup, Job, Answer> {
  readonly entry: URL;
  /** How long one job may take, in milliseconds. */
  readonly timeoutFor: (setup: Setup) => number;
  /** How long an idle process is kept, in milliseconds. */
  readonly keptForMs: number;
  /** The first message; another setup gets another process. */
  readonly setupMessage: (setup: Setup) => Serializable;
  readonly jobMessage: (jobId: number, job: Job) => Serializable;
  /** The number of the job that is answered, and what gives the answer or throws; null = it makes no sense. */
  readonly readAnswer: (
    received: unknown,
  ) => { readonly jobId: number; readonly answer: () => Answer } | null;
  readonly explain: (failure: ProcessFailure) => Error;
}

interface Running<Answer> {
  readonly child: ChildProcess;
  readonly setup: string;
  /** What it does: one job at a time, so that it is known which one it dies on. */
  job: Waiting<Answer> | null;
}

interface Waiting<Answer> {
  readonly id: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
  readonly clock: NodeJS.Timeout;
}

/**
 * No process is started before there is a job; it goes when none came for a while, and another one comes for the job
 * after the one that it died on.
 */
export function createSerialProcess<Setup, Job, Answer>(
  options: SerialProcessOptions<Setup, Job, Answer>,
): SerialProcess<Setup, Job, Answer> {
  const { entry, timeoutFor, keptForMs, explain } = options;
  let running: Running<Answer> | null = null;
  let idleClock: NodeJS.Timeout | undefined;
  let lastJobId = 0;
  let isClosed = false;
  /** Fulfilled when nobody is before the next one. */
  let turn: Promise<unknown> = Promise.resolve();

  const stop = (failure: ProcessFailure) => {
    const ended = running;
    running = null;
    clearTimeout(idleClock);
    if (ended === null) return;
    const { job, child } = ended;
    clearTimeout(job?.clock);
    job?.reject(explain(failure));
    child.kill("SIGKILL");
  };
  const start = (setup: Setup): Running<Answer> => {
    const child = fork(entry, [], {
      env: { ...process.env, NODE_COMPILE_CACHE: getCompileCacheDir() },
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    // An idle process keeps nothing alive.
    child.unref();
    const started: Running<Answer> = { child, setup: JSON.stringify(setup), job: null };
    child.on("message", (received) => {
      if (running === started) receive(started, received);
    });
    const gone = () => {
      if (running === started) stop("crashed");
    };
    child.once("error", gone).once("exit", gone);
    say(child, options.setupMessage(setup));
    return started;
  };
  const receive = (by: Running<Answer>, received: unknown) => {
    const read = options.readAnswer(received);
    // Nothing that a hostile file has it say may harm its owner.
    if (read === null || read.jobId !== by.job?.id) {
      stop("nonsense");
      return;
    }
    const { resolve, reject, clock } = by.job;
    by.job = null;
    clearTimeout(clock);
    idleClock = setTimeout(stop, keptForMs, "closing").unref();
    try {
      resolve(read.answer());
    } catch (error) {
      reject(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const runNow = async (setup: Setup, job: Job): Promise<Answer> => {
    if (isClosed) throw explain("closing");
    if (running !== null && running.setup !== JSON.stringify(setup)) stop("closing");
    running ??= start(setup);
    clearTimeout(idleClock);
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const clock = setTimeout(stop, timeoutFor(setup), "too-slow");
    const id = ++lastJobId;
    running.job = { id, resolve, reject, clock };
    say(running.child, options.jobMessage(id, job));
    return await promise;
  };

  return {
    run: async (setup, job) => {
      const done = turn.then(async () => await runNow(setup, job));
      turn = done.catch(() => undefined);
      return await done;
    },
    close: () => {
      isClosed = true;
      stop("closing");
    },
  };
}

/** A process that is just dying takes no messages; its exit is what counts. */
function say(child: ChildProcess, message: Serializable): void {
  if (child.connected) child.send(message, () => undefined);
}
