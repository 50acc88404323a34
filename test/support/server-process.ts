import { fork, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { serverToShell, type ServerToShell, type ShellToServer } from "../../app/api/shell-messages.ts";
import { passOn } from "../../main/proxy.ts";

/** What the desktop app starts. */
export const serverProcessEntry = fileURLToPath(new URL("../../app/server-process.ts", import.meta.url));

/** Of every server process of the tests. */
export const processToken = "a-token-of-the-tests-that-is-long-enough";

/** A server process as the desktop app has one, spoken to as the desktop app does. */
export interface StartedServerProcess {
  readonly pid: number;
  readonly socketPath: string;
  readonly say: (message: ShellToServer) => void;
  /** Resolves with the first message of this type that was not taken yet; rejects when the process ends before. */
  readonly hears: <Type extends ServerToShell["type"]>(
    type: Type,
    fits?: (message: Extract<ServerToShell, { type: Type }>) => boolean,
  ) => Promise<Extract<ServerToShell, { type: Type }>>;
  /** Asks as the window does: path of the address, and what `fetch` takes. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  readonly disconnect: () => void;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** What to start it from; another one for a packaged app. */
export interface ServerProcessOptions {
  readonly node?: string;
  readonly entry?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Sees nothing of our own environment but `env`. */
  readonly isAlone?: boolean;
}

/** Starts a server process that ends with the running test at the latest. It is told nothing yet. */
export function startServerProcess(options: ServerProcessOptions = {}): StartedServerProcess {
  // Not the test's own folder: a socket's path may have 104 bytes on macOS.
  const folder = mkdtempSync(join(tmpdir(), "fam-"));
  const socketPath =
    process.platform === "win32" ? `\\\\.\\pipe\\${folder.slice(-10)}` : join(folder, "socket");
  const child = fork(options.entry ?? serverProcessEntry, [], {
    execPath: options.node ?? process.execPath,
    execArgv: [],
    env: { ...(options.isAlone !== true && process.env), FAMILIAR_LIBRARY: undefined, ...options.env },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let errors = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const ended = new Promise<Awaited<StartedServerProcess["ended"]>>((resolve) => {
    child.once("exit", (code, signal) => {
      resolve({ code, signal });
    });
  });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    pid: child.pid ?? 0,
    ...{ socketPath, ended },
    say: (message) => {
      child.send(message);
    },
    hears: listenTo(child, () => errors),
    ask: async (path, init) =>
      await passOn(new Request(`familiar://app${path}`, init), { socketPath, token: processToken }),
    disconnect: () => {
      child.disconnect();
    },
    kill: (signal) => {
      child.kill(signal);
    },
  };
}

function listenTo(child: ChildProcess, errors: () => string): StartedServerProcess["hears"] {
  const heard: ServerToShell[] = [];
  const listeners = new Set<() => void>();
  child.on("message", (message) => {
    heard.push(serverToShell.parse(message));
    for (const listener of listeners) listener();
  });
  return async (type, fits = () => true) => {
    type Heard = Extract<ServerToShell, { type: typeof type }>;
    const { promise, resolve, reject } = Promise.withResolvers<Heard>();
    const look = () => {
      const place = heard.findIndex((message) => message.type === type && fits(message as Heard));
      if (place >= 0) resolve(heard.splice(place, 1)[0] as Heard);
    };
    const fail = () => {
      reject(new Error(`It ended without saying "${type}". It said: ${JSON.stringify(heard)}\n${errors()}`));
    };
    listeners.add(look);
    child.once("close", fail);
    look();
    try {
      return await promise;
    } finally {
      listeners.delete(look);
      child.off("close", fail);
    }
  };
}
