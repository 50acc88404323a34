import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { type Database, openSqliteFile } from "./open.ts";
import { reasonOfSqliteCode, sqliteErrorCode } from "./sqlite-error.ts";

const ownerSchema = z.object({
  pid: z.int().positive(),
  command: z.string(),
  hostname: z.string(),
  startedAt: z.iso.datetime(),
});

/** Who holds a library. */
export type LibraryOwner = z.infer<typeof ownerSchema>;

/** Held from `takeOwnership` until `release()`, or until the process ends in whatever way. */
export interface OwnerLock extends Disposable {
  /** Gives the library free; a second call does nothing. */
  release(): void;
}

/** Another process owns the library. The fields are null when it could not be told who. */
export class LibraryInUseError extends Error {
  override readonly name = "LibraryInUseError";
  readonly libraryFolder: string;
  readonly pid: number | null;
  readonly command: string | null;
  readonly hostname: string | null;
  readonly since: Date | null;

  constructor(libraryFolder: string, owner: LibraryOwner | null) {
    const who = owner === null ? "another Familiar" : describeOwner(owner);
    super(`The library ${libraryFolder} is in use by ${who}. ${adviceFor(owner)}, then try again.`);
    this.libraryFolder = libraryFolder;
    this.pid = owner?.pid ?? null;
    this.command = owner?.command ?? null;
    this.hostname = owner?.hostname ?? null;
    this.since = owner === null ? null : new Date(owner.startedAt);
  }
}

/** What ends by itself is waited for; a window is not. */
function adviceFor(owner: LibraryOwner | null): string {
  const isWindow = owner !== null && windowCommands.has(owner.command);
  return isWindow
    ? "Do this in its window, or close Familiar there"
    : "Wait until it has finished, or stop it";
}

const windowCommands = new Set(["familiar serve", "Familiar, the desktop app"]);

/** The library folder cannot be locked: it is not there, may not be written, or lies on a drive without locks. */
export class LibraryLockError extends Error {
  override readonly name = "LibraryLockError";
  readonly libraryFolder: string;

  constructor(libraryFolder: string, cause: unknown) {
    const code = sqliteErrorCode(cause);
    const reason =
      code === undefined ? (cause instanceof Error ? cause.message : "") : reasonOfSqliteCode(code);
    super(`The library folder ${libraryFolder} cannot be used. ${reason}`, { cause });
    this.libraryFolder = libraryFolder;
  }
}

/** Long enough for an owner that is just ending, and for two that start at once to sort themselves out. */
const lockTimeoutMs = 250;

/**
 * Makes this process the one owner of a library. The folder must exist. `command` and `now` (milliseconds since
 * 1970) are for the message that others get.
 * @throws LibraryInUseError when another process, or this one, owns it already; LibraryLockError when the folder
 * cannot be locked.
 */
export function takeOwnership(
  libraryFolder: string,
  options: { readonly command: string; readonly now?: () => number },
): OwnerLock {
  const { command, now = Date.now } = options;
  const ownerFile = join(libraryFolder, "owner.json");
  const lock = lockFile(libraryFolder, ownerFile);
  const owner = { pid: process.pid, command, hostname: hostname(), startedAt: new Date(now()).toISOString() };
  try {
    // Renamed into place, so that whoever reads it never sees half of it.
    writeFileSync(`${ownerFile}.new`, JSON.stringify(owner));
    renameSync(`${ownerFile}.new`, ownerFile);
  } catch (error) {
    lock.close();
    throw new LibraryLockError(libraryFolder, error);
  }
  const release = (): void => {
    if (!lock.open) return;
    rmSync(ownerFile, { force: true });
    lock.close();
  };
  return { release, [Symbol.dispose]: release };
}

/**
 * An exclusive transaction on a SQLite file is a lock of the operating system (fcntl, LockFileEx), which it takes
 * back when the process dies, even by kill -9; a file with a process id in it would stay behind. Nothing is ever
 * written to the file. Nothing else may open it in this process: on Unix, closing any handle of a file drops all
 * locks that the process has on it.
 */
function lockFile(libraryFolder: string, ownerFile: string): Database {
  let lock: Database | undefined;
  try {
    lock = openSqliteFile(join(libraryFolder, "owner.lock"), { readonly: false, timeoutMs: lockTimeoutMs });
    // Not WAL, where an exclusive transaction still lets readers in, and no journal file that a crash leaves behind.
    lock.pragma("journal_mode = MEMORY");
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock?.close();
    if (sqliteErrorCode(error)?.startsWith("SQLITE_BUSY") === true)
      throw new LibraryInUseError(libraryFolder, readOwner(ownerFile));
    throw new LibraryLockError(libraryFolder, error);
  }
}

function readOwner(ownerFile: string): LibraryOwner | null {
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(ownerFile, "utf8")));
  } catch {
    // Only for the message: the lock itself has already said that there is an owner.
    return null;
  }
}

function describeOwner(owner: LibraryOwner): string {
  const since = new Date(owner.startedAt).toLocaleString("en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
  });
  const where = owner.hostname === hostname() ? "" : ` on ${owner.hostname}`;
  return `"${owner.command}" (process ${owner.pid}${where}, since ${since})`;
}
