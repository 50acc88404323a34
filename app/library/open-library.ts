import { mkdir, access } from "node:fs/promises";
import path from "node:path";
import { newestBackup } from "../db/backup.ts";
import { asCatalogueError } from "../db/errors.ts";
import { openCatalogue, type Database } from "../db/open.ts";
import { takeOwnership } from "../db/owner-lock.ts";

/** Where the parts of a library lie. */
export interface LibraryFolders {
  readonly library: string;
  readonly catalogue: string;
  readonly thumbnails: string;
  readonly indexes: string;
  readonly backups: string;
}

/** An open library. Close it: the catalogue is written back and another process may own it. */
export interface Library extends Disposable {
  readonly folders: LibraryFolders;
  readonly db: Database;
  close(): void;
}

/** An error of SQLite in words (a full disk, a damaged file); any other error as it is. */
export function explainLibraryError(error: unknown, { folders }: Pick<Library, "folders">): unknown {
  return asCatalogueError(error, folders.catalogue, () => newestBackup(folders.backups));
}

/** There is no library in the folder. */
export class LibraryMissingError extends Error {
  override readonly name = "LibraryMissingError";
  readonly folder: string;

  constructor(folder: string) {
    super(`There is no library in ${folder} yet. Make one with: familiar scan FOLDER`);
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
    thumbnails: path.join(library, "thumbnails"),
    indexes: path.join(library, "indexes"),
    backups: path.join(library, "backups"),
  };
}

/**
 * Opens a library as its one owner, to read and write; makes it when it is not there.
 * `command` tells others who holds it. Rejects with LibraryFolderError and the errors of takeOwnership and openCatalogue.
 */
export async function openLibrary(folder: string, options: { readonly command: string }): Promise<Library> {
  const folders = libraryFolders(folder);
  try {
    await mkdir(folders.library, { recursive: true });
  } catch (error) {
    throw new LibraryFolderError(folders.library, error);
  }
  const lock = takeOwnership(folders.library, options);
  try {
    const db = openCatalogue(folders.catalogue, { backupFolder: folders.backups });
    return asLibrary(folders, db, () => {
      lock.release();
    });
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
    throw new LibraryMissingError(folders.library);
  }
  return asLibrary(folders, openCatalogue(folders.catalogue, { readonly: true }), () => undefined);
}

function asLibrary(folders: LibraryFolders, db: Database, afterClose: () => void): Library {
  const close = () => {
    if (!db.open) return;
    try {
      db.close();
    } finally {
      afterClose();
    }
  };
  return { folders, db, close, [Symbol.dispose]: close };
}
