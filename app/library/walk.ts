import { realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { mapInParallel } from "./map-in-parallel.ts";
import { isInside } from "./paths.ts";
import { type FolderContent, identityOf, modifiedAtMsOf, readFolder, statusOrCode } from "./read-folder.ts";
import {
  isGoneCode,
  reasonOfCode,
  reasonOfUnreadableName,
  type WalkProblem,
  type WalkSubject,
} from "./walk-problem.ts";

/** A photo's file as the file system gives it. */
export interface FoundFile {
  /** Absolute, with exactly the characters that the file system gave. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Milliseconds since 1970, with fractions. */
  readonly modifiedAtMs: number;
}

/** What a walk found. The order depends only on the folders and their content. */
export interface WalkResult {
  readonly files: FoundFile[];
  readonly problems: WalkProblem[];
  /** Absolute paths of movies that may belong to photos. */
  readonly movies: string[];
  /** Paths that could not be read: nothing is known of what is at or below them. */
  readonly unknownBelow: string[];
}

/** How to walk. */
export interface WalkOptions {
  /** Told by the name alone. */
  readonly hasPhotoExtension: (name: string) => boolean;
  /** Names of movies that may belong to photos; default: none are listed. */
  readonly hasMovieExtension?: (name: string) => boolean;
  /** Folders to leave out with all below them, however they are reached: the library itself. */
  readonly exclude?: readonly string[];
  readonly signal?: AbortSignal | undefined;
  /** Called after each folder, with the number of files found so far. */
  readonly onFolder?: (folder: string, filesSoFar: number) => void;
}

/** Calls that wait for the drive at once. Node has four threads for them; more only keep these busy. */
const parallelFolders = 8;
const parallelFiles = 16;

interface Walk extends WalkResult {
  readonly options: WalkOptions;
  /** Identities of folders that are not entered (again). */
  readonly closedFolders: Set<string>;
  /** Identities of the folders above the roots: a link back to one is a loop, not a wish to scan the whole drive. */
  readonly foldersAbove: Set<string>;
  /** Identities of the files listed, so that a link to one adds nothing. */
  readonly fileIdentities: Set<string>;
  /** Links met, followed last: whatever has a path without links is listed under that one. */
  readonly links: string[];
  /** Files that the user named themselves. */
  readonly namedFiles: string[];
  filesSoFar: number;
}

interface FolderFindings {
  readonly files: readonly FoundFile[];
  readonly movies: readonly string[];
  readonly folders: readonly string[];
  readonly links: readonly string[];
}

const noFindings: FolderFindings = { files: [], movies: [], folders: [], links: [] };

/**
 * Lists the photos in folders and everything below them: hidden and system folders left out, symbolic links
 * followed, each folder and each linked file listed once. What cannot be read is reported, and the rest goes on.
 * `roots` are paths of folders, or of single photos; a hidden folder is walked when it is named here.
 * @throws the signal's reason when it is aborted.
 */
export async function walkFolders(roots: readonly string[], options: WalkOptions): Promise<WalkResult> {
  const excluded = await identitiesOf(options.exclude ?? []);
  const walk: Walk = {
    files: [],
    movies: [],
    problems: [],
    unknownBelow: [],
    options,
    closedFolders: new Set(excluded),
    foldersAbove: new Set(),
    fileIdentities: new Set(),
    links: [],
    namedFiles: [],
    filesSoFar: 0,
  };
  const entered = new Map<string, string>();
  for (const root of roots.map((path) => resolve(path))) {
    const identity = await enterRoot(walk, root, excluded);
    if (identity !== undefined) entered.set(root, identity);
  }
  // Links met below links are added while this goes on.
  for (const link of walk.links) await followLink(walk, link);
  for (const file of walk.namedFiles) await addNamedFile(walk, file);
  for (const [root, identity] of entered) await checkStillThere(walk, root, identity);
  const { files, movies, problems, unknownBelow } = walk;
  return { files, movies, problems, unknownBelow };
}

async function enterRoot(
  walk: Walk,
  root: string,
  excluded: ReadonlySet<string>,
): Promise<string | undefined> {
  const status = await statusOrCode(root);
  if (typeof status !== "string" && status.isFile()) {
    walk.namedFiles.push(root);
    return undefined;
  }
  if (typeof status === "string" || !status.isDirectory()) {
    reportUnknown(walk, root, typeof status === "string" ? status : "ENOTDIR", "root");
    return undefined;
  }
  const identity = await identityOf(root, status);
  if (excluded.has(identity) || (await leadsInto(walk.options.exclude ?? [], root))) {
    const reason = "This is the folder of Familiar's own library. Name the folder with your photos instead.";
    walk.problems.push({ path: root, reason, isFolder: true });
    return undefined;
  }
  for (const above of await identitiesOf(await foldersAbove(root))) walk.foldersAbove.add(above);
  await walkTree(walk, root);
  return identity;
}

/** A file that the user names itself counts once, also when a named folder holds it. */
async function addNamedFile(walk: Walk, path: string): Promise<void> {
  if (!walk.options.hasPhotoExtension(path)) {
    const reason = "Its name does not end like that of a photo or video (.jpg, .png, .heic, .mp4 ...).";
    walk.problems.push({ path, reason, isFolder: false });
    return;
  }
  if (walk.files.some((file) => file.path === path)) return;
  const file = await lookAtFile(walk, path);
  if (file !== undefined) walk.files.push(file);
}

/** Goes down level by level. Results are joined in the order of names, whichever answer came first. */
async function walkTree(walk: Walk, top: string): Promise<void> {
  let level: readonly string[] = [top];
  while (level.length > 0) {
    const found = await mapInParallel(
      level,
      parallelFolders,
      async (folder) => await walkFolder(walk, folder),
    );
    for (const { files } of found) for (const file of files) walk.files.push(file);
    for (const { movies } of found) for (const movie of movies) walk.movies.push(movie);
    for (const { links } of found) for (const link of links) walk.links.push(link);
    level = found.flatMap(({ folders }) => folders);
  }
}

async function walkFolder(walk: Walk, folder: string): Promise<FolderFindings> {
  const { options } = walk;
  options.signal?.throwIfAborted();
  const status = await statusOrCode(folder);
  if (typeof status === "string") return reportFolder(walk, folder, status);
  const identity = await identityOf(folder, status);
  if (walk.closedFolders.has(identity)) return noFindings;
  walk.closedFolders.add(identity);
  const content = await readFolder(folder);
  if (typeof content === "string") return reportFolder(walk, folder, content);
  reportUnreadableNames(walk, folder, content);
  const paths = content.fileNames.filter(options.hasPhotoExtension).map((name) => join(folder, name));
  const files = await mapInParallel(paths, parallelFiles, async (path) => await lookAtFile(walk, path));
  options.onFolder?.(folder, walk.filesSoFar);
  return {
    files: files.filter((file) => file !== undefined),
    movies: content.fileNames
      .filter((name) => options.hasMovieExtension?.(name) === true)
      .map((name) => join(folder, name)),
    folders: content.folderNames.map((name) => join(folder, name)),
    links: content.linkNames.map((name) => join(folder, name)),
  };
}

async function lookAtFile(walk: Walk, path: string): Promise<FoundFile | undefined> {
  walk.options.signal?.throwIfAborted();
  const status = await statusOrCode(path);
  if (typeof status === "string") {
    // Deleted since its folder was read: not there, and no problem.
    if (!isGoneCode(status)) reportUnknown(walk, path, status, "file");
    return undefined;
  }
  walk.fileIdentities.add(await identityOf(path, status));
  walk.filesSoFar += 1;
  return { path, sizeBytes: Number(status.size), modifiedAtMs: modifiedAtMsOf(status) };
}

async function followLink(walk: Walk, link: string): Promise<void> {
  walk.options.signal?.throwIfAborted();
  const isPhotoName = walk.options.hasPhotoExtension(basename(link));
  const status = await statusOrCode(link);
  if (typeof status === "string") {
    if (!isGoneCode(status)) reportUnknown(walk, link, status, "link");
    else if (isPhotoName)
      walk.problems.push({ path: link, reason: reasonOfCode(status, link, "link"), isFolder: false });
    return;
  }
  const identity = await identityOf(link, status);
  if (walk.foldersAbove.has(identity) || (await leadsInto(walk.options.exclude ?? [], link))) return;
  if (status.isDirectory()) await walkTree(walk, link);
  if (!status.isFile() || !isPhotoName || walk.fileIdentities.has(identity)) return;
  const file = await lookAtFile(walk, link);
  if (file !== undefined) walk.files.push(file);
}

/** A drive pulled out half-way makes its folders look empty or gone; that must not pass for deleted photos. */
async function checkStillThere(walk: Walk, root: string, identity: string): Promise<void> {
  const status = await statusOrCode(root);
  if (typeof status !== "string" && (await identityOf(root, status)) === identity) return;
  const reason = `The folder ${root} went away while it was being read. Was its drive disconnected?`;
  walk.problems.push({ path: root, reason, isFolder: true });
  walk.unknownBelow.push(root);
}

async function foldersAbove(folder: string): Promise<string[]> {
  const folders: string[] = [];
  let path = await realpath(folder).catch(() => folder);
  while (dirname(path) !== path) {
    path = dirname(path);
    folders.push(path);
  }
  return folders;
}

async function leadsInto(folders: readonly string[], link: string): Promise<boolean> {
  const realPathOf = async (path: string): Promise<string> => await realpath(path).catch(() => path);
  const target = await realPathOf(link);
  for (const folder of folders) if (isInside(await realPathOf(folder), target)) return true;
  return false;
}

async function identitiesOf(paths: readonly string[]): Promise<Set<string>> {
  const identities = new Set<string>();
  for (const path of paths) {
    const status = await statusOrCode(path);
    if (typeof status !== "string") identities.add(await identityOf(path, status));
  }
  return identities;
}

function reportFolder(walk: Walk, folder: string, code: string): FolderFindings {
  if (!isGoneCode(code)) reportUnknown(walk, folder, code, "folder");
  return noFindings;
}

function reportUnknown(walk: Walk, path: string, code: string, subject: WalkSubject): void {
  const isFolder = subject === "root" || subject === "folder";
  walk.problems.push({ path, reason: reasonOfCode(code, path, subject), isFolder });
  walk.unknownBelow.push(path);
}

function reportUnreadableNames(walk: Walk, folder: string, content: FolderContent): void {
  for (const { name, isFolder } of content.unreadableNames) {
    if (!isFolder && !walk.options.hasPhotoExtension(name)) continue;
    walk.problems.push({ path: join(folder, name), reason: reasonOfUnreadableName(isFolder), isFolder });
  }
}
