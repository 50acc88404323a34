import { randomUUID } from "node:crypto";
import { chmod, copyFile, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";

import { ModelFileError } from "./errors.ts";

const incomingPrefix = ".incoming-";
/** Older than any download takes: such a folder was left by a process that was killed. */
const abandonedAfterMs = 24 * 60 * 60 * 1000;

async function removeAbandoned(storeFolder: string): Promise<void> {
  for (const name of await readdir(storeFolder)) {
    if (!name.startsWith(incomingPrefix)) continue;
    const folder = path.join(storeFolder, name);
    const modifiedMs = await stat(folder).then(
      (entry) => entry.mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - modifiedMs > abandonedAfterMs) await rm(folder, { recursive: true, force: true });
  }
}

/** A full disk, a folder that may not be written...: what a call to the system reports, not what our code throws. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

/**
 * Runs `work` with a new empty folder inside the store (the same disk, so that a rename out of it is atomic) and
 * removes it afterwards. Each call has its own, so processes that install at once do not meet.
 * @throws ModelFileError when the store's folder cannot be written, or `work` fails at writing
 */
export async function withIncomingFolder<Result>(
  storeFolder: string,
  work: (incomingFolder: string) => Promise<Result>,
): Promise<Result> {
  const incomingFolder = path.join(storeFolder, `${incomingPrefix}${randomUUID()}`);
  try {
    await mkdir(storeFolder, { recursive: true });
    await removeAbandoned(storeFolder);
    await mkdir(incomingFolder);
  } catch (cause) {
    throw new ModelFileError(storeFolder, "models cannot be stored here; may this folder be written?", {
      cause,
    });
  }
  try {
    return await work(incomingFolder);
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw new ModelFileError(storeFolder, `the model could not be written (${cause.message}).`, { cause });
  } finally {
    await rm(incomingFolder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Moves a finished file to its place in one step; whoever looks sees the old file or the new, never a part. */
export async function moveIntoPlace(finishedFile: string, destination: string): Promise<void> {
  const file = await open(finishedFile, "r+");
  try {
    // Else a power cut could leave the new name on an empty file.
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(finishedFile, destination);
}

/** Copies a file into the store's folder under a new name, in one step. Throws ModelFileError when it cannot be read. */
export async function copyIntoStore(source: string, storeFolder: string, fileName: string): Promise<string> {
  const destination = path.join(storeFolder, fileName);
  await withIncomingFolder(storeFolder, async (incomingFolder) => {
    const copy = path.join(incomingFolder, fileName);
    await copyFile(source, copy).catch((cause: unknown) => {
      throw new ModelFileError(source, "this file could not be copied.", { cause });
    });
    // A copy inherits that its source may not be written, and then not even its owner may open it to sync it.
    await chmod(copy, 0o644);
    await moveIntoPlace(copy, destination);
  });
  return destination;
}
