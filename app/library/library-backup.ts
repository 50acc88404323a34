import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { z } from "zod";
import { backUpCatalogueWhileUsed, isBackupName, parseBackupTime } from "../db/backup.ts";
import type { LibraryFolders, OwnedLibrary } from "./open-library.ts";

/** A copy of the catalogue and the journal that belongs to it. */
export interface LibraryBackup {
  /** Of its file; it says when it was made. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly madeAtMs: number;
  readonly sizeBytes: number;
}

/** No backup of this name is there. */
export class UnknownBackupError extends Error {
  override readonly name = "UnknownBackupError";

  constructor() {
    super("This backup is not there any more. Look at the list again.");
  }
}

const journalOf = (backup: string) => backup.replace(/\.db$/, ".jsonl");

/**
 * Copies catalogue and journal into the library's folder of backups, while both are used; a large one takes seconds, with
 * other work getting its turns. `onProgress` gets shares from 0 to 1. Rejects with CatalogueBackupError.
 */
export async function backUpLibrary(
  { db, folders }: Pick<OwnedLibrary, "db" | "folders">,
  { nowMs, onProgress }: { readonly nowMs: number; readonly onProgress?: (share: number) => void },
): Promise<LibraryBackup> {
  const file = await backUpCatalogueWhileUsed(db, folders.backups, nowMs, onProgress);
  if (existsSync(folders.journal)) copyFileSync(folders.journal, journalOf(file));
  return describe(file);
}

/** The backups of a library, the newest first. */
export function listLibraryBackups({ backups }: LibraryFolders): LibraryBackup[] {
  if (!existsSync(backups)) return [];
  return readdirSync(backups)
    .filter(isBackupName)
    .sort()
    .reverse()
    .map((name) => describe(path.join(backups, name)));
}

function describe(file: string): LibraryBackup {
  const name = path.basename(file);
  return { name, madeAtMs: parseBackupTime(name), sizeBytes: statSync(file).size };
}

const wishSchema = z.strictObject({ name: z.string().refine(isBackupName) });

function wishPath({ library }: LibraryFolders): string {
  return path.join(library, "restore.json");
}

/** Has the library go back to a backup when it is opened the next time; null = it stays. Throws UnknownBackupError. */
export function planRestore(folders: LibraryFolders, name: string | null): void {
  if (name === null) {
    rmSync(wishPath(folders), { force: true });
    return;
  }
  if (!isBackupName(name) || !existsSync(path.join(folders.backups, name))) throw new UnknownBackupError();
  writeFileSync(wishPath(folders), JSON.stringify({ name }));
}

/** The backup that the library goes back to when it is opened the next time; null = none. */
export function plannedRestore(folders: LibraryFolders): string | null {
  try {
    return wishSchema.parse(JSON.parse(readFileSync(wishPath(folders), "utf8"))).name;
  } catch {
    return null;
  }
}

/**
 * Goes back to a backup if that was planned: for the owner, before the catalogue is opened. What was there is moved, whole,
 * to a folder beside it, from which nothing is ever deleted.
 */
export function restoreIfPlanned(folders: LibraryFolders, nowMs: number): void {
  const name = plannedRestore(folders);
  if (name === null) return;
  const backup = path.join(folders.backups, name);
  if (existsSync(backup)) {
    const aside = path.join(
      folders.library,
      "before-restore",
      new Date(nowMs).toISOString().replaceAll(/[:.]/g, "-"),
    );
    mkdirSync(aside, { recursive: true });
    // Copied first: cut short here, the library is as it was, and it is tried again.
    const fresh = `${folders.catalogue}.restoring`;
    copyFileSync(backup, fresh);
    for (const file of ["", "-wal", "-shm"]
      .map((end) => `${folders.catalogue}${end}`)
      .concat(folders.journal)) {
      if (existsSync(file)) renameSync(file, path.join(aside, path.basename(file)));
    }
    if (existsSync(journalOf(backup))) copyFileSync(journalOf(backup), folders.journal);
    renameSync(fresh, folders.catalogue);
  }
  rmSync(wishPath(folders), { force: true });
}
