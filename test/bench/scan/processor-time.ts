import { readFileSync } from "node:fs";
import { cpus } from "node:os";

// Time by the clock is only worth something on a machine that does nothing else. So a measurement also tells the
// processor time it took, and how much other programs took beside it.

/** What happened between the start of a measurement and its end, in seconds of one core. */
export interface ProcessorTime {
  /** This process and the processes that it started and that have ended; null where that cannot be had. */
  readonly ownSeconds: number | null;
  /** All programs of the machine. */
  readonly busySeconds: number;
}

/** Starts a measurement; the function returned ends it. */
export function measureProcessorTime(): () => ProcessorTime {
  const before = { own: ownSeconds(), busy: busySeconds() };
  return () => {
    const own = ownSeconds();
    return {
      ownSeconds: own === null || before.own === null ? null : own - before.own,
      busySeconds: busySeconds() - before.busy,
    };
  };
}

/** Ticks of /proc and of `cpus()`: 100 a second on every Linux that Node runs on. */
const ticksPerSecond = 100;

function ownSeconds(): number | null {
  if (process.platform !== "linux") return null;
  // utime, stime, cutime and cstime; the name before them is in brackets (proc_pid_stat(5)).
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / ticksPerSecond;
}

function busySeconds(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) / 1000;
}
