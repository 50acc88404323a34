import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { CatalogueBackupError } from "./errors.ts";
import type { Database } from "./open.ts";
import { isDamage, sqliteErrorCode } from "./sqlite-error.ts";

/** Enough to go back over a few updates; a catalogue of 300,000 faces is about 1 GB. */
const keptBackups = 5;

// The date comes first, so that names sort by age. Only files with such a name are ever removed.
const backupName = /^catalogue-\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}-\d{3}Z-v\d+\.db$/;

/**
 * Copies the whole catalogue into `backupFolder` (made when absent) and keeps the newest five copies.
 * `version` is the schema version of the copy, `nowMs` goes into its name. Returns the path of the copy.
 * @throws CatalogueBackupError when the copy cannot be written (older copies are then left alone); SQLite's
 * own error when the catalogue itself turns out to be damaged.
 */
export function backUpCatalogue(db: Database, backupFolder: string, version: number, nowMs: number): string {
  const date = new Date(nowMs).toISOString().replaceAll(/[:.]/g, "-");
  const path = join(backupFolder, `catalogue-${date}-v${version}.db`);
  try {
    mkdirSync(backupFolder, { recursive: true });
    copyTo(db, path);
    removeOldBackups(backupFolder);
  } catch (error) {
    if (isDamage(sqliteErrorCode(error) ?? "")) throw error;
    throw new CatalogueBackupError(backupFolder, error);
  }
  return path;
}

/** Whether a file of this name is a backup. */
export function isBackupName(name: string): boolean {
  return backupName.test(name);
}

/** When a backup was made, in milliseconds since 1970, by its name. */
export function parseBackupTime(name: string): number {
  const [, day = "", hour = "", minute = "", second = "", ms = ""] =
    /^catalogue-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})-(\d{3})Z/.exec(name) ?? [];
  return Date.parse(`${day}T${hour}:${minute}:${second}.${ms}Z`);
}

/**
 * The same as backUpCatalogue for a catalogue that is used meanwhile: some pages at a time, with other work getting its
 * turns. `onProgress` gets shares from 0 to 1; the backup of the name `keep` is kept however old it is. Rejects as
 * backUpCatalogue throws.
 */
export async function backUpCatalogueWhileUsed(
  db: Database,
  backupFolder: string,
  {
    nowMs,
    onProgress,
    keep,
  }: {
    readonly nowMs: number;
    readonly onProgress?: (share: number) => void;
    readonly keep?: string;
  },
): Promise<string> {
  const date = new Date(nowMs).toISOString().replaceAll(/[:.]/g, "-");
  const path = join(backupFolder, `catalogue-${date}-v${schemaVersionOf(db)}.db`);
  const partial = `${path}.partial`;
  try {
    mkdirSync(backupFolder, { recursive: true });
    rmSync(partial, { force: true });
    await db.backup(partial, {
      progress: ({ totalPages, remainingPages }) => {
        if (totalPages > 0) onProgress?.(1 - remainingPages / totalPages);
        return pagesPerTurn;
      },
    });
    renameSync(partial, path);
    removeOldBackups(backupFolder, keep);
  } catch (error) {
    rmSync(partial, { force: true });
    if (isDamage(sqliteErrorCode(error) ?? "")) throw error;
    throw new CatalogueBackupError(backupFolder, error);
  }
  return path;
}

/** 16 MB: some 10 ms. */
const pagesPerTurn = 1_000;

function schemaVersionOf(db: Database): number {
  return Number(db.pragma("user_version", { simple: true }));
}

/** The journal beside a backup goes with it. */
function removeOldBackups(backupFolder: string, keep?: string): void {
  for (const old of backupsIn(backupFolder).slice(keptBackups)) {
    if (basename(old) === keep) continue;
    rmSync(old, { force: true });
    rmSync(old.replace(/\.db$/, ".jsonl"), { force: true });
  }
}

/** Path of the newest backup in the folder, null when there is none or the folder cannot be read. */
export function newestBackup(backupFolder: string): string | null {
  try {
    return backupsIn(backupFolder)[0] ?? null;
  } catch {
    return null;
  }
}

function copyTo(db: Database, path: string): void {
  // Renamed when complete: a copy cut short by a full disk is never taken for a backup.
  const partial = `${path}.partial`;
  try {
    rmSync(partial, { force: true });
    db.prepare("VACUUM INTO ?").run(partial);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

function backupsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => backupName.test(name))
    .sort()
    .reverse()
    .map((name) => join(folder, name));
}
