import { mkdir, access } from "node:fs/promises";
import path from "node:path";
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

/** There is no library in the folder. */
export class LibraryMissingError extends Error {
  override readonly name = "LibraryMissingError";
  readonly folder: string;

  constructor(folder: string) {
    super(`There is no library in ${folder} yet. Make one with: familiar scan FOLDER`);
    this.folder = folder;
  }
}

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
 * `command` tells others who holds it. Rejects with the errors of takeOwnership and openCatalogue.
 */
export async function openLibrary(folder: string, options: { readonly command: string }): Promise<Library> {
  const folders = libraryFolders(folder);
  await mkdir(folders.library, { recursive: true });
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
