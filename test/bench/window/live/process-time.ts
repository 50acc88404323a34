import { readdirSync, readFileSync } from "node:fs";

/** Processor time, in milliseconds, of this process and all below it, by what they are. */
export interface ProcessTimes {
  readonly server: number;
  /** Looks at the pictures. */
  readonly eye: number;
  readonly browser: number;
}

/** The kernel's clock ticks are hundredths of a second on every Linux that Node runs on (sysconf(_SC_CLK_TCK)). */
const tickMs = 10;

interface Running {
  readonly id: number;
  readonly parent: number;
  readonly ms: number;
  readonly command: string;
}

/** null where there is no /proc. */
export function processTimes(): ProcessTimes | null {
  if (process.platform !== "linux") return null;
  const all = readdirSync("/proc").flatMap((name) => readProcess(name) ?? []);
  const below = new Set([process.pid]);
  for (let before = 0; before < below.size;) {
    before = below.size;
    for (const { id, parent } of all) if (below.has(parent)) below.add(id);
  }
  const own = all.filter(({ id }) => below.has(id));
  const sum = (isMeant: (running: Running) => boolean) =>
    own.filter(isMeant).reduce((total, { ms }) => total + ms, 0);
  return {
    server: sum(({ id }) => id === process.pid),
    eye: sum(({ command }) => command.includes("live-worker")),
    browser: sum(({ command }) => command.includes("chrom")),
  };
}

function readProcess(name: string): Running | null {
  const id = Number(name);
  if (!Number.isInteger(id)) return null;
  try {
    // The name, in brackets, may hold anything (proc_pid_stat(5)); the fields after it are counted from the third.
    const fields = readFileSync(`/proc/${name}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    const ms = (Number(fields[11]) + Number(fields[12])) * tickMs;
    const command = readFileSync(`/proc/${name}/cmdline`, "utf8");
    return { id, parent: Number(fields[1]), ms, command };
  } catch {
    // It ended meanwhile.
    return null;
  }
}
