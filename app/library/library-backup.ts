import { copyFileSync, existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
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

/** The journal that belongs to a backup, by its path or name. */
export const journalOf = (backup: string) => backup.replace(/\.db$/, ".jsonl");

/**
 * Copies catalogue and journal into the library's folder of backups, while both are used; a large one takes seconds, with
 * other work getting its turns. `onProgress` gets shares from 0 to 1; the backup `keep` is not the one that makes room
 * for it. Rejects with CatalogueBackupError.
 */
export async function backUpLibrary(
  { db, folders }: Pick<OwnedLibrary, "db" | "folders">,
  options: {
    readonly nowMs: number;
    readonly onProgress?: (share: number) => void;
    readonly keep?: string;
  },
): Promise<LibraryBackup> {
  const file = await backUpCatalogueWhileUsed(db, folders.backups, options);
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
