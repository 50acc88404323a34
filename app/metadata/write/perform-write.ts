import { readFile, rm } from "node:fs/promises";
import { forgetMetadataWrite, insertMetadataWrite, saveWrittenMetadata } from "../../db/metadata-writes.ts";
import type { Database } from "../../db/open.ts";
import { inTransaction } from "../../db/transaction.ts";
import { addWrittenContent, setFileContent } from "../../db/written-contents.ts";
import { encodeText } from "../xmp/decode-text.ts";
import type { EditedXmp } from "./edit-xmp.ts";
import { formerFilesIn, type FileContent } from "./former-files.ts";
import type { WritePlace } from "./places.ts";
import type { FileBefore } from "./read-before.ts";
import { hashOf, putInPlace, removeFile, replaceFile, type ReadState } from "./replace-file.ts";
import type { WriteContext } from "./write-context.ts";
import { writeEmbedded } from "./write-embedded.ts";
import { isNothing, type WrittenItems } from "./written-items.ts";

/** One file to write. */
export interface PlannedWrite {
  readonly place: WritePlace;
  readonly before: FileBefore;
  readonly edited: EditedXmp;
  readonly batch: number;
  readonly keepsModifiedTime: boolean;
}

const plainUtf8 = { encoding: "utf-8", hasMark: false } as const;

/**
 * Writes one file. What is needed to undo it is on the disk and in the catalogue before the file takes its place, and so
 * is the knowledge that the new content is the same photo: a crash at any moment loses nothing, and causes no analysis.
 * Rejects with MetadataError, ExiftoolError, and errors of the file system; the file is as before then.
 */
export async function performWrite(context: WriteContext, write: PlannedWrite): Promise<void> {
  const { before, edited, place } = write;
  // A document without anything is taken away, if nobody else made it.
  const isOwn = edited.text.includes('x:xmptk="Familiar"');
  const content = edited.isEmpty && isOwn ? null : encodeText(edited.text, before.xmp ?? plainUtf8);
  if (place.target === "sidecar") await writeSidecar(context, write, content);
  else await writeIntoFile(context, write, content);
}

async function writeSidecar(
  context: WriteContext,
  write: PlannedWrite,
  content: Buffer | null,
): Promise<void> {
  const { place, before } = write;
  const later = contentOf(content ?? Buffer.alloc(0));
  const writeId = await prepare(context, write, later, content === null);
  await orForget(context.db, { write, writeId }, async () => {
    if (content !== null) {
      await replaceFile(place.path, content, { expected: before.state, modifiedAtMs: timeOf(write) });
    } else if (before.state !== null) await removeFile(before.state);
  });
}

async function writeIntoFile(
  context: WriteContext,
  write: PlannedWrite,
  packet: Buffer | null,
): Promise<void> {
  const { place, before } = write;
  const { db } = context;
  const temporary = await writeEmbedded(await context.exiftool(), place.path, packet, before.format ?? "");
  try {
    const later = contentOf(await readFile(temporary));
    const writeId = await prepare(context, write, later, false);
    const state = await orForget(
      db,
      { write, writeId },
      async () =>
        await putInPlace(temporary, place.path, { expected: before.state, modifiedAtMs: timeOf(write) }),
    );
    saveFileState(db, place.path, state, place.photo.contentHash);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Remembers what a photo's file holds now, so that no scan takes it for a changed one. */
export function saveFileState(
  db: Database,
  file: string,
  { hash, sizeBytes, modifiedAtMs }: ReadState,
  photoHash: Uint8Array,
): void {
  const contentHash = Buffer.compare(hash, photoHash) === 0 ? null : hash;
  setFileContent(db, file, { contentHash, sizeBytes, modifiedAtMs });
}

async function prepare(
  { db, libraryFolder, now }: WriteContext,
  write: PlannedWrite,
  later: FileContent,
  isRemoval: boolean,
): Promise<number> {
  const { place, before, batch, edited } = write;
  const { state } = before;
  if (state !== null) await formerFilesIn(libraryFolder).keep(state, later);
  return inTransaction(db, () => {
    if (place.target === "file") addWrittenContent(db, later.hash, place.photo.id);
    // Of these only what is in the file is ever taken out, so that a crash before the file takes its place does no harm.
    saveItems(db, write, edited.items);
    return insertMetadataWrite(db, {
      ...{ batch, atMs: now(), photoId: place.photo.id, path: place.path, target: place.target },
      ...{ formerHash: state?.hash ?? null, formerModifiedAtMs: state?.modifiedAtMs ?? null },
      formerItems: JSON.stringify(before.items),
      writtenHash: isRemoval ? null : later.hash,
    });
  });
}

async function orForget<Result>(
  db: Database,
  { write, writeId }: { readonly write: PlannedWrite; readonly writeId: number },
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    inTransaction(db, () => {
      forgetMetadataWrite(db, writeId);
      saveItems(db, write, write.before.items);
    });
    throw error;
  }
}

function saveItems(db: Database, { place }: PlannedWrite, items: WrittenItems): void {
  const { path: file, photo, target } = place;
  const kept = isNothing(items) ? null : JSON.stringify(items);
  saveWrittenMetadata(db, { path: file, photoId: photo.id, target, items: kept });
}

function timeOf({ keepsModifiedTime, before }: PlannedWrite): number | null {
  return keepsModifiedTime ? (before.state?.modifiedAtMs ?? null) : null;
}

function contentOf(bytes: Buffer): FileContent {
  return { bytes, hash: hashOf(bytes) };
}
