import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { FaceIndex } from "./face-index.ts";
import type { NearFaces } from "./grouping-problem.ts";
import { nearFaces, type NeighboursTask } from "./near-faces.ts";

/** What a thread allocates it needs for a moment only. The index is not part of it. */
const resourceLimits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 };

/** Looks up neighbours in an index, so many tasks at a time. Close it. */
export interface NeighbourSearch extends AsyncDisposable {
  readonly tasksAtOnce: number;
  /** Faces of a task: small enough that other work gets its turn soon. */
  readonly facesPerTask: number;
  readonly near: (task: NeighboursTask) => Promise<NearFaces>;
}

/** From so many faces on, threads save more time than it takes to give each an index of its own. */
const facesForThreads = 5_000;

/** More threads would take more memory, an index each, than is worth the time. */
const mostThreads = 4;

/**
 * Looks up `faces` faces: here, or, when they are many and there is more than one processor, in threads of which each
 * reads the index from a file of its own in the system's temporary folder.
 */
export async function openNeighbourSearch(
  index: FaceIndex,
  faces: number,
  processors = availableParallelism(),
): Promise<NeighbourSearch> {
  if (faces < facesForThreads || processors < 2) return searchHere(index);
  return await searchInThreads(index, Math.min(processors, mostThreads));
}

function searchHere(index: FaceIndex): NeighbourSearch {
  return {
    ...{ tasksAtOnce: 1, facesPerTask: 8 },
    near: async (task) => {
      await setImmediate();
      return nearFaces(index, task);
    },
    [Symbol.asyncDispose]: async () => {
      await setImmediate();
    },
  };
}

async function searchInThreads(index: FaceIndex, threads: number): Promise<NeighbourSearch> {
  const folder = await mkdtemp(path.join(tmpdir(), "familiar-neighbours-"));
  const workerData = { file: path.join(folder, "index.hnsw"), dimensions: index.space.dimensions };
  const workers: Worker[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(workers.map(async (worker) => await worker.terminate()));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await index.write(workerData.file);
    while (workers.length < threads) {
      const thread = new Worker(new URL("./neighbour-thread.ts", import.meta.url), {
        workerData,
        resourceLimits,
      });
      workers.push(thread);
    }
  } catch (error) {
    await close();
    throw error;
  }
  const idle = [...workers];
  return {
    ...{ tasksAtOnce: threads, facesPerTask: 256 },
    near: async (task) => {
      const worker = idle.pop();
      if (worker === undefined) throw new RangeError(`More than ${threads} tasks at once.`);
      const found = await answerOf(worker, task);
      idle.push(worker);
      return found;
    },
    [Symbol.asyncDispose]: close,
  };
}

async function answerOf(worker: Worker, task: NeighboursTask): Promise<NearFaces> {
  const { promise, resolve, reject } = Promise.withResolvers<NearFaces>();
  const stopped = (code: number): void => {
    reject(new Error(`The thread that looks up neighbours ended with code ${code}.`));
  };
  worker.once("message", resolve).once("error", reject).once("exit", stopped);
  worker.postMessage(task);
  try {
    return await promise;
  } finally {
    worker.off("message", resolve).off("error", reject).off("exit", stopped);
  }
}
