import { statSync } from "node:fs";
import { CatalogueDamagedError } from "./errors.ts";
import { applicationId, ownMigrationsFolder, readMigrations, schemaVersion } from "./migrate.ts";
import { openCatalogue, openSqliteFile } from "./open.ts";
import { isDamage, sqliteErrorCode } from "./sqlite-error.ts";

/** How a catalogue's file is. */
export type CatalogueCondition = "sound" | "missing" | "damaged";

/**
 * Looks through the whole catalogue at `path`, which reads all of it: pages, indexes, and whether all rows are there
 * that others refer to. An older one is brought up to date first. The errors of openCatalogue other than damage.
 */
export function examineCatalogue(path: string, backupFolder: string): CatalogueCondition {
  // One without a byte is where a new one begins, for SQLite too.
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0) return "missing";
  try {
    const db = openCatalogue(path, { backupFolder });
    try {
      const problem = db.pragma("integrity_check(1)", { simple: true });
      const orphan = db.prepare("PRAGMA foreign_key_check").get();
      return problem === "ok" && orphan === undefined ? "sound" : "damaged";
    } finally {
      db.close();
    }
  } catch (error) {
    if (error instanceof CatalogueDamagedError || isDamage(sqliteErrorCode(error) ?? "")) return "damaged";
    throw error;
  }
}

/**
 * Looks through the pages of a backup at `path`, which reads all of it (1 GB takes some seconds) and changes nothing:
 * "newer" = of a Familiar that is newer than this one.
 */
export function examineBackup(path: string): "sound" | "damaged" | "newer" {
  try {
    const db = openSqliteFile(path, { readonly: true, timeoutMs: 0 });
    try {
      if (Number(db.pragma("application_id", { simple: true })) !== applicationId) return "damaged";
      if (schemaVersion(db) > readMigrations(ownMigrationsFolder).length) return "newer";
      return db.pragma("quick_check(1)", { simple: true }) === "ok" ? "sound" : "damaged";
    } finally {
      db.close();
    }
  } catch (error) {
    if (isDamage(sqliteErrorCode(error) ?? "")) return "damaged";
    throw error;
  }
}
