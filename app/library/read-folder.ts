import { isUtf8 } from "node:buffer";
import type { BigIntStats } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";

/** What a folder holds, hidden things and clutter left out, each list in the order of the names' characters. */
export interface FolderContent {
  readonly fileNames: string[];
  readonly folderNames: string[];
  /** Symbolic links, wherever they lead. */
  readonly linkNames: string[];
  /** Names that are not UTF-8, as far as they can be shown. They cannot be opened by this text. */
  readonly unreadableNames: { readonly name: string; readonly isFolder: boolean }[];
}

/** Copies, waste and index folders that systems and network drives put beside people's photos; in small letters. */
const clutterNames = new Set([
  ...["@eadir", "#recycle", "#snapshot", "@recycle", "@recently-snapshot"], // Synology, QNAP
  ...["$recycle.bin", "system volume information", "thumbs"], // Windows
  ...["__macosx", "lost+found"], // zip files of macOS, ext4
]);

/** What is in a folder, or the system's error code ("EACCES") when it cannot be read. */
export async function readFolder(folder: string): Promise<FolderContent | string> {
  try {
    const entries = (await readdir(folder, { withFileTypes: true })).filter((entry) => isWanted(entry.name));
    const isSuspect = entries.some(({ name }) => name.includes("\uFFFD") || !name.isWellFormed());
    const unreadable = isSuspect ? await namesOutsideUtf8(folder) : new Set<string>();
    const readable = entries.filter((entry) => !unreadable.has(entry.name));
    return {
      fileNames: sortedNames(readable.filter((entry) => entry.isFile())),
      folderNames: sortedNames(readable.filter((entry) => entry.isDirectory())),
      linkNames: sortedNames(readable.filter((entry) => entry.isSymbolicLink())),
      unreadableNames: entries
        .filter((entry) => unreadable.has(entry.name))
        .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() })),
    };
  } catch (error) {
    return codeOf(error);
  }
}

/** The status of what a path leads to, links followed, or the system's error code ("ENOENT"). */
export async function statusOrCode(path: string): Promise<BigIntStats | string> {
  try {
    // As big integers: identities of NTFS need all their 64 bits, or two folders would pass for one.
    return await stat(path, { bigint: true });
  } catch (error) {
    return codeOf(error);
  }
}

/** The same for two paths exactly when they lead to the same file or folder. */
export async function identityOf(path: string, status: BigIntStats): Promise<string> {
  // Some network and user-space file systems number nothing.
  if (status.ino === 0n) return await realpath(path).catch(() => path);
  return `${status.dev}:${status.ino}`;
}

/** Modification time in milliseconds since 1970 with fractions: exactly the number that `stat` gives as `mtimeMs`. */
export function modifiedAtMsOf({ mtimeNs }: BigIntStats): number {
  const nanosecondsPerSecond = 1_000_000_000n;
  return Number(mtimeNs / nanosecondsPerSecond) * 1_000 + Number(mtimeNs % nanosecondsPerSecond) / 1_000_000;
}

function isWanted(name: string): boolean {
  return !name.startsWith(".") && !clutterNames.has(name.toLowerCase());
}

// The replacement character may also be a real part of a name; only the bytes tell.
async function namesOutsideUtf8(folder: string): Promise<Set<string>> {
  const names = await readdir(folder, { encoding: "buffer" });
  return new Set(names.filter((name) => !isUtf8(name)).map((name) => name.toString("utf8")));
}

function sortedNames(entries: readonly { readonly name: string }[]): string[] {
  return entries.map((entry) => entry.name).sort();
}

function codeOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  throw error;
}
