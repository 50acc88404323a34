import { createHash, randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { access, chmod, open, readFile, rename, rm, stat, unlink, utimes } from "node:fs/promises";
import path from "node:path";
import { MetadataError } from "../errors.ts";

/** A file as it was when it was read. */
export interface ReadState {
  readonly path: string;
  readonly bytes: Buffer;
  /** SHA-256. */
  readonly hash: Buffer;
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
}

/** The file is not as it was when it was read: another program wrote to it meanwhile. */
export class FileChangedError extends MetadataError {
  override readonly name = "FileChangedError";

  constructor(file: string) {
    super(file, `${file} was changed by another program meanwhile, and was left as it is. Try again.`);
  }
}

/** Reads a file with its state; null when it is not there. */
export async function readState(file: string): Promise<ReadState | null> {
  try {
    const before = await stat(file);
    const bytes = await readFile(file);
    const after = await stat(file);
    if (before.mtimeMs !== after.mtimeMs || after.size !== bytes.length) throw new FileChangedError(file);
    return { path: file, bytes, hash: hashOf(bytes), sizeBytes: bytes.length, modifiedAtMs: after.mtimeMs };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** A path beside a file for what is to take its place: hidden, so that no scan takes it for a photo. */
export function temporaryBeside(file: string): string {
  return path.join(path.dirname(file), `.familiar-${randomBytes(8).toString("hex")}${path.extname(file)}`);
}

/** How to put a file in place. */
export interface Replacement {
  /** What is there, null = nothing; if it is not so any more, nothing is done. */
  readonly expected: ReadState | null;
  /** Milliseconds since 1970; the time that the file is to have, null = now. */
  readonly modifiedAtMs: number | null;
  /** Called when all is ready, just before the file takes its place. */
  readonly beforeRename?: (bytes: Buffer) => void;
}

/**
 * Puts new content in the place of a file, at once or not at all: written beside it, flushed to the disk, compared with
 * what is expected in its place, renamed. Keeps the permissions. Returns the file's new state.
 * Rejects with FileChangedError, MetadataError for a file that must not be written, and errors of the file system.
 */
export async function replaceFile(
  file: string,
  content: Buffer,
  replacement: Replacement,
): Promise<ReadState> {
  const temporary = temporaryBeside(file);
  try {
    const handle = await open(temporary, "wx");
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return await putInPlace(temporary, file, replacement);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** As `replaceFile`, with a file that lies beside the other already. */
export async function putInPlace(
  temporary: string,
  file: string,
  { expected, modifiedAtMs, beforeRename }: Replacement,
): Promise<ReadState> {
  await copyRights(file, temporary, expected);
  if (modifiedAtMs !== null) await utimes(temporary, new Date(), modifiedAtMs / 1_000);
  await flush(temporary);
  const ready = await readState(temporary);
  if (ready === null) throw new MetadataError(file, `What was to take the place of ${file} has gone.`);
  beforeRename?.(ready.bytes);
  await refuseIfChanged(file, expected);
  await rename(temporary, file);
  await flush(path.dirname(file));
  return { ...ready, path: file };
}

/** Takes a file away that is still as it was read. Rejects with FileChangedError. */
export async function removeFile(expected: ReadState): Promise<void> {
  await refuseIfChanged(expected.path, expected);
  await unlink(expected.path);
  await flush(path.dirname(expected.path));
}

/** SHA-256. */
export function hashOf(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

async function refuseIfChanged(file: string, expected: ReadState | null): Promise<void> {
  const now = await readState(file);
  const isSame = expected === null ? now === null : now?.hash.equals(expected.hash) === true;
  if (!isSame || (now !== null && now.modifiedAtMs !== expected?.modifiedAtMs))
    throw new FileChangedError(file);
}

async function copyRights(file: string, temporary: string, expected: ReadState | null): Promise<void> {
  if (expected === null) return;
  try {
    await access(file, constants.W_OK);
  } catch (error) {
    throw new MetadataError(file, `${file} is write-protected, and was left as it is.`, { cause: error });
  }
  await chmod(temporary, (await stat(file)).mode);
}

async function flush(place: string): Promise<void> {
  try {
    const handle = await open(place, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Windows flushes no folders; the content was flushed when it was written.
  }
}
