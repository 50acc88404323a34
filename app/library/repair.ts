import { existsSync, mkdirSync, renameSync } from "node:fs";
import path from "node:path";
import { examineCatalogue, type CatalogueCondition } from "../db/damage.ts";
import { openLibrary, type LibraryFolders, type OwnedLibrary } from "./open-library.ts";

/** A library that can be used again. */
export interface RepairedLibrary {
  /** Close it. */
  readonly library: OwnedLibrary;
  /** How the catalogue was found. */
  readonly catalogue: CatalogueCondition;
  /** The folder to which the damaged catalogue was moved; null when there was none. */
  readonly movedTo: string | null;
}

/** A damaged catalogue cannot be moved out of the way. */
export class CatalogueMoveError extends Error {
  override readonly name = "CatalogueMoveError";
  readonly path: string;

  constructor(file: string, target: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The damaged catalogue ${file} cannot be moved to ${target} (${reason}). Nothing was changed.`, {
      cause,
    });
    this.path = file;
  }
}

/** SQLite's own files beside a catalogue; without them it would miss its last changes. */
const parts = ["", "-wal", "-shm"];

/**
 * Opens a library whatever state its catalogue is in. A damaged catalogue is moved to a folder below "damaged", never
 * deleted, and a new one takes its place, which is told all that the text journal knows. Its faces are found again by
 * the next scan. Rejects with the errors of openLibrary, and CatalogueMoveError.
 */
export async function repairLibrary(
  folder: string,
  options: { readonly command: string; readonly now?: () => number },
): Promise<RepairedLibrary> {
  let catalogue: CatalogueCondition = "missing";
  let movedTo: string | null = null;
  const library = await openLibrary(folder, {
    ...options,
    prepare: (folders) => {
      catalogue = examineCatalogue(folders.catalogue, folders.backups);
      if (catalogue === "damaged") movedTo = moveAside(folders, (options.now ?? Date.now)());
    },
  });
  return { library, catalogue, movedTo };
}

function moveAside({ library, catalogue }: LibraryFolders, nowMs: number): string {
  const target = path.join(library, "damaged", new Date(nowMs).toISOString().replaceAll(/[:.]/g, "-"));
  try {
    mkdirSync(target, { recursive: true });
    for (const part of parts) {
      const file = `${catalogue}${part}`;
      if (existsSync(file)) renameSync(file, path.join(target, path.basename(file)));
    }
  } catch (error) {
    throw new CatalogueMoveError(catalogue, target, error);
  }
  return target;
}
