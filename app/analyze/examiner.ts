import { fork, type ChildProcess } from "node:child_process";
import { getCompileCacheDir } from "node:module";
import type { NetworkFiles } from "../faces/network-files.ts";
import { kerasTimeoutMs } from "./pool-limits.ts";
import { PhotoError } from "../photo/photo-error.ts";
import {
  fromExaminer,
  type ExaminedPhoto,
  type KnownPlace,
  type PhotoToExamine,
  type ToExaminer,
} from "./examine-messages.ts";

/** Looks at single photos closely, in a process of its own that loads its models once. */
export interface Examiner {
  /**
   * One photo after the other. `known` = the faces to look at, null = find them. Rejects with PhotoError for a photo that cannot be used, also one
   * that the process dies on; with the runtime's error when the models cannot be loaded.
   */
  readonly examine: (
    networks: NetworkFiles,
    photo: PhotoToExamine,
    known: readonly KnownPlace[] | null,
  ) => Promise<ExaminedPhoto>;
  /** Ends the process; what is under way is rejected. */
  readonly close: () => void;
}

interface Running {
  readonly child: ChildProcess;
  readonly networks: string;
  /** What it looks at: one photo at a time, so that it is known which one it dies on. */
  job: Waiting | null;
}

interface Waiting {
  readonly id: number;
  readonly resolve: (photo: ExaminedPhoto) => void;
  readonly reject: (error: Error) => void;
  readonly clock: NodeJS.Timeout;
}

/** The models hold some 150 MB, and load in a third of a second. */
const usuallyKeptForMs = 60_000;

/** Far more than the largest photo takes on a slow computer. */
const usualTimeoutMs = 60_000;

/** How an examiner runs; tests have shorter times, and a process that does what they need. */
export interface ExaminerOptions {
  readonly entry?: URL;
  /** How long one photo may take, in milliseconds. */
  readonly timeoutMs?: number;
  /** How long an idle process is kept, in milliseconds. */
  readonly keptForMs?: number;
}

/** No process is started before there is a photo to look at; it goes when none came for a minute. */
export function createExaminer(options: ExaminerOptions = {}): Examiner {
  const { keptForMs = usuallyKeptForMs } = options;
  const timeoutFor = (networks: NetworkFiles): number =>
    options.timeoutMs ?? (networks.embedding.keras === undefined ? usualTimeoutMs : kerasTimeoutMs);
  const entry = options.entry ?? new URL("./examine-worker.ts", import.meta.url);
  let running: Running | null = null;
  let idleClock: NodeJS.Timeout | undefined;
  let lastJobId = 0;
  let isClosed = false;
  /** Fulfilled when nobody is before the next one. */
  let turn: Promise<unknown> = Promise.resolve();

  const stop = (reason: string) => {
    const ended = running;
    running = null;
    clearTimeout(idleClock);
    if (ended === null) return;
    const { job, child } = ended;
    clearTimeout(job?.clock);
    job?.reject(new PhotoError("damaged", reason));
    child.kill("SIGKILL");
  };
  const start = (networks: NetworkFiles): Running => {
    const child = fork(entry, [], {
      env: { ...process.env, NODE_COMPILE_CACHE: getCompileCacheDir() },
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    // An idle examiner keeps nothing alive.
    child.unref();
    const started: Running = { child, networks: JSON.stringify(networks), job: null };
    child.on("message", (received) => {
      if (running === started) receive(started, received);
    });
    const gone = () => {
      if (running === started) stop("The program that reads photos crashed on this file. It may be damaged.");
    };
    child.once("error", gone).once("exit", gone);
    say(child, { type: "setup", networks });
    return started;
  };
  const receive = (by: Running, received: unknown) => {
    const parsed = fromExaminer.safeParse(received);
    // Nothing that a hostile file has it say may harm its owner.
    if (!parsed.success || parsed.data.jobId !== by.job?.id) {
      stop("The program that reads photos made no sense of this file. It may be damaged.");
      return;
    }
    const { data: message } = parsed;
    const { resolve, reject, clock } = by.job;
    by.job = null;
    clearTimeout(clock);
    idleClock = setTimeout(stop, keptForMs, "").unref();
    if (message.type === "examined") resolve(message.examined);
    else if (message.code === null) reject(new Error(message.reason));
    else reject(new PhotoError(message.code, message.reason));
  };
  const examineNow: Examiner["examine"] = async (networks, photo, known) => {
    if (isClosed) throw new PhotoError("damaged", closing);
    if (running !== null && running.networks !== JSON.stringify(networks)) stop("");
    running ??= start(networks);
    clearTimeout(idleClock);
    const { promise, resolve, reject } = Promise.withResolvers<ExaminedPhoto>();
    const clock = setTimeout(
      stop,
      timeoutFor(networks),
      "It takes too long to read. The file may be damaged.",
    );
    const id = ++lastJobId;
    running.job = { id, resolve, reject, clock };
    say(running.child, { type: "examine", jobId: id, photo, known: known === null ? null : [...known] });
    return await promise;
  };

  return {
    examine: async (...photo) => {
      const examined = turn.then(async () => await examineNow(...photo));
      turn = examined.catch(() => undefined);
      return await examined;
    },
    close: () => {
      isClosed = true;
      stop(closing);
    },
  };
}

const closing = "Familiar is closing.";

/** A process that is just dying takes no messages; its exit is what counts. */
function say(child: ChildProcess, message: ToExaminer): void {
  if (child.connected) child.send(message, () => undefined);
}
