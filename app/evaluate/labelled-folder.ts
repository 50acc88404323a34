import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { LabelledFolderError } from "./errors.ts";

export interface LabelledPicture {
  /** Who is on it: the folder that holds it, from the evaluated folder on, parts joined by "/". */
  readonly identity: string;
  /** The place of `identity` in `identities`. */
  readonly label: number;
  /** Where the file is. */
  readonly path: string;
  /** From the evaluated folder on, parts joined by "/" on every system. */
  readonly relativePath: string;
}

export interface LabelledFolder {
  readonly folder: string;
  /** Sorted by UTF-16 code units, so the same on every system and in every language. */
  readonly identities: readonly string[];
  /** Sorted by identity, then by file name, in the same way. */
  readonly pictures: readonly LabelledPicture[];
  /** Pictures (relative paths) that lie in the evaluated folder itself and so belong to nobody. */
  readonly loose: readonly string[];
}

/**
 * Reads a folder that holds one folder a person. A person is any folder that holds pictures
 * itself, at any depth, so family/member works too. `isPicture` decides by file name. Hidden files and
 * folders (a leading dot) are left out; symbolic links are followed, and one that leads back to a folder
 * above it is not entered again.
 * Throws LabelledFolderError when a folder cannot be read or no folder with pictures is in it.
 */
export async function readLabelledFolder(
  folder: string,
  isPicture: (fileName: string) => boolean,
): Promise<LabelledFolder> {
  const found = await listPictures(folder, isPicture);
  const people = found.filter(({ identity }) => identity !== "");
  if (people.length === 0) throw new LabelledFolderError(folder, nobodyThere(found.length));
  const identities = [...new Set(people.map(({ identity }) => identity))];
  const labels = new Map(identities.map((identity, label) => [identity, label]));
  return {
    folder,
    identities,
    pictures: people.map(({ identity, fileName }) => ({
      identity,
      label: labels.get(identity) ?? -1,
      path: join(folder, ...identity.split("/"), fileName),
      relativePath: `${identity}/${fileName}`,
    })),
    loose: found.filter(({ identity }) => identity === "").map(({ fileName }) => fileName),
  };
}

/** A picture of a folder. */
export interface FoundPicture {
  /** The folder that holds it, from the listed folder on, parts joined by "/"; "" = that folder itself. */
  readonly identity: string;
  readonly fileName: string;
}

/** The pictures of a folder and the folders in it, in the order of `LabelledFolder`. Throws LabelledFolderError. */
export async function listPictures(
  folder: string,
  isPicture: (fileName: string) => boolean,
): Promise<FoundPicture[]> {
  const found: FoundPicture[] = [];
  await collect({ root: folder, found, isPicture }, [], []);
  return found.sort((a, b) => compareText(a.identity, b.identity) || compareText(a.fileName, b.fileName));
}

function nobodyThere(loosePictures: number): string {
  const advice = "Make one folder for each person and put that person's photos into it.";
  if (loosePictures === 0) return `there is no folder with photos in it. ${advice}`;
  const photos = loosePictures === 1 ? "its photo is" : `its ${loosePictures} photos are`;
  return `${photos} not sorted into folders of people. ${advice}`;
}

interface Collection {
  readonly root: string;
  readonly found: FoundPicture[];
  readonly isPicture: (fileName: string) => boolean;
}

async function collect(to: Collection, parts: readonly string[], above: readonly string[]): Promise<void> {
  const here = join(to.root, ...parts);
  const { entries, realFolder } = await listFolder(to.root, here);
  if (above.includes(realFolder)) return;
  for (const entry of entries) {
    if (entry.name.startsWith(".")) continue;
    const kind = await kindOf(entry, join(here, entry.name));
    if (kind === "folder") await collect(to, [...parts, entry.name], [...above, realFolder]);
    else if (kind === "file" && to.isPicture(entry.name)) {
      to.found.push({ identity: parts.join("/"), fileName: entry.name });
    }
  }
}

async function listFolder(root: string, here: string): Promise<{ entries: Dirent[]; realFolder: string }> {
  try {
    return { entries: await readdir(here, { withFileTypes: true }), realFolder: await realpath(here) };
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    const problem =
      code === "ENOENT"
        ? "is not there"
        : code === "ENOTDIR"
          ? "is not a folder"
          : `cannot be read (${code})`;
    throw new LabelledFolderError(root, `${here === root ? "it" : here} ${problem}.`, { cause });
  }
}

async function kindOf(entry: Dirent, path: string): Promise<"file" | "folder" | "other"> {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "folder";
  if (!entry.isSymbolicLink()) return "other";
  // A link to nothing is no picture; the file system's error says no more than that.
  const target = await stat(path).catch(() => undefined);
  if (target?.isFile() === true) return "file";
  return target?.isDirectory() === true ? "folder" : "other";
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
