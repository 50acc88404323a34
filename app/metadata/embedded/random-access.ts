import type { FileHandle } from "node:fs/promises";

/** Reads parts of a file. */
export interface RandomAccess {
  readonly sizeBytes: number;
  /** The bytes there are from `offset` on, at most `length`. */
  read(offset: number, length: number): Promise<Buffer>;
}

/** Reads an open file; whoever opened it closes it. */
export async function accessTo(handle: FileHandle): Promise<RandomAccess> {
  const { size } = await handle.stat();
  return {
    sizeBytes: size,
    async read(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      const buffer = Buffer.alloc(wanted);
      let total = 0;
      while (total < wanted) {
        const { bytesRead } = await handle.read(buffer, total, wanted - total, offset + total);
        if (bytesRead === 0) break;
        total += bytesRead;
      }
      return buffer.subarray(0, total);
    },
  };
}

/**
 * Parts of a file (segments, chunks, boxes) that are looked at before giving up: a PNG of 500 MB has some 60,000 chunks;
 * a file that is made of millions is made to keep the reader busy.
 */
export const mostParts = 100_000;
