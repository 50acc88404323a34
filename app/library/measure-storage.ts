import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { LibraryFolders } from "./open-library.ts";

/** Where the parts of a library lie, to be shown, and how large they are. */
export interface LibraryStorage {
  readonly folder: string;
  /** null = it is being measured. */
  readonly parts: readonly { readonly part: StoragePart; readonly sizeBytes: number | null }[];
}

export type StoragePart = "catalogue" | "journal" | "thumbnails" | "indexes" | "backups";

/** Knows how large the parts of a library are. */
export interface StorageMeter {
  /** Answers at once; of thumbnails what was measured last. */
  readonly read: () => Promise<LibraryStorage>;
  /** Resolves when nothing is being measured. */
  readonly idle: () => Promise<void>;
}

/**
 * A large library has a million thumbnails, whose sizes take seconds to read: they are measured beside other work, and
 * anew only when `countPhotos` tells of another number of photos, which is when thumbnails come. `onMeasured` = there
 * is news.
 */
export function createStorageMeter(
  folders: LibraryFolders,
  { countPhotos, onMeasured }: { readonly countPhotos: () => number; readonly onMeasured: () => void },
): StorageMeter {
  let measured: { readonly photos: number; readonly sizeBytes: number } | null = null;
  let measuring: Promise<void> | null = null;
  const measure = async (photos: number) => {
    measured = { photos, sizeBytes: await sizeBelow(folders.thumbnails) };
    measuring = null;
    onMeasured();
  };
  return {
    read: async () => {
      const photos = countPhotos();
      if (measured?.photos !== photos) measuring ??= measure(photos);
      const sizes: readonly (readonly [StoragePart, number | null])[] = [
        ["catalogue", await sum([folders.catalogue, `${folders.catalogue}-wal`])],
        ["journal", await sum([folders.journal])],
        ["thumbnails", measured?.sizeBytes ?? null],
        ["indexes", await sizeBelow(folders.indexes)],
        ["backups", await sizeBelow(folders.backups)],
      ];
      return { folder: folders.library, parts: sizes.map(([part, sizeBytes]) => ({ part, sizeBytes })) };
    },
    idle: async () => {
      await measuring;
    },
  };
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
