import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CatalogueMigrationsError } from "./errors.ts";
import type { Database } from "./open.ts";
import { sqliteErrorCode } from "./sqlite-error.ts";

/** "FAML" in ASCII. SQLite keeps it in the file, so that no other application's database is taken for ours. */
export const applicationId = 0x46_41_4d_4c;

/** One step of the schema; `version` is the number in its file name, and the schema's version after it. */
export interface Migration {
  readonly version: number;
  readonly fileName: string;
  readonly sql: string;
}

/** The steps that come with Familiar: beside this file, wherever the program has been copied to. */
export const ownMigrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));

const migrationName = /^(\d{4})-[a-z0-9]+(?:-[a-z0-9]+)*\.sql$/;

/**
 * Reads `NNNN-name.sql` from a folder, in order.
 * @throws CatalogueMigrationsError when a name is malformed or the numbers are not 1, 2, 3 ... without gap or repeat.
 */
export function readMigrations(folder: string): Migration[] {
  const fileNames = readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort();
  if (fileNames.length === 0) throw new CatalogueMigrationsError(null, `there are none in ${folder}.`);
  return fileNames.map((fileName, index) => {
    const version = Number(migrationName.exec(fileName)?.[1]);
    if (version !== index + 1) {
      const expected = String(index + 1).padStart(4, "0");
      throw new CatalogueMigrationsError(fileName, `its name should be ${expected}-name.sql.`);
    }
    return { version, fileName, sql: readFileSync(join(folder, fileName), "utf8") };
  });
}

/** The version of the schema that the file holds: 0 for a new one. */
export function schemaVersion(db: Database): number {
  return Number(db.pragma("user_version", { simple: true }));
}

/**
 * Applies the steps that the catalogue lacks, each in a transaction of its own: a step that fails leaves the
 * catalogue at the version before it. Foreign keys are off meanwhile, because a step may rebuild a table that
 * others refer to (https://www.sqlite.org/lang_altertable.html, section 7), and checked before each commit.
 * @throws CatalogueMigrationsError naming the step; errors of the disk and of a damaged file come as they are.
 */
export function applyMigrations(db: Database, migrations: readonly Migration[]): void {
  db.pragma("foreign_keys = OFF");
  try {
    for (const migration of migrations) {
      // Read again for every step, inside the lock: another process may have taken it since.
      db.transaction(() => {
        if (schemaVersion(db) < migration.version) applyMigration(db, migration);
      }).exclusive();
    }
  } finally {
    db.pragma("foreign_keys = ON");
  }
}

function applyMigration(db: Database, migration: Migration): void {
  runSql(db, migration);
  if (!db.inTransaction)
    throw new CatalogueMigrationsError(migration.fileName, "it ended the transaction that it runs in.");
  const orphans = db.prepare<[], { table: string }>("PRAGMA foreign_key_check").all();
  const [orphan] = orphans;
  if (orphan !== undefined)
    throw new CatalogueMigrationsError(
      migration.fileName,
      `${orphans.length} rows would refer to something that is gone, the first in the table ${orphan.table}.`,
    );
  db.pragma(`application_id = ${applicationId}`);
  db.pragma(`user_version = ${migration.version}`);
}

function runSql(db: Database, migration: Migration): void {
  try {
    db.exec(migration.sql);
  } catch (error) {
    const code = sqliteErrorCode(error);
    const isOurMistake = code === "SQLITE_ERROR" || code?.startsWith("SQLITE_CONSTRAINT") === true;
    if (!isOurMistake || !(error instanceof Error)) throw error;
    throw new CatalogueMigrationsError(migration.fileName, `${error.message}.`, error);
  }
}
