import { existsSync } from "node:fs";
import { mkdir, access } from "node:fs/promises";
import path from "node:path";
import { newestBackup } from "../db/backup.ts";
import { asCatalogueError } from "../db/errors.ts";
import { cancelOpenJobs } from "../db/jobs.ts";
import { openCatalogue, type Database } from "../db/open.ts";
import { addMissingIdentities } from "../db/person-identities.ts";
import { takeOwnership, type OwnerLock } from "../db/owner-lock.ts";
import type { ActionContext } from "../journal/act.ts";
import { connectJournal, type JournalReport } from "../journal/connect.ts";
import type { OpenTextJournal } from "../journal/text-journal.ts";
import { isLastCatalogue, stampCatalogue } from "./catalogue-stamp.ts";
import { restoreIfPlanned, UnusableBackupError } from "./restore-backup.ts";
import { renewVectorRevision } from "../db/vector-revision.ts";

/** Where the parts of a library lie. */
export interface LibraryFolders {
  readonly library: string;
  readonly catalogue: string;
  /** The text journal: all that the user decided. */
  readonly journal: string;
  readonly thumbnails: string;
  readonly indexes: string;
  readonly backups: string;
  /** Exports to be downloaded, and files that were uploaded to be imported. */
  readonly transfer: string;
}

/** An open library. Close it: the catalogue is written back and another process may own it. */
export interface Library extends Disposable {
  readonly folders: LibraryFolders;
  readonly db: Database;
  close(): void;
}

/** A library that this process owns: it may be written. */
export interface OwnedLibrary extends Library {
  readonly journal: OpenTextJournal;
  /** What was wrong between catalogue and text journal, and was put right at the opening. */
  readonly journalReport: JournalReport;
}

/** What actions on a library are done with. */
export function createActionContext(
  { db, journal }: OwnedLibrary,
  now: () => number = Date.now,
): ActionContext {
  return { db, journal, now };
}

/** An error of SQLite in words (a full disk, a damaged file); any other error as it is. */
export function explainLibraryError(error: unknown, { folders }: Pick<Library, "folders">): unknown {
  return asCatalogueError(error, folders.catalogue, () => newestBackup(folders.backups));
}

/** There is no library in the folder. */
export class LibraryMissingError extends Error {
  override readonly name = "LibraryMissingError";
  readonly folder: string;

  constructor(folder: string, hasJournal = false) {
    super(
      hasJournal
        ? `The catalogue of the library in ${folder} is gone. Bring it back with: familiar repair`
        : `There is no library in ${folder} yet. Make one with: familiar scan FOLDER`,
    );
    this.folder = folder;
  }
}

/** The folder of a library cannot be made. */
export class LibraryFolderError extends Error {
  override readonly name = "LibraryFolderError";
  readonly folder: string;

  constructor(folder: string, cause: unknown) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    super(`The library folder ${folder} cannot be made: ${reasonsByCode[code] ?? code}.`, { cause });
    this.folder = folder;
  }
}

const reasonsByCode: Readonly<Partial<Record<string, string>>> = {
  EEXIST: "there is a file of that name",
  ENOTDIR: "a part of the path is a file, not a folder",
  EACCES: "Familiar is not allowed to write there",
  EPERM: "Familiar is not allowed to write there",
  EROFS: "its drive can only be read",
  ENOSPC: "there is no space left on its drive",
};

/** The layout of a library folder. */
export function libraryFolders(folder: string): LibraryFolders {
  const library = path.resolve(folder);
  return {
    library,
    catalogue: path.join(library, "catalogue.sqlite"),
    journal: path.join(library, "journal.jsonl"),
    thumbnails: path.join(library, "thumbnails"),
    indexes: path.join(library, "indexes"),
    backups: path.join(library, "backups"),
    transfer: path.join(library, "transfer"),
  };
}

/**
 * Opens a library as its one owner, to read and write; makes it when it is not there. A catalogue that is new, or older
 * than the text journal beside it, is told what the journal knows. `command` tells others who holds it.
 * Goes back to a backup first if that was planned; one that cannot be opened is refused with UnusableBackupError, and
 * the next opening finds the library as it was.
 * Rejects with LibraryFolderError and the errors of takeOwnership, openCatalogue and connectJournal.
 */
export async function openLibrary(
  folder: string,
  options: {
    readonly command: string;
    readonly now?: () => number;
    /** Done as the owner before the catalogue is opened. */
    readonly prepare?: (folders: LibraryFolders) => void;
  },
): Promise<OwnedLibrary> {
  const folders = libraryFolders(folder);
  try {
    await mkdir(folders.library, { recursive: true });
  } catch (error) {
    throw new LibraryFolderError(folders.library, error);
  }
  const lock = takeOwnership(folders.library, options);
  try {
    options.prepare?.(folders);
    return openOrTakeBack(folders, lock, options.now ?? Date.now);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Opens a library to read it, also while another process owns it. Rejects with LibraryMissingError. */
export async function openLibraryToRead(folder: string): Promise<Library> {
  const folders = libraryFolders(folder);
  try {
    await access(folders.catalogue);
  } catch {
    throw new LibraryMissingError(folders.library, existsSync(folders.journal));
  }
  return asLibrary(folders, openCatalogue(folders.catalogue, { readonly: true }));
}

/** A backup that cannot be opened is put away again, before its error is thrown. */
function openOrTakeBack(folders: LibraryFolders, lock: OwnerLock, now: () => number): OwnedLibrary {
  const restored = restoreIfPlanned(folders, now());
  try {
    const library = openOwned(folders, lock, now);
    if (restored !== null) cancelOpenJobs(library.db, now(), "The library went back to a backup");
    return library;
  } catch (error) {
    if (restored === null) throw error;
    restored.takeBack();
    throw new UnusableBackupError(restored.name, error instanceof Error ? error.message : "", error);
  }
}

function openOwned(folders: LibraryFolders, lock: OwnerLock, now: () => number): OwnedLibrary {
  const db = openCatalogue(folders.catalogue, { backupFolder: folders.backups });
  try {
    const { journal, report } = connectJournal(db, folders.journal, now);
    const isOther = report.replayedSteps > 0 || !isLastCatalogue(db, folders.library);
    if (isOther && existsSync(folders.indexes)) renewVectorRevision(db, now());
    addMissingIdentities(db);
    stampCatalogue(db, folders.library);
    const library = asLibrary(folders, db, {
      // Folders that a scan has added since.
      before: () => {
        journal.bringUpToDate(db);
        journal.close();
      },
      after: () => {
        lock.release();
      },
    });
    return { ...library, journal, journalReport: report };
  } catch (error) {
    db.close();
    throw explainLibraryError(error, { folders });
  }
}

function asLibrary(
  folders: LibraryFolders,
  db: Database,
  closing: { readonly before?: () => void; readonly after?: () => void } = {},
): Library {
  const close = () => {
    if (!db.open) return;
    try {
      closing.before?.();
      db.close();
    } finally {
      closing.after?.();
    }
  };
  return { folders, db, close, [Symbol.dispose]: close };
}
