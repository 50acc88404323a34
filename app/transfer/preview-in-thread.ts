import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { isDamage, reasonOfSqliteCode } from "../db/sqlite-error.ts";
import { TransferError } from "./errors.ts";
import type { ImportReport } from "./import-report.ts";
import { forgetTrials, pathOfTrial } from "./kept-files.ts";
import type { FailedPreview, PreviewNews, PreviewProgress } from "./preview-messages.ts";

/** What to look at, and how. */
export interface PreviewInThread {
  /** Path of the catalogue, which may be in use. */
  readonly catalogue: string;
  /** Where the copy is while it is needed; made when absent. One preview at a time works in a folder. */
  readonly folder: string;
  /** Path of the file to import. */
  readonly file: string;
  /** How errors call it. */
  readonly fileName: string;
  /** As ImportTransfer has it. */
  readonly dimensionsOf: (model: string) => number | null;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: PreviewProgress) => void;
}

/**
 * What an import of the file would do: it is done, by a thread of its own, to a copy of the catalogue. The copy is gone
 * when the promise is settled; one that an earlier process left is removed first.
 * Rejects with TransferError (also when the drive is full), the signal's reason, errors of SQLite.
 */
export async function previewInThread(options: PreviewInThread): Promise<ImportReport> {
  const { catalogue, folder, file, fileName, signal } = options;
  signal?.throwIfAborted();
  await mkdir(folder, { recursive: true });
  await forgetTrials(folder);
  const workerData = { catalogue, file, fileName, trial: pathOfTrial(folder, randomUUID()) };
  const worker = new Worker(new URL("./preview-thread.ts", import.meta.url), { workerData });
  try {
    return await follow(worker, options);
  } finally {
    await worker.terminate();
    await forgetTrials(folder);
  }
}

async function follow(worker: Worker, options: PreviewInThread): Promise<ImportReport> {
  const { signal, dimensionsOf, onProgress } = options;
  const { promise, resolve, reject } = Promise.withResolvers<ImportReport>();
  const stop = () => {
    reject(signal?.reason as Error);
  };
  worker.on("message", (news: PreviewNews) => {
    switch (news.kind) {
      case "progress":
        onProgress?.(news.progress);
        break;
      case "models":
        worker.postMessage(Object.fromEntries(news.models.map((model) => [model, dimensionsOf(model)])));
        break;
      case "done":
        resolve(news.report);
        break;
      case "failed":
        reject(explain(news.error, options));
        break;
    }
  });
  worker.once("error", reject);
  worker.once("exit", (code) => {
    reject(new Error(`The thread that looks at ${options.fileName} ended with code ${code}.`));
  });
  signal?.addEventListener("abort", stop);
  try {
    if (signal?.aborted === true) stop();
    return await promise;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

function explain({ message, isOfFile, code }: FailedPreview, { fileName, folder }: PreviewInThread): Error {
  if (isOfFile) return new TransferError(message);
  if (code === null || isDamage(code)) return Object.assign(new Error(message), code !== null && { code });
  return new TransferError(
    `What ${fileName} would change cannot be found out: that takes a copy of the names in ${path.resolve(folder)}. ` +
      reasonOfSqliteCode(code),
  );
}
