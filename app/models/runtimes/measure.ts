import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

import { z } from "zod";

import { runtimeMeasure, type MeasuredWork, type RuntimeMeasure } from "./measure-messages.ts";
import type { RuntimeName } from "../runtime-names.ts";

/** A runtime that cannot be measured, as it does not load here or cannot run a model. */
export class RuntimeUnusableError extends Error {
  override readonly name = "RuntimeUnusableError";
}

const answerSchema = z.union([runtimeMeasure, z.string()]);

const defaultTimeoutMs = 60_000;

/**
 * Measures one runtime on models, in a process of its own that ends with it. Without models it only tells what the
 * runtime is made of.
 * @throws RuntimeUnusableError with the reason
 */
export async function measureRuntime(
  runtime: RuntimeName,
  works: readonly MeasuredWork[],
  timeoutMs = defaultTimeoutMs,
): Promise<RuntimeMeasure> {
  const entry = fileURLToPath(new URL("./measure-worker.ts", import.meta.url));
  const child = fork(entry, {
    serialization: "advanced",
    execArgv: [],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
  try {
    return await new Promise<RuntimeMeasure>((resolve, reject) => {
      child.once("message", (message) => {
        const answer = answerSchema.parse(message);
        if (typeof answer === "string") reject(new RuntimeUnusableError(answer));
        else resolve(answer);
      });
      child.once("error", reject);
      child.once("exit", (code, signal) => {
        reject(new RuntimeUnusableError(`Its process ended (${signal ?? code ?? "unknown"}).`));
      });
      child.send({ runtime, works });
    });
  } finally {
    clearTimeout(timer);
    child.kill("SIGKILL");
  }
}
