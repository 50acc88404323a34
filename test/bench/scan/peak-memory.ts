import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";

/** Often enough to see a decode of 0.1 s, seldom enough to cost no photo its time. */
const sampleIntervalMs = 100;

/** Watches a process and all that it started; `stop` gives the largest sum seen, in bytes; null = none. */
export interface MemoryWatch {
  /** What is summed. */
  readonly measure: "PSS" | "RSS";
  stop(): Promise<number | null>;
}

/**
 * Sums the memory of a process and its children every 0.1 s. On Linux that is PSS, which divides shared pages by
 * those who share them; elsewhere RSS, which counts them for each. Null where neither can be had (Windows).
 */
export function watchMemory(processId: number): MemoryWatch {
  const isLinux = process.platform === "linux";
  const stopping = new AbortController();
  const read = isLinux ? readPss : readRss;
  const watching = (async () => {
    let peak: number | null = null;
    while (!stopping.signal.aborted) {
      const bytes = await read(processId).catch(() => null);
      if (bytes !== null) peak = Math.max(peak ?? 0, bytes);
      await setTimeout(sampleIntervalMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    return peak;
  })();
  return {
    measure: isLinux ? "PSS" : "RSS",
    async stop() {
      stopping.abort();
      return await watching;
    },
  };
}

async function readPss(processId: number): Promise<number> {
  const processIds = [processId, ...(await childrenOf(processId))];
  const sizes = await Promise.all(
    processIds.map(async (id) => {
      // A process that has just ended counts nothing.
      const text = await readFile(`/proc/${id}/smaps_rollup`, "utf8").catch(() => "");
      return Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0) * 1024;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** A process is the child of the thread that forked it. */
async function childrenOf(processId: number): Promise<number[]> {
  const threads = await readdir(`/proc/${processId}/task`);
  const lists = await Promise.all(
    threads.map(
      async (thread) => await readFile(`/proc/${processId}/task/${thread}/children`, "utf8").catch(() => ""),
    ),
  );
  return lists.flatMap((list) => list.split(" ").filter((id) => id.trim() !== "")).map(Number);
}

async function readRss(processId: number): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-axo", "pid=,ppid=,rss="]);
  const rows = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  return rows
    .filter(([id, parentId]) => id === processId || parentId === processId)
    .reduce((sum, [, , kilobytes = 0]) => sum + kilobytes * 1024, 0);
}
