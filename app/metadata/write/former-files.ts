import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { applyDelta, DeltaError, makeDelta } from "./file-delta.ts";

/** What it takes to put files back as they were before Familiar wrote into them. */
export interface FormerFiles {
  /** Keeps what the former content has and the later one lacks, on the disk. Rejects when it cannot. */
  keep(former: FileContent, later: FileContent): Promise<void>;
  /** The former content, bit for bit. Rejects with DeltaError when it was not kept or does not fit. */
  restore(formerHash: Uint8Array, later: FileContent): Promise<Buffer>;
}

/** Content with its SHA-256. */
export interface FileContent {
  readonly bytes: Buffer;
  readonly hash: Uint8Array;
}

/** Keeps former contents in a folder of the library. */
export function formerFilesIn(libraryFolder: string): FormerFiles {
  const place = (former: Uint8Array, later: Uint8Array) =>
    path.join(libraryFolder, "former-metadata", `${short(former)}-${short(later)}.delta`);
  return {
    async keep(former, later) {
      const target = place(former.hash, later.hash);
      const unfinished = `${target}.${randomUUID()}.unfinished`;
      await mkdir(path.dirname(target), { recursive: true });
      try {
        await writeFile(unfinished, makeDelta(former.bytes, later.bytes), { flush: true });
        await rename(unfinished, target);
      } finally {
        await rm(unfinished, { force: true });
      }
    },
    async restore(formerHash, later) {
      const kept = place(formerHash, later.hash);
      let delta: Buffer;
      try {
        delta = await readFile(kept);
      } catch (error) {
        throw new DeltaError(`What was kept of the former file cannot be read: ${kept}`, { cause: error });
      }
      return applyDelta(delta, later.bytes);
    },
  };
}

/** Enough to tell all contents there are apart; names of files have limits. The whole is in the delta. */
function short(hash: Uint8Array): string {
  return Buffer.from(hash).toString("hex").slice(0, 40);
}
