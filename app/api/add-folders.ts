import { realpath, stat } from "node:fs/promises";
import { basename } from "node:path";
import { addRoot } from "../db/roots.ts";
import type { Job } from "../jobs/job.ts";
import { isInside } from "../library/paths.ts";
import { hasMediaExtension } from "../photo/format.ts";
import type { ServerContext } from "./context.ts";
import { RefusedError } from "./errors.ts";

/**
 * Adds folders to the library and begins to scan them; single photos are scanned too. Rejects with RefusedError when one
 * is gone, or Familiar's own, or when none of them is a folder or a photo; nothing is added then.
 */
export async function addFolders(
  { library, jobs, events, now }: Pick<ServerContext, "library" | "jobs" | "events" | "now">,
  paths: readonly string[],
): Promise<{ readonly folders: readonly string[]; readonly job: Job }> {
  const own = await realpath(library.folders.library);
  const real = [...new Set(await Promise.all(paths.map(realPathOf)))];
  if (real.some((path) => isInside(own, path))) {
    throw new RefusedError("This is where Familiar keeps its own files. Choose the folder with your photos.");
  }
  const looked = await Promise.all(
    real.map(async (path) => ({ path, isFolder: (await stat(path)).isDirectory() })),
  );
  const usable = looked.filter(({ path, isFolder }) => isFolder || hasMediaExtension(basename(path)));
  if (usable.length === 0) {
    throw new RefusedError("None of this is a folder or a photo. Add folders with photos in them.");
  }
  for (const { path, isFolder } of usable) if (isFolder) addRoot(library.db, path, now());
  library.journal.bringUpToDate(library.db);
  events.send({ kind: "changed", parts: ["folders", "photos", "people", "albums"] });
  const folders = usable.map(({ path }) => path);
  return { folders, job: jobs.add("scan", { folders, retryFailed: false }) };
}

async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (cause) {
    throw new RefusedError(`${path} cannot be opened. Is its drive connected?`, { cause });
  }
}
