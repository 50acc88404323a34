import { nextMetadataBatch, type MetadataTarget } from "../../db/metadata-writes.ts";
import { MetadataError, XmpError } from "../errors.ts";
import { reasonOfCode } from "../system-reason.ts";
import type { Picture } from "../orientation.ts";
import type { Difference } from "./edit-list.ts";
import { editXmp, type EditedXmp } from "./edit-xmp.ts";
import { ExiftoolError } from "./exiftool-error.ts";
import { performWrite } from "./perform-write.ts";
import { photoPeopleOf, publicNames } from "./photo-people-of.ts";
import { placesOf, type WritePlace } from "./places.ts";
import { readBefore, type FileBefore } from "./read-before.ts";
import type { WriteContext } from "./write-context.ts";

/** How to write. */
export interface WriteOptions {
  /** 'as-before': only files with names that Familiar wrote, to bring these up to date. */
  readonly into: MetadataTarget | "as-before";
  readonly keepsModifiedTime: boolean;
  /** Says what would be written, and writes nothing. */
  readonly isDryRun: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** What came of one file. */
export interface FileReport {
  readonly photoId: number;
  /** What is written into: the photo or a sidecar. */
  readonly path: string;
  readonly target: MetadataTarget;
  /** 'planned' in a dry run. */
  readonly outcome: "written" | "planned" | "unchanged" | "failed";
  readonly differences: readonly Difference[];
  /** Why it failed, in words for people. */
  readonly reason: string | null;
}

/** What came of all files; a file that failed is as it was before. */
export interface WriteReport {
  readonly files: readonly FileReport[];
  /** For `undoWrites`; null = nothing was written. */
  readonly batch: number | null;
  readonly wasStopped: boolean;
}

/**
 * Writes the names of the people in photos into their metadata: into a sidecar beside each file, or into the file. What
 * other programs wrote stays letter for letter; a file that is not as the library knows it is left alone. Each file is
 * written at once or not at all, and what is needed to put it back is kept before.
 */
export async function writeNames(
  context: WriteContext,
  photoIds: readonly number[],
  options: WriteOptions,
): Promise<WriteReport> {
  const { db, journal } = context;
  const names = publicNames(db);
  const batch = nextMetadataBatch(db);
  const files: FileReport[] = [];
  const isStopped = () => options.signal?.aborted === true;
  try {
    for (const [at, photoId] of photoIds.entries()) {
      if (isStopped()) break;
      for (const place of await placesOf(db, photoId, options.into)) {
        files.push(await writePlace({ context, options, names, batch }, place));
      }
      options.onProgress?.(at + 1, photoIds.length);
    }
  } finally {
    await context.endExiftool?.();
  }
  const hasWritten = files.some(({ outcome }) => outcome === "written");
  if (hasWritten) journal.bringUpToDate(db);
  return { files, batch: hasWritten ? batch : null, wasStopped: isStopped() };
}

interface Writing {
  readonly context: WriteContext;
  readonly options: WriteOptions;
  readonly names: ReadonlyMap<number, string>;
  readonly batch: number;
}

async function writePlace(writing: Writing, place: WritePlace): Promise<FileReport> {
  const { context, options, batch } = writing;
  const report = { photoId: place.photo.id, path: place.path, target: place.target };
  try {
    const before = await readBefore(context.db, place);
    const edited = edit(writing, place, before);
    const { differences } = edited;
    const isChanged = differences.some(({ change }) => change !== "leave");
    if (!isChanged) return { ...report, outcome: "unchanged", differences, reason: null };
    if (options.isDryRun) return { ...report, outcome: "planned", differences, reason: null };
    await performWrite(context, {
      place,
      before,
      edited,
      batch,
      keepsModifiedTime: options.keepsModifiedTime,
    });
    return { ...report, outcome: "written", differences, reason: null };
  } catch (error) {
    return { ...report, outcome: "failed", differences: [], reason: writeFailure(error, place.path) };
  }
}

function edit(
  { context: { db }, names }: Writing,
  { photo, path: place }: WritePlace,
  before: FileBefore,
): EditedXmp {
  const { width, height, orientation } = photo;
  if (width === null || height === null) {
    throw new MetadataError(place, `This photo has not been analysed yet: ${place}. Scan, then write.`);
  }
  const picture: Picture = { width, height, orientation: orientation ?? 1 };
  return editXmp(
    before.xmp?.text ?? null,
    before.items,
    photoPeopleOf(db, photo.id, picture, names),
    picture,
  );
}

/** Why a file could not be written or put back, in words for people; it is as it was before. Other errors are thrown. */
export function writeFailure(error: unknown, file: string): string {
  if (error instanceof MetadataError) return error.message;
  if (error instanceof XmpError) return `The metadata of ${file} was left as it is: ${error.message}.`;
  if (error instanceof ExiftoolError) return `${file} was left as it is. ${error.message}`;
  const reason = reasonOfCode(error);
  if (reason === null) throw error;
  return `${file} was left as it is: ${reason}.`;
}
