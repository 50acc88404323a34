import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, link, lstat, open, realpath, rename, rm, stat, utimes } from "node:fs/promises";
import path from "node:path";
import { codeOf } from "./file-reasons.ts";
import { isSameFile } from "./same-file.ts";

export type ExportMode = "copy" | "link";

/** What became of a file. */
export type ExportedFile =
  | { readonly kind: "linked" | "skipped" }
  | {
      readonly kind: "copied";
      /** Why it was not linked, when it was to be; else null. */
      readonly linkProblem: string | null;
    };

type LinkFile = (existing: string, name: string) => Promise<void>;

/** More files of one name than any camera makes. */
const mostNames = 10_000;

/**
 * Puts a file into a folder under its own name, or with " (2)" and so on when that name is taken by something else; a
 * file with the same content under one of these names is left as it is. `linkFile` gives a file a second name.
 * Rejects with the error of the file system.
 */
export async function exportFile(
  source: string,
  folder: string,
  mode: ExportMode,
  linkFile: LinkFile = link,
): Promise<ExportedFile> {
  // A link to a link would break with it.
  const original = await realpath(source);
  for (let number = 1; number <= mostNames; number++) {
    const target = path.join(folder, numberedName(path.basename(source), number));
    const taken = await lstatIfThere(target);
    if (taken === undefined) {
      const placed = await place(original, target, mode, linkFile);
      if (placed !== undefined) return placed;
    }
    if (await isSameFile(original, target)) return { kind: "skipped" };
  }
  throw new Error(`there are ${mostNames} other files of that name`);
}

/** "a.jpg" -> "a.jpg", "a (2).jpg" ... */
function numberedName(name: string, number: number): string {
  if (number === 1) return name;
  const { name: stem, ext } = path.parse(name);
  return `${stem} (${number})${ext}`;
}

/** Undefined when somebody else has taken the name meanwhile. */
async function place(
  source: string,
  target: string,
  mode: ExportMode,
  linkFile: LinkFile,
): Promise<ExportedFile | undefined> {
  try {
    if (mode === "copy")
      return (await copyTo(source, target, linkFile)) && { kind: "copied", linkProblem: null };
    await linkFile(source, target);
    return { kind: "linked" };
  } catch (error) {
    const code = codeOf(error);
    if (code === "EEXIST") return undefined;
    const linkProblem = mode === "link" ? linkProblems[code] : undefined;
    if (linkProblem === undefined) throw error;
    return (await copyTo(source, target, linkFile)) && { kind: "copied", linkProblem };
  }
}

const linkProblems: Readonly<Partial<Record<string, string>>> = {
  EXDEV: "the folder is on another drive than the photos",
  EPERM: "the drive of the folder does not allow two names for one file",
  EACCES: "the drive of the folder does not allow two names for one file",
  ENOTSUP: "the drive of the folder cannot give a file two names",
  EOPNOTSUPP: "the drive of the folder cannot give a file two names",
  ENOSYS: "the drive of the folder cannot give a file two names",
  EMLINK: "a photo has too many names already",
};

/** First under another name, so that the file is never seen half. Undefined when the name was taken meanwhile. */
async function copyTo(source: string, target: string, linkFile: LinkFile): Promise<true | undefined> {
  const part = path.join(path.dirname(target), `.familiar-${randomUUID()}.part`);
  try {
    const { atimeMs, mtimeMs } = await stat(source);
    await copyFile(source, part, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    await utimes(part, atimeMs / 1000, mtimeMs / 1000);
    await giveName(part, target, linkFile);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return undefined;
    throw error;
  } finally {
    await rm(part, { force: true });
  }
}

/** A link, unlike renaming, never overwrites. Where there are none, an empty file of our own keeps the name free. */
async function giveName(part: string, target: string, linkFile: LinkFile): Promise<void> {
  try {
    await linkFile(part, target);
  } catch (error) {
    if (linkProblems[codeOf(error)] === undefined) throw error;
    await (await open(target, "wx")).close();
    try {
      await rename(part, target);
    } catch (problem) {
      await rm(target, { force: true });
      throw problem;
    }
  }
}

async function lstatIfThere(file: string): Promise<unknown> {
  try {
    return await lstat(file);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}
