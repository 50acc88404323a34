import { randomUUID } from "node:crypto";
import { link, open, rename, rm, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { FileThereError, TransferError } from "./errors.ts";
import { inChunks } from "./write-json.ts";

/** How a file is written. */
export interface WriteFileOptions {
  /** Also over a file that is there. Default false. */
  readonly overwrite?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Writes a text piece by piece under another name first, and gives it its own when it is whole and on the disk: whoever
 * looks sees the old file or the new one. Returns its size in bytes.
 * Rejects with FileThereError, TransferError with what the file system says, the signal's reason.
 */
export async function writeFileWhole(
  file: string,
  pieces: Iterable<string>,
  { overwrite = false, signal }: WriteFileOptions = {},
): Promise<number> {
  const part = path.join(path.dirname(file), `.familiar-${randomUUID()}.part`);
  try {
    const handle = await open(part, "wx");
    let sizeBytes: number;
    try {
      sizeBytes = await writeAll(handle, pieces, signal);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await (overwrite ? rename(part, file) : giveFreeName(part, file));
    return sizeBytes;
  } catch (error) {
    throw explain(error, file);
  } finally {
    await rm(part, { force: true });
  }
}

async function writeAll(
  handle: FileHandle,
  pieces: Iterable<string>,
  signal: AbortSignal | undefined,
): Promise<number> {
  let sizeBytes = 0;
  for (const chunk of inChunks(pieces)) {
    signal?.throwIfAborted();
    const bytes = Buffer.from(chunk);
    for (let written = 0; written < bytes.length;)
      written += (await handle.write(bytes, written, bytes.length - written)).bytesWritten;
    sizeBytes += bytes.length;
  }
  return sizeBytes;
}

/** A link, unlike renaming, never overwrites. Where there are none, an empty file of our own keeps the name free. */
async function giveFreeName(part: string, file: string): Promise<void> {
  try {
    await link(part, file);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw error;
    await (await open(file, "wx")).close();
    await rename(part, file);
  }
}

const reasons: Readonly<Partial<Record<string, string>>> = {
  ENOENT: "its folder does not exist",
  ENOTDIR: "its folder is no folder",
  EISDIR: "there is a folder of that name",
  EACCES: "Familiar is not allowed to write there",
  EPERM: "Familiar is not allowed to write there",
  EROFS: "its drive can only be read",
  ENOSPC: "there is no space left on its drive",
};

function explain(error: unknown, file: string): unknown {
  const code = codeOf(error);
  if (code === "EEXIST") return new FileThereError(file);
  const reason = reasons[code];
  return reason === undefined
    ? error
    : new TransferError(`${file} cannot be written: ${reason}. Choose another place.`, { cause: error });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
