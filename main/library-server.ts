import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { serverToShell, type ServerToShell, type ShellToServer } from "../app/api/shell-messages.ts";
import type { ServerAddress } from "./proxy.ts";
import { lastingMs, maximumFailures, restartDelayMs } from "./restart-delay.ts";
import type { ServerPlace } from "./server-place.ts";

/** What the shell does with what its server says. */
export type NewsFromServer = Exclude<ServerToShell, { type: "ready" | "failed" }>;

/** How a server is run. */
export interface LibraryServerOptions {
  readonly place: ServerPlace;
  /** Null = the one of this user. */
  readonly libraryFolder: string | null;
  readonly newSocketPath: () => string;
  readonly onNews: (news: NewsFromServer) => void;
  /** It cannot serve the library, or does not stay alive; `start` tries again. */
  readonly onFailed: (code: string, message: string) => void;
  /** What it writes to stderr. */
  readonly onLog: (text: string) => void;
}

/** Enough of what a dying process says to explain its death. */
const keptErrorCharacters = 2_000;

interface Running {
  readonly child: ChildProcess;
  readonly startedAtMs: number;
  readonly exited: Promise<void>;
  isReady: boolean;
  hasFailed: boolean;
  errors: string;
}

/** Keeps a library server alive: one that dies is started again, at another address. Stop it when the app ends. */
export class LibraryServer {
  readonly #options: LibraryServerOptions;
  #running: Running | null = null;
  #address = Promise.withResolvers<ServerAddress>();
  #failures = 0;
  #clock: NodeJS.Timeout | undefined;
  #isStopping = false;

  constructor(options: LibraryServerOptions) {
    this.#options = options;
  }

  /** Starts it, also again after it failed. Does nothing while one runs. */
  start(): void {
    if (this.#running !== null || this.#isStopping) return;
    clearTimeout(this.#clock);
    const { place, libraryFolder, newSocketPath } = this.#options;
    const address = { socketPath: newSocketPath(), token: randomBytes(32).toString("base64url") };
    // Not fork(): Electron's own lets the child become an Electron, which the fuses forbid.
    const child = spawn(place.node, [place.entry], {
      cwd: place.cwd,
      env: place.env,
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      windowsHide: true,
    });
    const { promise: exited, resolve } = Promise.withResolvers<undefined>();
    const running: Running = {
      child,
      startedAtMs: performance.now(),
      exited,
      isReady: false,
      hasFailed: false,
      errors: "",
    };
    this.#running = running;
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      running.errors = (running.errors + text).slice(-keptErrorCharacters);
      this.#options.onLog(text);
    });
    child.on("message", (received) => {
      const message = serverToShell.safeParse(received);
      if (message.success) this.#receive(message.data, running, address);
      else this.#options.onLog(`The server said what makes no sense: ${message.error.message}\n`);
    });
    // "error" alone means that it never started; "close" comes after its last words.
    child.once("error", (error) => {
      running.errors += error.message;
      if (child.pid === undefined) this.#ended(running, resolve);
    });
    child.once("close", () => {
      this.#ended(running, resolve);
    });
    this.#say({ type: "start", libraryFolder, ...address });
  }

  /** Where it listens, once it does. Rejects with the signal's reason. */
  async address(signal: AbortSignal): Promise<ServerAddress> {
    const { promise, reject } = Promise.withResolvers<never>();
    const abort = () => {
      reject(signal.reason as Error);
    };
    signal.addEventListener("abort", abort);
    if (signal.aborted) abort();
    try {
      return await Promise.race([this.#address.promise, promise]);
    } finally {
      signal.removeEventListener("abort", abort);
    }
  }

  /** Adds what the user dropped or chose. */
  addFolders(folders: readonly string[]): void {
    if (folders.length > 0) this.#say({ type: "folders", folders: [...folders] });
  }

  /** Answers "choose-folders". */
  answerFolders(askId: number, folders: readonly string[]): void {
    this.#say({ type: "chosen", askId, folders: [...folders] });
  }

  /** Lets it finish what it writes; resolves when it has ended. It is not started again. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#clock);
    this.#say({ type: "stop" });
    await this.#running?.exited;
  }

  /** Ends it at once. What was written is in the catalogue, and what was not is done again. */
  kill(): void {
    this.#running?.child.kill("SIGKILL");
  }

  #receive(message: ServerToShell, running: Running, address: ServerAddress): void {
    if (message.type === "ready") {
      running.isReady = true;
      this.#address.resolve(address);
    } else if (message.type === "failed") {
      running.hasFailed = true;
      this.#options.onFailed(message.code, message.message);
    } else this.#options.onNews(message);
  }

  #ended(running: Running, resolve: (value: undefined) => void): void {
    if (this.#running !== running) return;
    this.#running = null;
    // Who waits for one that never was ready goes on waiting.
    if (running.isReady) this.#address = Promise.withResolvers();
    resolve(undefined);
    if (this.#isStopping || running.hasFailed) {
      this.#options.onNews({ type: "activity", activity: null });
      return;
    }
    this.#failures = performance.now() - running.startedAtMs >= lastingMs ? 1 : this.#failures + 1;
    if (this.#failures >= maximumFailures) {
      this.#failures = 0;
      this.#options.onNews({ type: "activity", activity: null });
      this.#options.onFailed("Crashed", errorLineOf(running.errors));
      return;
    }
    this.#clock = setTimeout(() => {
      this.start();
    }, restartDelayMs(this.#failures));
  }

  /** A server that is just dying takes no messages; its end is what counts. */
  #say(message: ShellToServer): void {
    const child = this.#running?.child;
    if (child?.connected === true) child.send(message, () => undefined);
  }
}

/** Of a stack trace, the line that names the error; else the last line. */
function errorLineOf(output: string): string {
  const lines = output.trim().split("\n");
  return lines.findLast((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1) ?? "";
}
