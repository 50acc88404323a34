import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { z } from "zod";
import { isBackupName } from "../db/backup.ts";
import { examineBackup } from "../db/damage.ts";
import { journalOf } from "./library-backup.ts";
import type { LibraryFolders } from "./open-library.ts";

/** No backup of this name is there. */
export class UnknownBackupError extends Error {
  override readonly name = "UnknownBackupError";

  constructor() {
    super("This backup is not there any more. Look at the list again.");
  }
}

/** The library cannot go back to this backup, and stays as it is. */
export class UnusableBackupError extends Error {
  override readonly name = "UnusableBackupError";

  constructor(backup: string, reason: string, cause?: unknown) {
    super(`The library cannot go back to ${backup}: ${reason} The library is as it was.`, { cause });
  }
}

const wishSchema = z.strictObject({ name: z.string().refine(isBackupName) });

function wishPath({ library }: LibraryFolders): string {
  return path.join(library, "restore.json");
}

/**
 * Has the library go back to a backup when it is opened the next time; null = it stays. Reads the whole backup first.
 * @throws UnknownBackupError; UnusableBackupError for one that is damaged, or of a newer Familiar.
 */
export function planRestore(folders: LibraryFolders, name: string | null): void {
  if (name === null) {
    rmSync(wishPath(folders), { force: true });
    return;
  }
  const backup = path.join(folders.backups, name);
  if (!isBackupName(name) || !existsSync(backup)) throw new UnknownBackupError();
  const condition = examineBackup(backup);
  if (condition !== "sound") throw new UnusableBackupError(name, reasons[condition]);
  writeFileSync(wishPath(folders), JSON.stringify({ name }));
}

const reasons = {
  damaged: "it is damaged.",
  newer: "it was made by a newer Familiar. Update Familiar first.",
} as const;

/** The backup that the library goes back to when it is opened the next time; null = none. */
export function plannedRestore(folders: LibraryFolders): string | null {
  try {
    return wishSchema.parse(JSON.parse(readFileSync(wishPath(folders), "utf8"))).name;
  } catch {
    return null;
  }
}

/** A library that went back to a backup, and was not opened yet. */
export interface Restored {
  readonly name: string;
  /** Puts back how things were before. */
  readonly takeBack: () => void;
}

/**
 * Goes back to a backup if that was planned: for the owner, before the catalogue is opened. What was there is moved, whole,
 * to a folder beside it, from which nothing is ever deleted. null = nothing was planned, or the backup has gone.
 */
export function restoreIfPlanned(folders: LibraryFolders, nowMs: number): Restored | null {
  const name = plannedRestore(folders);
  if (name === null) return null;
  const backup = path.join(folders.backups, name);
  const restored = existsSync(backup) ? restore(folders, backup, nowMs) : null;
  rmSync(wishPath(folders), { force: true });
  return restored;
}

function restore(folders: LibraryFolders, backup: string, nowMs: number): Restored {
  const time = new Date(nowMs).toISOString().replaceAll(/[:.]/g, "-");
  const aside = path.join(folders.library, "before-restore", time);
  mkdirSync(aside, { recursive: true });
  // Copied first: cut short here, the library is as it was, and it is tried again.
  const fresh = `${folders.catalogue}.restoring`;
  copyFileSync(backup, fresh);
  const present = ["", "-wal", "-shm"].map((end) => `${folders.catalogue}${end}`).concat(folders.journal);
  for (const file of present) if (existsSync(file)) renameSync(file, path.join(aside, path.basename(file)));
  if (existsSync(journalOf(backup))) copyFileSync(journalOf(backup), folders.journal);
  renameSync(fresh, folders.catalogue);
  return {
    name: path.basename(backup),
    takeBack: () => {
      for (const file of present) rmSync(file, { force: true });
      for (const name of readdirSync(aside))
        renameSync(path.join(aside, name), path.join(folders.library, name));
      rmdirSync(aside);
    },
  };
}
