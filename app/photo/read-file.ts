import { createHash } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { open } from "node:fs/promises";
import { PhotoError, photoErrorFromFileSystem } from "./photo-error.ts";

/**
 * Largest file read, in bytes: a photo is held in memory whole, once per analyzer. The largest photos a phone or
 * camera makes in the formats Familiar reads (200-megapixel JPEG, 150-megapixel 16-bit TIFF) are under 100 MB and
 * 900 MB; 512 MB keeps every JPEG, HEIC and 8-bit TIFF.
 */
export const maximumFileBytes = 512 * 1024 * 1024;

export interface PhotoFile {
  readonly bytes: Buffer;
  /** SHA-256 of the bytes, 32 bytes. */
  readonly hash: Buffer;
  readonly sizeBytes: number;
  /** Milliseconds since 1970 UTC, with the fraction the file system keeps. */
  readonly modifiedAtMs: number;
}

/**
 * Reads a photo's file once. Never waits on a pipe or device; throws PhotoError for a file that is empty, larger
 * than maximumFileBytes, not an ordinary file, not readable, or written to while it was being read.
 */
export async function readPhotoFile(path: string): Promise<PhotoFile> {
  try {
    // Without O_NONBLOCK opening a named pipe waits for a writer for ever. Windows has neither pipes in folders nor
    // this flag.
    const handle = await open(path, constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0));
    try {
      return await readUnchanging(handle);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw photoErrorFromFileSystem(error);
  }
}

/** What readUnchanging needs of an open file (a FileHandle has it). */
export interface OpenFile {
  readonly stat: () => Promise<Stats>;
  readonly read: (
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
  ) => Promise<{ readonly bytesRead: number }>;
}

/** readPhotoFile on a file already open; the caller closes it. File system errors come through as they are. */
export async function readUnchanging(handle: OpenFile): Promise<PhotoFile> {
  const before = await handle.stat();
  refuseUnusable(before);
  const bytes = Buffer.allocUnsafeSlow(before.size);
  const bytesRead = await readFully(handle, bytes);
  const after = await handle.stat();
  if (bytesRead !== before.size || after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
    throw new PhotoError(
      "unreadable",
      "The file changed while it was being read. It will be looked at again at the next scan.",
    );
  }
  return {
    bytes,
    hash: createHash("sha256").update(bytes).digest(),
    sizeBytes: before.size,
    modifiedAtMs: before.mtimeMs,
  };
}

function refuseUnusable(stats: Stats): void {
  if (!stats.isFile()) {
    throw new PhotoError(
      "not-a-photo",
      "This is not an ordinary file (it is a folder, pipe, socket or device).",
    );
  }
  if (stats.size === 0) throw new PhotoError("empty", "The file is empty (0 bytes).");
  if (stats.size > maximumFileBytes) {
    const megabytes = (size: number) => Math.round(size / 1024 / 1024);
    throw new PhotoError(
      "too-large",
      `The file has ${megabytes(stats.size)} MB; Familiar reads photos up to ${megabytes(maximumFileBytes)} MB.`,
    );
  }
}

/** Fills the buffer unless the file ends first; returns the bytes read. One read may return less than asked for. */
async function readFully(handle: OpenFile, buffer: Buffer): Promise<number> {
  let total = 0;
  while (total < buffer.length) {
    const { bytesRead } = await handle.read(buffer, total, buffer.length - total, total);
    if (bytesRead === 0) break;
    total += bytesRead;
  }
  return total;
}
