import { createSerialProcess, type ProcessFailure } from "./serial-process.ts";
import { fromLive, type LiveFrame, type LiveSetup, type SeenFrame, type ToLive } from "./live-messages.ts";

/** A picture of a camera was not looked at; `message` says why, for people. */
export class LiveError extends Error {
  override readonly name = "LiveError";
}

/** Looks at the pictures of cameras, in a process of its own: a scan goes on beside it, and the server answers. */
export interface LiveEye {
  /** One picture after the other. Rejects with LiveError. */
  readonly look: (setup: LiveSetup, frame: LiveFrame) => Promise<SeenFrame>;
  /** Ends the process; what is under way is rejected. */
  readonly close: () => void;
}

/** How it runs; tests have shorter times, and a process that does what they need. */
export interface LiveEyeOptions {
  readonly entry?: URL;
  /** How long one picture may take, in milliseconds; the first one waits for the models. */
  readonly timeoutMs?: number;
  /** How long an idle process is kept, in milliseconds. */
  readonly keptForMs?: number;
}

/** The models load in a third of a second, of a busy computer in some; a picture takes some 30 ms. */
const usualTimeoutMs = 30_000;

/** Somebody who stops the camera and starts it again does not wait; the models hold some 150 MB. */
const usuallyKeptForMs = 20_000;

const reasons: Readonly<Record<ProcessFailure, string>> = {
  crashed: "The program that looks at the camera's pictures stopped unexpectedly. Start the camera again.",
  nonsense: "The program that looks at the camera's pictures answered nonsense. Start the camera again.",
  "too-slow":
    "This computer is too busy to look at the camera's pictures. Close other programs, or pause what Familiar is doing.",
  closing: "Familiar is closing.",
};

/** No process is started before there is a picture; one that dies is started again for the next picture. */
export function createLiveEye(options: LiveEyeOptions = {}): LiveEye {
  const { timeoutMs = usualTimeoutMs, keptForMs = usuallyKeptForMs } = options;
  const { run, close } = createSerialProcess<LiveSetup, LiveFrame, SeenFrame>({
    entry: options.entry ?? new URL("./live-worker.ts", import.meta.url),
    keptForMs,
    timeoutFor: () => timeoutMs,
    setupMessage: (setup): ToLive => ({ type: "setup", setup }),
    jobMessage: (jobId, frame): ToLive => ({ type: "look", jobId, frame }),
    readAnswer: (received) => {
      const { data: message } = fromLive.safeParse(received);
      if (message === undefined) return null;
      return {
        jobId: message.jobId,
        answer: () => {
          if (message.type === "seen") return message.seen;
          throw new LiveError(
            message.isPicture ? message.reason : `Faces cannot be looked for: ${message.reason}`,
          );
        },
      };
    },
    explain: (failure) => new LiveError(reasons[failure]),
  });
  return { look: run, close };
}
