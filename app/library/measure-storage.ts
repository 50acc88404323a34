import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { LibraryFolders } from "./open-library.ts";

/** Where the parts of a library lie, to be shown, and how large they are. */
export interface LibraryStorage {
  readonly folder: string;
  readonly parts: readonly { readonly part: StoragePart; readonly sizeBytes: number }[];
}

export type StoragePart = "catalogue" | "journal" | "thumbnails" | "indexes" | "backups";

/** Measures the parts of a library; a large one has a million thumbnails, which takes some seconds. */
export async function measureStorage(folders: LibraryFolders): Promise<LibraryStorage> {
  const sizes: Record<StoragePart, Promise<number>> = {
    catalogue: sum([folders.catalogue, `${folders.catalogue}-wal`]),
    journal: sum([folders.journal]),
    thumbnails: sizeBelow(folders.thumbnails),
    indexes: sizeBelow(folders.indexes),
    backups: sizeBelow(folders.backups),
  };
  const parts = await Promise.all(
    Object.entries(sizes).map(async ([part, size]) => ({ part: part as StoragePart, sizeBytes: await size })),
  );
  return { folder: folders.library, parts };
}

async function sum(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    files.map(
      async (file) =>
        await stat(file).then(
          ({ size }) => size,
          () => 0,
        ),
    ),
  );
  return sizes.reduce((total, size) => total + size, 0);
}

/** Folder by folder, so that a million files are never listed at once. */
async function sizeBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  let total = await sum(entries.filter((entry) => entry.isFile()).map(({ name }) => path.join(folder, name)));
  for (const entry of entries) {
    if (entry.isDirectory()) total += await sizeBelow(path.join(folder, entry.name));
  }
  return total;
}
