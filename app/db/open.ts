import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { backUpCatalogue, newestBackup } from "./backup.ts";
import {
  asCatalogueError,
  CatalogueAccessError,
  CatalogueForeignError,
  CatalogueMissingError,
  CatalogueNewerError,
  CatalogueNotMigratedError,
} from "./errors.ts";
import {
  applicationId,
  applyMigrations,
  type Migration,
  ownMigrationsFolder,
  readMigrations,
  schemaVersion,
} from "./migrate.ts";

/** An open SQLite file. The functions of this folder take it as their first argument. */
export type Database = BetterSqlite3.Database;

/** A prepared statement: the values that it is bound to, and a row that it gives. */
export type Statement<Values extends unknown[] | object, Row> = BetterSqlite3.Statement<Values, Row>;

/** How `openCatalogue` opens. */
export interface OpenCatalogueOptions {
  /** Change nothing, not even to update an older catalogue. Default false. */
  readonly readonly?: boolean;
  /** Where copies are kept before an update. Default: the folder "backups" beside the catalogue. */
  readonly backupFolder?: string;
  /** Milliseconds since 1970, for the names of backups. Default: the clock. */
  readonly now?: () => number;
  /** Default: the steps that come with Familiar. */
  readonly migrationsFolder?: string;
}

/** Readers wait for nobody in WAL; this bounds the wait of a second writer, and of an opening during an update. */
const busyTimeoutMs = 5_000;

/**
 * An embedding is 2 KB, and SQLite fits only whole ones on a page. Measured with 60,000 faces of 512 floats and
 * 68 landmarks: pages of 4, 8 and 16 KB take 4.7, 3.3 and 3.0 KB a face, and 16, 9 and 7 us to read one.
 */
const pageSizeBytes = 16_384;

/**
 * Opens the catalogue at `path` and brings it up to date; makes a new one when there is none. Its folder must
 * exist. A catalogue with content is first copied into `backupFolder`. The caller closes it with `close()`.
 * @throws CatalogueNewerError, CatalogueDamagedError, CatalogueForeignError, CatalogueAccessError,
 * CatalogueMigrationsError, CatalogueBackupError; read only also CatalogueMissingError, CatalogueNotMigratedError.
 */
export function openCatalogue(path: string, options: OpenCatalogueOptions = {}): Database {
  const { readonly = false, now = Date.now, migrationsFolder = ownMigrationsFolder } = options;
  const backupFolder = options.backupFolder ?? join(dirname(path), "backups");
  const migrations = readMigrations(migrationsFolder);
  if (readonly && !existsSync(path)) throw new CatalogueMissingError(path);
  if (!existsSync(dirname(path))) throw new CatalogueAccessError(path, "Its folder does not exist.");
  let db: Database | undefined;
  try {
    db = openSqliteFile(path, { readonly, timeoutMs: busyTimeoutMs });
    requireOwnFile(db, path);
    requireKnownVersion(db, path, migrations, readonly);
    if (!readonly) prepareForWriting(db, migrations, { backupFolder, now });
    db.pragma("foreign_keys = ON");
    return db;
  } catch (error) {
    db?.close();
    throw asCatalogueError(error, path, () => newestBackup(backupFolder));
  }
}

/** Opens any SQLite file as it is, without looking into it. Made when absent, unless `readonly`. */
export function openSqliteFile(path: string, options: { readonly: boolean; timeoutMs: number }): Database {
  return new BetterSqlite3(path, { readonly: options.readonly, timeout: options.timeoutMs });
}

function requireOwnFile(db: Database, path: string): void {
  const id = Number(db.pragma("application_id", { simple: true }));
  if (id === applicationId) return;
  const isEmpty = db.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
  if (id !== 0 || !isEmpty) throw new CatalogueForeignError(path);
}

function requireKnownVersion(
  db: Database,
  path: string,
  known: readonly Migration[],
  readonly: boolean,
): void {
  const version = schemaVersion(db);
  if (version > known.length) throw new CatalogueNewerError(path, version, known.length);
  if (readonly && version < known.length) throw new CatalogueNotMigratedError(path, version, known.length);
}

function prepareForWriting(
  db: Database,
  migrations: readonly Migration[],
  options: { backupFolder: string; now: () => number },
): void {
  // Has an effect on a new file only, and only before anything else is written.
  db.pragma(`page_size = ${pageSizeBytes}`);
  db.pragma("journal_mode = WAL");
  // In WAL a power cut may lose the last transactions with NORMAL, but never damages the file. A lost photo is
  // found again by the next scan.
  db.pragma("synchronous = NORMAL");
  const version = schemaVersion(db);
  if (version === migrations.length) return;
  if (version > 0) backUpCatalogue(db, options.backupFolder, version, options.now());
  applyMigrations(db, migrations);
}

/**
 * How long a write waits while another connection writes, before it fails; nothing else is done in this thread meanwhile.
 * Default: as when it was opened.
 */
export function setBusyTimeout(db: Database, timeoutMs = busyTimeoutMs): void {
  db.pragma(`busy_timeout = ${timeoutMs}`);
}

/**
 * SQLite's usual 16 MB, or room for 300,000 faces without their vectors (240 MB). Measured with them, an import of names,
 * which looks up and changes rows all over the catalogue, takes 16 s instead of 34 s in the larger one.
 */
const cacheKib = { usual: 16_000, large: 262_144 } as const;

/** How much of the file this connection keeps in memory, while it is open. */
export function setCacheSize(db: Database, size: keyof typeof cacheKib): void {
  db.pragma(`cache_size = -${cacheKib[size]}`);
}

/** The versions of the database library, for `doctor`. Throws when it does not load. */
export function catalogueVersions(): string {
  const db = new BetterSqlite3(":memory:");
  try {
    return `SQLite ${String(db.prepare("SELECT sqlite_version()").pluck().get())}`;
  } finally {
    db.close();
  }
}
