import type { KnownFile } from "../db/files.ts";
import { isInside } from "./paths.ts";
import type { FoundFile } from "./walk.ts";

/** What a scan has to do. */
export interface FileDiff {
  /** Files that are as the catalogue knows them. */
  readonly unchanged: number;
  /** Files to be read and hashed: new, changed, or never identified. */
  readonly toIdentify: FileToIdentify[];
  /** Ids of known files that have gone since the last scan. */
  readonly missing: number[];
  /** Ids of files that were missing and are there again, unchanged. */
  readonly returned: number[];
}

/** A file whose content has to be looked at. */
export interface FileToIdentify extends FoundFile {
  /** The catalogue has never seen this path. */
  readonly isNew: boolean;
}

/** Where a walk has been. All paths are absolute. */
export interface WalkedFolders {
  /** The folders that were walked; known files elsewhere are left alone. */
  readonly roots: readonly string[];
  /** Paths that could not be read: a known file at or below one is neither there nor missing. */
  readonly unknownBelow: readonly string[];
}

/**
 * Compares what a walk found with what the catalogue knows. A file with the same size and modification time is
 * taken to be the same; content is not read. Pure; the order of the results is that of the arguments.
 */
export function diffFiles(
  found: readonly FoundFile[],
  known: readonly KnownFile[],
  walked: WalkedFolders,
): FileDiff {
  const knownByPath = new Map(known.map((file) => [file.path, file]));
  const toIdentify: FileToIdentify[] = [];
  const returned: number[] = [];
  let unchanged = 0;
  for (const file of found) {
    const before = knownByPath.get(file.path);
    knownByPath.delete(file.path);
    if (before === undefined || !isSameFile(before, file))
      toIdentify.push({ ...file, isNew: before === undefined });
    else if (before.missingSinceMs !== null) returned.push(before.id);
    else unchanged += 1;
  }
  const missing = [...knownByPath.values()].filter((file) => isGone(file, walked)).map((file) => file.id);
  return { unchanged, toIdentify, missing, returned };
}

function isSameFile(before: KnownFile, now: FoundFile): boolean {
  const wasIdentified = before.photoId !== null || before.failure !== null;
  return wasIdentified && before.sizeBytes === now.sizeBytes && before.modifiedAtMs === now.modifiedAtMs;
}

function isGone(file: KnownFile, { roots, unknownBelow }: WalkedFolders): boolean {
  return (
    file.missingSinceMs === null &&
    roots.some((root) => isInside(root, file.path)) &&
    !unknownBelow.some((folder) => isInside(folder, file.path))
  );
}
