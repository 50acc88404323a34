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
import { createSerialProcess, type ProcessFailure } from "./serial-process.ts";

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

interface Job {
  readonly photo: PhotoToExamine;
  readonly known: KnownPlace[] | null;
}

const reasons: Readonly<Record<ProcessFailure, string>> = {
  crashed: "The program that reads photos crashed on this file. It may be damaged.",
  nonsense: "The program that reads photos made no sense of this file. It may be damaged.",
  "too-slow": "It takes too long to read. The file may be damaged.",
  closing: "Familiar is closing.",
};

/** No process is started before there is a photo to look at; it goes when none came for a minute. */
export function createExaminer(options: ExaminerOptions = {}): Examiner {
  const { keptForMs = usuallyKeptForMs } = options;
  const { run, close } = createSerialProcess<NetworkFiles, Job, ExaminedPhoto>({
    entry: options.entry ?? new URL("./examine-worker.ts", import.meta.url),
    keptForMs,
    timeoutFor: ({ embedding }) =>
      options.timeoutMs ?? (embedding.keras === undefined ? usualTimeoutMs : kerasTimeoutMs),
    setupMessage: (networks): ToExaminer => ({ type: "setup", networks }),
    jobMessage: (jobId, job): ToExaminer => ({ type: "examine", jobId, ...job }),
    readAnswer: (received) => {
      const { data: message } = fromExaminer.safeParse(received);
      if (message === undefined) return null;
      return {
        jobId: message.jobId,
        answer: () => {
          if (message.type === "examined") return message.examined;
          throw message.code === null
            ? new Error(message.reason)
            : new PhotoError(message.code, message.reason);
        },
      };
    },
    explain: (failure) => new PhotoError("damaged", reasons[failure]),
  });
  return {
    examine: async (networks, photo, known) =>
      await run(networks, { photo, known: known === null ? null : [...known] }),
    close,
  };
}
