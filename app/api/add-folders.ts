import { realpath, stat } from "node:fs/promises";
import { basename } from "node:path";
import { addRoot } from "../db/roots.ts";
import type { Job } from "../jobs/runner.ts";
import { hasPhotoExtension } from "../photo/format.ts";
import type { ServerContext } from "./context.ts";
import { RefusedError } from "./errors.ts";

/**
 * Adds folders (or single photos) to the library and begins to scan them. Rejects with RefusedError when one is gone, or
 * when none of them is a folder or a photo.
 */
export async function addFolders(
  { library, jobs, events, now }: Pick<ServerContext, "library" | "jobs" | "events" | "now">,
  paths: readonly string[],
): Promise<{ readonly folders: readonly string[]; readonly job: Job }> {
  const real = new Set(await Promise.all(paths.map(realPathOf)));
  const folders: string[] = [];
  for (const path of real) {
    if ((await stat(path)).isDirectory() || hasPhotoExtension(basename(path))) folders.push(path);
  }
  if (folders.length === 0) {
    throw new RefusedError("None of this is a folder or a photo. Add folders with photos in them.");
  }
  for (const folder of folders) addRoot(library.db, folder, now());
  library.journal.bringUpToDate(library.db);
  events.send({ kind: "changed", parts: ["folders"] });
  return { folders, job: jobs.add("scan", { folders }) };
}

async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (cause) {
    throw new RefusedError(`${path} cannot be opened. Is its drive connected?`, { cause });
  }
}
