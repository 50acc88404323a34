import { createHash, type Hash } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { sniffFormat } from "../format.ts";
import { PhotoError, photoErrorFromFileSystem } from "../photo-error.ts";
import type { PhotoFile } from "../read-file.ts";
import { hasVideoExtension } from "./video-format.ts";

/** A video's file, hashed: it may be larger than memory. */
export type VideoFile = Omit<PhotoFile, "bytes">;

const chunkBytes = 4 * 1024 * 1024;

/** Enough for every picture format to be told; a raw file's directories may lie further on, and are no video's. */
const headBytes = 512;

/** Is this file to be looked at as a video: by its name, unless its content is a picture? Throws PhotoError. */
export async function isVideoFile(path: string): Promise<boolean> {
  if (!hasVideoExtension(path)) return false;
  return await withFile(path, async (handle) => {
    const head = Buffer.alloc(headBytes);
    const { bytesRead } = await handle.read(head, 0, headBytes, 0);
    return sniffFormat(head.subarray(0, bytesRead)) === undefined;
  });
}

/**
 * Hashes a video's file, calling `onAlive` after each few megabytes. Never waits on a pipe or device; throws PhotoError
 * for a file that is empty, not an ordinary file, not readable, or written to meanwhile.
 */
export async function hashVideoFile(path: string, onAlive: () => void): Promise<VideoFile> {
  return await withFile(path, async (handle, before) => {
    const hash = createHash("sha256");
    const hashedBytes = await hashAll(handle, hash, onAlive);
    const after = await handle.stat();
    if (hashedBytes !== before.size || !isUnchanged(before, after)) throw changedMeanwhile();
    return { hash: hash.digest(), sizeBytes: before.size, modifiedAtMs: before.mtimeMs };
  });
}

/** Throws PhotoError when the file is no longer the one that was hashed. FFmpeg opens it again, by its path. */
export async function checkUnchanged(path: string, file: VideoFile): Promise<void> {
  await withFile(path, (_handle, now) => {
    if (now.size !== file.sizeBytes || now.mtimeMs !== file.modifiedAtMs) throw changedMeanwhile();
    return Promise.resolve();
  });
}

async function hashAll(handle: FileHandle, hash: Hash, onAlive: () => void): Promise<number> {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let total = 0;
  while (true) {
    const { bytesRead } = await handle.read(buffer, 0, chunkBytes, total);
    if (bytesRead === 0) return total;
    hash.update(buffer.subarray(0, bytesRead));
    total += bytesRead;
    onAlive();
  }
}

async function withFile<Result>(
  path: string,
  work: (handle: FileHandle, stats: Stats) => Promise<Result>,
): Promise<Result> {
  try {
    // As for photos: without O_NONBLOCK opening a named pipe waits for a writer for ever.
    const handle = await open(path, constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0));
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) {
        throw new PhotoError(
          "not-a-photo",
          "This is not an ordinary file (it is a folder, pipe, socket or device).",
        );
      }
      if (stats.size === 0) throw new PhotoError("empty", "The file is empty (0 bytes).");
      return await work(handle, stats);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw photoErrorFromFileSystem(error);
  }
}

function isUnchanged(before: Stats, after: Stats): boolean {
  return after.size === before.size && after.mtimeMs === before.mtimeMs;
}

function changedMeanwhile(): PhotoError {
  return new PhotoError(
    "unreadable",
    "The file changed while it was being read. It will be looked at again at the next scan.",
  );
}
