import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach } from "vitest";

const commandLine = fileURLToPath(new URL("../../app/cli/familiar.ts", import.meta.url));

/** How a run of the command line ended. */
export interface FinishedRun {
  /** null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly errors: string;
}

/** A run of the command line that goes on beside the test. */
export interface RunningFamiliar {
  readonly pid: number;
  /** What it has said so far. */
  readonly said: { out: string; errors: string };
  readonly ended: Promise<FinishedRun>;
  /** Resolves once stdout or stderr holds `pattern`; rejects when the run ends without having said it. */
  readonly says: (pattern: RegExp) => Promise<void>;
  readonly signal: (signal: NodeJS.Signals) => void;
}

/** What a test may say about the process. */
export type RunOptions = Pick<SpawnOptions, "cwd" | "env" | "uid" | "gid" | "detached"> & {
  /** Close stdout at once, as `| true` does. */
  readonly closeOutput?: boolean;
};

const running = new Set<ChildProcess>();

afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
});

/** Starts the real command line in a process of its own, which ends with the test at the latest. */
export function startFamiliar(args: readonly string[], options: RunOptions = {}): RunningFamiliar {
  const { closeOutput, ...spawning } = options;
  const child = spawn(process.execPath, [commandLine, ...args], {
    ...spawning,
    // The user's own settings must not reach a test.
    env: { ...process.env, FAMILIAR_LIBRARY: undefined, FAMILIAR_DEBUG: undefined, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (closeOutput === true) child.stdout.destroy();
  const said = { out: "", errors: "" };
  const listeners = new Set<() => void>();
  const hear = (stream: "out" | "errors") => (text: string) => {
    said[stream] += text;
    for (const listener of listeners) listener();
  };
  child.stdout.setEncoding("utf8").on("data", hear("out"));
  child.stderr.setEncoding("utf8").on("data", hear("errors"));
  const ended = endOf(child, said);
  running.add(child);
  child.once("exit", () => running.delete(child));
  return {
    pid: child.pid ?? 0,
    said,
    ended,
    says: async (pattern) => {
      await heard(pattern, said, listeners, ended);
    },
    signal: (signal) => {
      child.kill(signal);
    },
  };
}

/** Runs a command to its end. */
export async function runFamiliar(args: readonly string[], options: RunOptions = {}): Promise<FinishedRun> {
  return await startFamiliar(args, options).ended;
}

async function endOf(child: ChildProcess, said: { out: string; errors: string }): Promise<FinishedRun> {
  return await new Promise((resolve, reject) => {
    child.once("error", reject);
    // "close" comes after the last output, "exit" may come before it.
    child.once("close", (exitCode, signal) => {
      resolve({ exitCode, signal, ...said });
    });
  });
}

async function heard(
  pattern: RegExp,
  said: { out: string; errors: string },
  listeners: Set<() => void>,
  ended: Promise<FinishedRun>,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<"heard">();
  const listen = () => {
    if (pattern.test(said.out) || pattern.test(said.errors)) resolve("heard");
  };
  listeners.add(listen);
  listen();
  const first = await Promise.race([promise, ended]);
  listeners.delete(listen);
  if (first !== "heard") throw new Error(`It ended without saying ${String(pattern)}:\n${said.errors}`);
}
