import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { isDamage, reasonOfSqliteCode } from "../db/sqlite-error.ts";
import { TransferError } from "./errors.ts";
import { followThread, type FollowThread } from "./follow-thread.ts";
import type { ImportReport } from "./import-report.ts";
import { forgetTrials, pathOfTrial } from "./kept-files.ts";
import type { ThreadError } from "./thread-messages.ts";

/** What to look at, and how. */
export interface PreviewInThread extends Omit<FollowThread, "explain"> {
  /** Path of the catalogue, which may be in use. */
  readonly catalogue: string;
  /** Where the copy is while it is needed; made when absent. One preview at a time works in a folder. */
  readonly folder: string;
  /** Path of the file to import. */
  readonly file: string;
  /** How errors call it. */
  readonly fileName: string;
}

/**
 * What an import of the file would do: it is done, by a thread of its own, to a copy of the catalogue. The copy is gone
 * when the promise is settled; one that an earlier process left is removed first.
 * Rejects with TransferError (also when the drive is full), the signal's reason, errors of SQLite.
 */
export async function previewInThread(options: PreviewInThread): Promise<ImportReport> {
  const { catalogue, folder, file, fileName } = options;
  await mkdir(folder, { recursive: true });
  await forgetTrials(folder);
  const trial = pathOfTrial(folder, randomUUID());
  try {
    return await followThread({ kind: "preview", catalogue, file, fileName, trial } as const, {
      ...options,
      explain: (error) => explain(error, options),
    });
  } finally {
    await forgetTrials(folder);
  }
}

function explain({ message, isOfFile, code }: ThreadError, { fileName, folder }: PreviewInThread): Error {
  if (isOfFile) return new TransferError(message);
  if (code === null || isDamage(code)) return Object.assign(new Error(message), code !== null && { code });
  return new TransferError(
    `What ${fileName} would change cannot be found out: that takes a copy of the names in ${path.resolve(folder)}. ` +
      reasonOfSqliteCode(code),
  );
}
