import { opendir, stat } from "node:fs/promises";
import type { Database } from "../db/open.ts";
import { allRoots, rootContents } from "../db/roots.ts";

/**
 * How a folder is found: "there"; "away" = not there at all, as when its drive is not connected; "unreadable" = Familiar
 * is not let in.
 */
export type FolderState = "there" | "away" | "unreadable";

/** Whether changes of a folder are noticed by themselves; "failed" = the system cannot tell about this folder. */
export type WatchState = "watched" | "off" | "waiting" | "failed";

/** A folder of the library for listings. */
export interface ListedFolder {
  readonly id: number;
  /** To be shown. */
  readonly path: string;
  readonly addedAtMs: number;
  readonly state: FolderState;
  readonly watch: WatchState;
  /** Photo files at or below it. */
  readonly files: number;
  /** Those that were there once and are gone. */
  readonly missing: number;
}

/** The folders of the library with how they are found now; `watches` has the watch states by path. */
export async function listFolders(
  db: Database,
  watches: ReadonlyMap<string, WatchState>,
): Promise<ListedFolder[]> {
  const contents = new Map(rootContents(db).map((content) => [content.rootId, content]));
  return await Promise.all(
    allRoots(db).map(async ({ id, path, addedAtMs }) => ({
      ...{ id, path, addedAtMs },
      state: await folderState(path),
      watch: watches.get(path) ?? "off",
      files: contents.get(id)?.files ?? 0,
      missing: contents.get(id)?.missing ?? 0,
    })),
  );
}

/** A drive that has gone to sleep takes a while to answer; the window does not wait for it. */
const answerTimeoutMs = 2_000;

/** Looks whether a folder is there and can be read. */
export async function folderState(path: string): Promise<FolderState> {
  const { promise: isLate, resolve } = Promise.withResolvers<FolderState>();
  const clock = setTimeout(resolve, answerTimeoutMs, "away");
  try {
    return await Promise.race([lookAt(path), isLate]);
  } finally {
    clearTimeout(clock);
  }
}

async function lookAt(path: string): Promise<FolderState> {
  try {
    if (!(await stat(path)).isDirectory()) return "away";
    await (await opendir(path)).close();
    return "there";
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    return code === "EACCES" || code === "EPERM" ? "unreadable" : "away";
  }
}
