import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

import { FetchError } from "./errors.ts";

export interface Wheel {
  readonly package: string;
  readonly version: string;
}

/** Puts the wheel of a package for Python into the empty folder `destination` and gives its path. */
export type FetchWheel = (wheel: Wheel, destination: string, signal?: AbortSignal) => Promise<string>;

/** pip's words for a registry that it did not reach; it goes on to say that the registry does not have the package. */
const offlineWords =
  /connection|timed out|timeout|name resolution|name or service|network is unreachable|proxy/i;

/** Turns what pip wrote on stderr into an error for people. */
export function explainPipFailure({ package: name, version }: Wheel, output: string): FetchError {
  const spec = `${name} ${version}`;
  const errors = output.split("\n").filter((line) => /^(ERROR|WARNING)/.test(line));
  if (output.includes("No module named pip")) return pipMissing(spec);
  if (offlineWords.test(errors.join("\n"))) {
    return new FetchError(
      "offline",
      `There is no connection to Python's package registry, which has ${spec}.`,
    );
  }
  if (output.includes("No matching distribution")) {
    return new FetchError("refused", `Python's package registry does not have ${spec}.`);
  }
  const [first = output.trim() || "it gave no reason"] = errors;
  return new FetchError("failed", `pip could not fetch ${spec}: ${first}`);
}

function pipMissing(spec: string, cause?: unknown): FetchError {
  return new FetchError(
    "pip-missing",
    `Python's pip, which fetches ${spec}, could not be started: is Python installed, with pip, and on PATH?`,
    { cause },
  );
}

function textOf(error: unknown, field: "stderr" | "code"): string {
  const value: unknown = error instanceof Error && field in error ? Reflect.get(error, field) : undefined;
  return typeof value === "string" ? value : "";
}

/** Fetches a wheel with pip, so that the user's pip settings (proxy, registry, cache) hold; nothing is installed. */
export const fetchWithPip: FetchWheel = async (wheel, destination, signal) => {
  const python = process.platform === "win32" ? "python" : "python3";
  const parameters = [
    "-m",
    "pip",
    "download",
    `${wheel.package}==${wheel.version}`,
    "--no-deps",
    "--dest",
    ".",
  ];
  // The wheel is only read, so it may be for a newer Python than the one here.
  const settings = ["--only-binary=:all:", "--python-version", "3.12", "--disable-pip-version-check"];
  const patience = ["--quiet", "--retries", "1", "--timeout", "20", "--no-input"];
  try {
    await promisify(execFile)(python, [...parameters, ...settings, ...patience], {
      cwd: destination,
      ...(signal !== undefined && { signal }),
    });
  } catch (cause) {
    signal?.throwIfAborted();
    if (textOf(cause, "code") === "ENOENT") throw pipMissing(`${wheel.package} ${wheel.version}`, cause);
    throw explainPipFailure(wheel, textOf(cause, "stderr"));
  }
  const file = (await readdir(destination)).find((name) => name.endsWith(".whl"));
  if (file === undefined) throw new FetchError("failed", `pip download ${wheel.package} left no file.`);
  return path.join(destination, file);
};
