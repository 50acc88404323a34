import { lstat, open } from "node:fs/promises";

/** Read at a time from each of two files that are compared. */
const chunkBytes = 256 * 1024;

/**
 * Do these two files hold the same bytes? False when the second is no file, or is not there. Rejects with the error of
 * the file system when either cannot be read.
 */
export async function isSameFile(file: string, other: string): Promise<boolean> {
  const [one, two] = [await lstat(file), await lstat(other).catch(() => undefined)];
  if (two?.isFile() !== true || one.size !== two.size) return false;
  if (one.dev === two.dev && one.ino === two.ino && one.ino !== 0) return true;
  await using first = await open(file);
  await using second = await open(other);
  const [a, b] = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)];
  for (let position = 0; position < one.size; position += chunkBytes) {
    // A file on a disk gives all that is asked for, except at its end.
    const length = Math.min(chunkBytes, one.size - position);
    const inFirst = await first.read(a, 0, length, position);
    const inSecond = await second.read(b, 0, length, position);
    if (inFirst.bytesRead !== length || inSecond.bytesRead !== length) return false;
    if (!a.subarray(0, length).equals(b.subarray(0, length))) return false;
  }
  return true;
}
