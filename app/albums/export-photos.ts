import { mkdir } from "node:fs/promises";
import path from "node:path";
import { filesOfPhoto } from "../db/files.ts";
import type { Database } from "../db/open.ts";
import { ExportFolderError } from "./errors.ts";
import { exportFile, type ExportMode } from "./export-file.ts";
import { reasonOf } from "./file-reasons.ts";

/** How files are exported. */
export interface ExportOptions {
  /** "copy": files of their own. "link": hard links, which take no space, and are the same file under two names. */
  readonly mode: ExportMode;
  readonly signal?: AbortSignal;
  /** After every photo. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/** A file that was not exported. */
export interface ExportFailure {
  readonly path: string;
  /** In words for people: "it is not there any more". */
  readonly reason: string;
}

/** What an export did. */
export interface ExportReport {
  /** Absolute. */
  readonly folder: string;
  readonly photos: number;
  readonly copied: number;
  readonly linked: number;
  /** Photos that were in the folder already. */
  readonly skipped: number;
  readonly failed: readonly ExportFailure[];
  /** Why files were copied that were to be linked, in words for people; null = none were. */
  readonly linkProblem: string | null;
  /** It was ended before all were done. */
  readonly isCancelled: boolean;
}

/**
 * Puts photos into a folder, in this order; it is made when it is not there. Never overwrites: a name that is taken gets
 * " (2)", and a photo that is there already is not exported again. Every file appears whole or not at all, with its time
 * of change. A file that fails is reported, and the rest goes on.
 * Rejects with ExportFolderError.
 */
export async function exportPhotos(
  db: Database,
  photoIds: readonly number[],
  folder: string,
  options: ExportOptions,
): Promise<ExportReport> {
  const photos = photoIds.map((id) => ({
    id,
    paths: filesOfPhoto(db, id)
      .filter(({ missingSinceMs }) => missingSinceMs === null)
      .map((file) => file.path),
  }));
  return await exportFiles(photos, path.resolve(folder), options);
}

/** A photo with the files that show it, of which the first that works is taken. */
interface PhotoFiles {
  readonly id: number;
  readonly paths: readonly string[];
}

async function exportFiles(
  photos: readonly PhotoFiles[],
  folder: string,
  { mode, signal, onProgress }: ExportOptions,
): Promise<ExportReport> {
  await makeFolder(folder);
  const counts = { copied: 0, linked: 0, skipped: 0 };
  const failed: ExportFailure[] = [];
  let linkProblem: string | null = null;
  let done = 0;
  for (const photo of photos) {
    if (signal?.aborted === true) break;
    const outcome = await exportFirst(photo, folder, mode);
    if (outcome.kind === "failed") failed.push(...outcome.failures);
    else counts[outcome.kind]++;
    if (outcome.kind === "copied") linkProblem ??= outcome.linkProblem;
    onProgress?.({ done: ++done, total: photos.length });
  }
  const isCancelled = done < photos.length;
  return { folder, photos: photos.length, ...counts, failed, linkProblem, isCancelled };
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new ExportFolderError(folder, reasonOf(error), error);
  }
}

type Outcome =
  | { readonly kind: "linked" | "skipped" }
  | { readonly kind: "copied"; readonly linkProblem: string | null }
  | { readonly kind: "failed"; readonly failures: readonly ExportFailure[] };

async function exportFirst({ id, paths }: PhotoFiles, folder: string, mode: ExportMode): Promise<Outcome> {
  const failures: ExportFailure[] =
    paths.length === 0 ? [{ path: `photo ${id}`, reason: "none of its files is there any more" }] : [];
  for (const source of paths) {
    try {
      return await exportFile(source, folder, mode);
    } catch (error) {
      failures.push({ path: source, reason: reasonOf(error) });
    }
  }
  return { kind: "failed", failures };
}
