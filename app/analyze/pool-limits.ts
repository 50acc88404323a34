import { statSync } from "node:fs";
import { availableParallelism, freemem } from "node:os";
import type { NetworkFiles } from "../faces/network-files.ts";

/** How many analyzers a machine bears, and how long one may take over a photo. */
export interface PoolLimits {
  readonly processes: number;
  readonly timeoutMs: number;
}

const usualTimeoutMs = 120_000;

/** VGG-Face takes up to 7 s a face (decision 0032), and there are photos of a hundred people. */
export const kerasTimeoutMs = 1_200_000;

/** What an analyzer takes, as a multiple of a weights file, before it has let go of what it read (0032). */
const memoryOfWeights = 4;

function sizeOf(path: string): number {
  // A file that is gone is reported by the analyzer, which has words for it.
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** One analyzer a core; with the weights of a network of Keras, 580 MB at most, no more than there is memory for. */
export function poolLimits(
  { embedding }: NetworkFiles,
  machine = { cores: availableParallelism(), freeBytes: freemem() },
): PoolLimits {
  if (embedding.keras === undefined) return { processes: machine.cores, timeoutMs: usualTimeoutMs };
  const fitting = Math.floor(machine.freeBytes / (sizeOf(embedding.path) * memoryOfWeights || 1));
  return { processes: Math.max(1, Math.min(machine.cores, fitting)), timeoutMs: kerasTimeoutMs };
}
