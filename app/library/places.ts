import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { hasMediaExtension } from "../photo/format.ts";

/** A folder that a page may choose: it knows the number, the server the path. */
export interface Place {
  readonly place: number;
  readonly name: string;
}

/** A folder with what is in it. */
export interface ListedPlace extends Place {
  /** From the root to this folder. */
  readonly above: readonly Place[];
  readonly folders: readonly Place[];
  /** Photos directly in it. */
  readonly photos: number;
  /** Where to begin: the home folder, its pictures, and the drives. */
  readonly starts: readonly Place[];
}

/** Gives folders numbers, for as long as the server runs. */
export interface Places {
  readonly numberOf: (folder: string) => number;
  readonly pathOf: (place: number) => string | undefined;
  readonly home: string;
}

/** Where a system shows its drives; a test names its own. */
export interface DriveFolders {
  /** Each is a drive, when it is there. */
  readonly drives: readonly string[];
  /** Folders in which every folder is a drive. */
  readonly folders: readonly string[];
}

/** The places of drives on this computer. */
export function driveFoldersOf(platform: NodeJS.Platform, userName: string): DriveFolders {
  if (platform === "win32") {
    const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));
    return { drives: letters.map((letter) => `${letter}:\\`), folders: [] };
  }
  if (platform === "darwin") return { drives: [], folders: ["/Volumes"] };
  return { drives: ["/"], folders: [`/media/${userName}`, `/run/media/${userName}`, "/mnt"] };
}

/** Places without any folder known yet. */
export function createPlaces(home: string): Places {
  const paths: string[] = [];
  const numbers = new Map<string, number>();
  return {
    home,
    pathOf: (place) => paths[place - 1],
    numberOf: (folder) => {
      const known = numbers.get(folder);
      if (known !== undefined) return known;
      paths.push(folder);
      numbers.set(folder, paths.length);
      return paths.length;
    },
  };
}

/**
 * What is in a folder (null = the home folder); hidden folders are left out, as a scan does. Null when the number is
 * unknown or the folder cannot be read.
 */
export async function listPlace(
  places: Places,
  place: number | null,
  drives: DriveFolders = { drives: [], folders: [] },
): Promise<ListedPlace | null> {
  const folder = place === null ? places.home : places.pathOf(place);
  if (folder === undefined) return null;
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
  if (entries === null) return null;
  const folders: Place[] = [];
  let photos = 0;
  for (const entry of entries) {
    if (entry.name.startsWith(".")) continue;
    const child = path.join(folder, entry.name);
    const isFolder =
      entry.isDirectory() ||
      (entry.isSymbolicLink() && (await stat(child).catch(() => null))?.isDirectory() === true);
    if (isFolder) folders.push({ place: places.numberOf(child), name: entry.name });
    else if (hasMediaExtension(entry.name)) photos += 1;
  }
  folders.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  const starts = (await startingFolders(places.home, drives)).map((start) => asPlace(places, start));
  return { ...asPlace(places, folder), above: above(places, folder), folders, photos, starts };
}

async function startingFolders(home: string, { drives, folders }: DriveFolders): Promise<string[]> {
  const isFolder = async (folder: string) =>
    (await stat(folder).catch(() => null))?.isDirectory() === true ? [folder] : [];
  const mounted = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(folder).catch(() => [])).sort().map((name) => path.join(folder, name)),
    ),
  );
  const candidates = [home, path.join(home, "Pictures"), ...drives, ...mounted.flat()];
  return (await Promise.all(candidates.map(isFolder))).flat();
}

function above(places: Places, folder: string): Place[] {
  const parent = path.dirname(folder);
  return parent === folder ? [] : [...above(places, parent), asPlace(places, parent)];
}

function asPlace(places: Places, folder: string): Place {
  return { place: places.numberOf(folder), name: path.basename(folder) || folder };
}
