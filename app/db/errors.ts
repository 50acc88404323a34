import { isDamage, reasonOfSqliteCode, sqliteErrorCode } from "./sqlite-error.ts";

/** The catalogue was written by a newer Familiar; this one would misread it. */
export class CatalogueNewerError extends Error {
  override readonly name = "CatalogueNewerError";
  readonly path: string;
  readonly catalogueVersion: number;
  readonly supportedVersion: number;

  constructor(path: string, catalogueVersion: number, supportedVersion: number) {
    super(
      `The catalogue ${path} was made by a newer Familiar: it has version ${catalogueVersion}, and this Familiar ` +
        `knows versions up to ${supportedVersion}. Update Familiar, or name another library folder. Nothing was changed.`,
    );
    this.path = path;
    this.catalogueVersion = catalogueVersion;
    this.supportedVersion = supportedVersion;
  }
}

/** The file is not a database, or its content is destroyed. */
export class CatalogueDamagedError extends Error {
  override readonly name = "CatalogueDamagedError";
  readonly path: string;
  /** Path of the newest backup, null when there is none. */
  readonly newestBackup: string | null;

  constructor(path: string, newestBackup: string | null, cause?: unknown) {
    const advice =
      newestBackup === null
        ? "There is no backup of it."
        : `Its newest backup is ${newestBackup}: to go back to it instead, move the damaged file away and put a copy of the backup in its place.`;
    super(
      `The catalogue ${path} is damaged and cannot be read. "familiar repair" keeps it aside, and makes a new one with ` +
        `all names, from the journal beside it and your photos. ${advice}`,
      { cause },
    );
    this.path = path;
    this.newestBackup = newestBackup;
  }
}

/** The file is a database, but another application's. */
export class CatalogueForeignError extends Error {
  override readonly name = "CatalogueForeignError";
  readonly path: string;

  constructor(path: string) {
    super(
      `${path} belongs to another application: it is a database, but not a catalogue of Familiar. ` +
        "Name another library folder. Nothing was changed.",
    );
    this.path = path;
  }
}

/** A catalogue was to be read only, but there is none yet. */
export class CatalogueMissingError extends Error {
  override readonly name = "CatalogueMissingError";
  readonly path: string;

  constructor(path: string) {
    super(
      `There is no catalogue at ${path} yet. Scan a folder of photos first, or check the library folder.`,
    );
    this.path = path;
  }
}

/** A catalogue was to be read only, but an older Familiar made it and it must be updated first. */
export class CatalogueNotMigratedError extends Error {
  override readonly name = "CatalogueNotMigratedError";
  readonly path: string;
  readonly catalogueVersion: number;
  readonly supportedVersion: number;

  constructor(path: string, catalogueVersion: number, supportedVersion: number) {
    super(
      `The catalogue ${path} has version ${catalogueVersion} and must be brought to version ${supportedVersion} ` +
        "before it can be read. Run a scan once; that updates it and keeps a backup.",
    );
    this.path = path;
    this.catalogueVersion = catalogueVersion;
    this.supportedVersion = supportedVersion;
  }
}

/** The numbered steps that bring a catalogue up to date are not as they must be, or one of them failed. */
export class CatalogueMigrationsError extends Error {
  override readonly name = "CatalogueMigrationsError";
  /** The file name of the step, null when the folder as a whole is wrong. */
  readonly migration: string | null;

  constructor(migration: string | null, reason: string, cause?: unknown) {
    const step =
      migration === null ? "The updates of the catalogue" : `The update ${migration} of the catalogue`;
    super(`${step} cannot be applied: ${reason} Your catalogue was left as it was. Reinstall Familiar.`, {
      cause,
    });
    this.migration = migration;
  }
}

/** The copy that is kept before an update could not be made, so the update was not started. */
export class CatalogueBackupError extends Error {
  override readonly name = "CatalogueBackupError";
  readonly backupFolder: string;

  constructor(backupFolder: string, cause: unknown) {
    const code = sqliteErrorCode(cause);
    const reason =
      code === undefined ? (cause instanceof Error ? cause.message : "") : reasonOfSqliteCode(code);
    super(
      `The catalogue must be updated, but the backup before it could not be put into ${backupFolder}. ` +
        `${reason} Your catalogue was left as it was.`,
      { cause },
    );
    this.backupFolder = backupFolder;
  }
}

/** The catalogue cannot be reached: no such folder, no permission, no space, a drive that fails. */
export class CatalogueAccessError extends Error {
  override readonly name = "CatalogueAccessError";
  readonly path: string;

  constructor(path: string, reason: string, cause?: unknown) {
    super(`The catalogue ${path} cannot be opened. ${reason}`, { cause });
    this.path = path;
  }
}

/**
 * Turns what SQLite threw while working on the catalogue at `path` into the error that names the file and says
 * what to do. Anything that SQLite did not throw comes back unchanged.
 */
export function asCatalogueError(error: unknown, path: string, newestBackup: () => string | null): unknown {
  const code = sqliteErrorCode(error);
  if (code === undefined) return error;
  return isDamage(code)
    ? new CatalogueDamagedError(path, newestBackup(), error)
    : new CatalogueAccessError(path, reasonOfSqliteCode(code), error);
}
