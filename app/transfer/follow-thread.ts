import { Worker } from "node:worker_threads";
import type {
  ThreadNews,
  ThreadError,
  ThreadProgress,
  ThreadResults,
  ThreadTask,
} from "./thread-messages.ts";

/** How a thread is followed. */
export interface FollowThread {
  /** How long the vectors of a model are; null for a model that this Familiar does not know. */
  readonly dimensionsOf: (model: string) => number | null;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ThreadProgress) => void;
  /** What the thread could not do, as an error of this one. */
  readonly explain: (error: ThreadError) => Error;
}

/**
 * Does a task in a thread of its own, which has ended when the promise is settled.
 * Rejects with what `explain` gives, and the signal's reason.
 */
export async function followThread<Task extends ThreadTask>(
  task: Task,
  options: FollowThread,
): Promise<ThreadResults[Task["kind"]]> {
  options.signal?.throwIfAborted();
  const worker = new Worker(new URL("./transfer-thread.ts", import.meta.url), { workerData: task });
  try {
    return await resultOf<Task["kind"]>(worker, options);
  } finally {
    await worker.terminate();
  }
}

async function resultOf<Kind extends ThreadTask["kind"]>(
  worker: Worker,
  { signal, dimensionsOf, onProgress, explain }: FollowThread,
): Promise<ThreadResults[Kind]> {
  const { promise, resolve, reject } = Promise.withResolvers<ThreadResults[Kind]>();
  const stop = () => {
    reject(signal?.reason as Error);
  };
  worker.on("message", (news: ThreadNews<Kind>) => {
    switch (news.kind) {
      case "progress":
        onProgress?.(news.progress);
        break;
      case "models":
        worker.postMessage(Object.fromEntries(news.models.map((model) => [model, dimensionsOf(model)])));
        break;
      case "done":
        resolve(news.result);
        break;
      case "failed":
        reject(explain(news.error));
        break;
    }
  });
  worker.once("error", reject);
  worker.once("exit", (code) => {
    reject(new Error(`The thread that imports names ended with code ${code}.`));
  });
  signal?.addEventListener("abort", stop);
  try {
    if (signal?.aborted === true) stop();
    return await promise;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}
