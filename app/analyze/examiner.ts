import { fork, type ChildProcess } from "node:child_process";
import { getCompileCacheDir } from "node:module";
import type { NetworkFiles } from "../faces/network-files.ts";
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
   * `known` = the faces to look at, null = find them. Rejects with PhotoError for a photo that cannot be used, also one
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
  readonly jobs: Map<number, Waiting>;
}

interface Waiting {
  readonly resolve: (photo: ExaminedPhoto) => void;
  readonly reject: (error: Error) => void;
  readonly clock: NodeJS.Timeout;
}

/** The models hold some 150 MB, and load in a third of a second. */
const keptForMs = 60_000;

/** Far more than the largest photo takes on a slow computer. */
const timeoutMs = 120_000;

/** No process is started before there is a photo to look at; it goes when none came for a minute. */
export function createExaminer(): Examiner {
  let running: Running | null = null;
  let idleClock: NodeJS.Timeout | null = null;
  let lastJobId = 0;

  const stop = (reason: string) => {
    const ended = running;
    running = null;
    if (idleClock !== null) clearTimeout(idleClock);
    idleClock = null;
    if (ended === null) return;
    for (const { reject, clock } of ended.jobs.values()) {
      clearTimeout(clock);
      reject(new PhotoError("damaged", reason));
    }
    ended.jobs.clear();
    ended.child.kill("SIGKILL");
  };
  const start = (networks: NetworkFiles): Running => {
    const child = fork(new URL("./examine-worker.ts", import.meta.url), [], {
      env: { ...process.env, NODE_COMPILE_CACHE: getCompileCacheDir() },
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    // An idle examiner keeps nothing alive.
    child.unref();
    const started: Running = { child, networks: JSON.stringify(networks), jobs: new Map() };
    child.on("message", (received) => {
      receive(started, received);
    });
    const gone = () => {
      if (running === started) stop("The program that reads photos crashed on this file. It may be damaged.");
    };
    child.once("error", gone).once("exit", gone);
    say(child, { type: "setup", networks });
    return started;
  };
  const receive = ({ jobs }: Running, received: unknown) => {
    const message = fromExaminer.parse(received);
    const waiting = jobs.get(message.jobId);
    if (waiting === undefined) return;
    jobs.delete(message.jobId);
    clearTimeout(waiting.clock);
    if (message.type === "examined") waiting.resolve(message.examined);
    else
      waiting.reject(
        message.code === null ? new Error(message.reason) : new PhotoError(message.code, message.reason),
      );
    if (jobs.size === 0) {
      idleClock = setTimeout(() => {
        stop("");
      }, keptForMs).unref();
    }
  };

  return {
    examine: async (networks, photo, known) => {
      if (running !== null && running.networks !== JSON.stringify(networks))
        stop("The models were changed meanwhile.");
      running ??= start(networks);
      if (idleClock !== null) clearTimeout(idleClock);
      const { child, jobs } = running;
      const jobId = ++lastJobId;
      const { promise, resolve, reject } = Promise.withResolvers<ExaminedPhoto>();
      const clock = setTimeout(() => {
        stop("It takes too long to read. The file may be damaged.");
      }, timeoutMs);
      jobs.set(jobId, { resolve, reject, clock });
      say(child, { type: "examine", jobId, photo, known: known === null ? null : [...known] });
      return await promise;
    },
    close: () => {
      stop("Familiar is closing.");
    },
  };
}

/** A process that is just dying takes no messages; its exit is what counts. */
function say(child: ChildProcess, message: ToExaminer): void {
  if (child.connected) child.send(message, () => undefined);
}
