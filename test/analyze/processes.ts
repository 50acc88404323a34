import { readFileSync } from "node:fs";

/** Is there a process with this id? One that has ended but was not yet collected by its parent does not count. */
export function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
  } catch {
    return false;
  }
  if (process.platform !== "linux") return true;
  try {
    // The state follows the name, which is in brackets (proc_pid_stat(5)).
    return !readFileSync(`/proc/${processId}/stat`, "utf8").includes(") Z");
  } catch {
    return false;
  }
}

/** Less than the time a test has (vitest.config.ts), so that it is told what was waited for. */
const deadlineMs = 100_000;

/** Waits until `condition` holds; fails with `what` after a time far longer than it ever takes. */
export async function waitUntil(what: string, condition: () => boolean): Promise<void> {
  const deadline = performance.now() + deadlineMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`Waited ${deadlineMs / 1000} s in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
