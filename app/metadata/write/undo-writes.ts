import {
  lastMetadataBatch,
  markMetadataUndone,
  saveWrittenMetadata,
  type MetadataWrite,
} from "../../db/metadata-writes.ts";
import { findPhoto } from "../../db/photos.ts";
import { inTransaction } from "../../db/transaction.ts";
import { MetadataError } from "../errors.ts";
import { DeltaError } from "./file-delta.ts";
import { formerFilesIn } from "./former-files.ts";
import { saveFileState } from "./perform-write.ts";
import { hashOf, readState, removeFile, replaceFile, type ReadState } from "./replace-file.ts";
import type { WriteContext } from "./write-context.ts";
import { writeFailure } from "./write-names.ts";
import { isNothing, writtenItemsSchema } from "./written-items.ts";

/** What came of putting files back. */
export interface UndoneWrites {
  /** Milliseconds since 1970; when they were written; null = there was nothing to undo. */
  readonly writtenAtMs: number | null;
  /** Files that are as before, bit for bit. */
  readonly restored: readonly string[];
  /** Files that are as they were, with the reason in words for people. */
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * Puts back what the last batch wrote that is not undone: every file as it was before, bit for bit, with its
 * modification time. A file that another program changed since is left alone. With a `batch`, only that one is meant:
 * nothing is done when another one is the last by now.
 */
export async function undoWrites(context: WriteContext, batch?: number): Promise<UndoneWrites> {
  const last = lastMetadataBatch(context.db);
  const writes = batch === undefined || last[0]?.batch === batch ? last : [];
  const restored: string[] = [];
  const failed: { path: string; reason: string }[] = [];
  for (const write of writes) {
    try {
      await undoOne(context, write);
      restored.push(write.path);
    } catch (error) {
      const reason = error instanceof DeltaError ? error.message : writeFailure(error, write.path);
      failed.push({ path: write.path, reason });
      // It cannot be put back later either: what it was written over is no longer what is there.
      if (error instanceof ChangedSinceError) markMetadataUndone(context.db, write.id);
    }
  }
  return { writtenAtMs: writes.at(-1)?.atMs ?? null, restored, failed };
}

/** Another program wrote into the file since. */
class ChangedSinceError extends MetadataError {
  override readonly name = "ChangedSinceError";

  constructor(file: string) {
    super(file, `${file} was changed by another program since, and was left as it is.`);
  }
}

async function undoOne(context: WriteContext, write: MetadataWrite): Promise<void> {
  const { path: file, formerHash, writtenHash } = write;
  const now = await readState(file);
  // A crash may have come before the file took its place.
  const isFormer = isSame(now, formerHash);
  if (!isFormer && !isSame(now, writtenHash)) throw new ChangedSinceError(file);
  const state = isFormer ? now : await putBack(context, write, now);
  inTransaction(context.db, () => {
    const photo = findPhoto(context.db, write.photoId);
    if (write.target === "file" && state !== null && photo !== undefined) {
      saveFileState(context.db, file, state, photo.contentHash);
    }
    const items = isNothing(writtenItemsSchema.parse(JSON.parse(write.formerItems)))
      ? null
      : write.formerItems;
    saveWrittenMetadata(context.db, { path: file, photoId: write.photoId, target: write.target, items });
    markMetadataUndone(context.db, write.id);
  });
}

async function putBack(
  { libraryFolder }: WriteContext,
  { path: file, formerHash, formerModifiedAtMs }: MetadataWrite,
  now: ReadState | null,
): Promise<ReadState | null> {
  if (formerHash === null) {
    if (now !== null) await removeFile(now);
    return null;
  }
  const later = now ?? { bytes: Buffer.alloc(0), hash: hashOf(Buffer.alloc(0)) };
  const former = await formerFilesIn(libraryFolder).restore(formerHash, later);
  return await replaceFile(file, former, { expected: now, modifiedAtMs: formerModifiedAtMs });
}

function isSame(state: ReadState | null, hash: Uint8Array | null): boolean {
  if (state === null || hash === null) return state === null && hash === null;
  return Buffer.compare(state.hash, hash) === 0;
}
