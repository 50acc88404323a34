import { spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import path from "node:path";

import { FetchError } from "./errors.ts";
import type { PackTarball } from "./fetch-npm.ts";

interface Program {
  readonly command: string;
  readonly leadingArguments: readonly string[];
  readonly needsShell: boolean;
}

/**
 * The npm that started us (then no program called npm need be on PATH), else the one on PATH. Other package managers
 * set npm_execpath too, and their `pack` does something else.
 */
export function chooseNpm(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): Program {
  const starter = environment["npm_execpath"] ?? "";
  if (/npm-cli\.c?js$/.test(starter)) {
    return { command: process.execPath, leadingArguments: [starter], needsShell: false };
  }
  // On Windows npm is a batch file, which only a shell can run.
  if (platform === "win32") return { command: "npm.cmd", leadingArguments: [], needsShell: true };
  return { command: "npm", leadingArguments: [], needsShell: false };
}

/** npm's error codes for a network that is not there. */
const offlineCodes = new Set([
  ...["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH"],
  ...["ENOTCACHED", "ERR_SOCKET_TIMEOUT"],
]);

/** Turns what npm wrote on stderr into an error for people. */
export function explainNpmFailure(spec: string, output: string): FetchError {
  const code = /^npm (?:error|ERR!) code (\S+)/m.exec(output)?.[1];
  if (code !== undefined && offlineCodes.has(code)) {
    return new FetchError(
      "offline",
      `There is no connection to the npm registry, which has ${spec} (${code}).`,
    );
  }
  if (code === "E404" || code === "ETARGET") {
    return new FetchError("refused", `The npm registry does not have ${spec} (${code}).`);
  }
  const firstLine = output
    .trim()
    .split("\n")
    .find((line) => /^npm (?:error|ERR!)/.test(line) && !line.includes(" code "));
  return new FetchError(
    "failed",
    `npm could not fetch ${spec}: ${firstLine ?? (output.trim() || "it gave no reason")}`,
  );
}

async function runNpm(
  spec: string,
  parameters: readonly string[],
  cwd: string,
  signal?: AbortSignal,
): Promise<void> {
  const npm = chooseNpm(process.env, process.platform);
  await new Promise<void>((resolve, reject) => {
    const child = spawn(npm.command, [...npm.leadingArguments, ...parameters], {
      cwd,
      shell: npm.needsShell,
      stdio: ["ignore", "ignore", "pipe"],
      signal,
    });
    let output = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.on("error", (cause) => {
      if (signal?.aborted === true) reject(cause);
      else {
        const message = `npm, which fetches ${spec}, could not be started: is npm installed and on PATH?`;
        reject(new FetchError("npm-missing", message, { cause }));
      }
    });
    child.on("close", (exitCode) => {
      if (exitCode === 0) resolve();
      else reject(explainNpmFailure(spec, output));
    });
  });
}

/** Fetches a package's tarball with `npm pack`, so that the user's npm settings (proxy, registry, cache) hold. */
export const packWithNpm: PackTarball = async (spec, destination, signal) => {
  const parameters = ["pack", spec, "--pack-destination", ".", "--ignore-scripts"];
  // Two retries with pauses up to a minute, npm's default, would let a machine without network wait for long.
  const settings = ["--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--loglevel=error"];
  await runNpm(spec, [...parameters, ...settings], destination, signal);
  signal?.throwIfAborted();
  const tarball = (await readdir(destination)).find((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new FetchError("failed", `npm pack ${spec} left no file.`);
  return path.join(destination, tarball);
};
