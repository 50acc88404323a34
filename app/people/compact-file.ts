import { appendFile, mkdir, open, readFile, rename, rm, stat, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { compactLayout, CompactVectors, type CompactLayout } from "./compact-vectors.ts";
import type { IndexIdentity, ReadFaces } from "./open-index.ts";
import { subspaceOfModel } from "./subspace.ts";

/** What must agree for saved rows to be used; it is written after them. */
const savedRows = z.strictObject({
  format: z.literal(1),
  model: z.string(),
  /** Of the vectors in the rows, which may be fewer than those of the catalogue. */
  dimensions: z.int(),
  revision: z.int(),
  /** The newest vector of the catalogue that was looked at; 0 = not known. */
  newest: z.int().default(0),
  rows: z.int().default(0),
});

/** Compact vectors of all faces of the catalogue. */
export interface OpenedCompact {
  readonly vectors: CompactVectors;
  /** Rows that the file has; those after them were read from the catalogue. */
  readonly savedRows: number;
  /** What the file says of the newest vector that was looked at. */
  readonly savedNewest: number;
}

/** No system reads 2 GB and more at once. */
const mostBytesAtOnce = 2 ** 28;

/** Rows made before other work gets a turn; one takes some 10 microseconds with reading its vector. */
const facesPerTurn = 256;

/**
 * Reads the saved compact vectors and adds, in memory, those of the catalogue's faces that the file does not have: all,
 * when it is missing or of other vectors. Nothing needs to be checked: a row that is damaged is a face found or missed
 * wrongly, and what is found is compared again by its full vector.
 */
export async function openCompactVectors(identity: IndexIdentity, faces: ReadFaces): Promise<OpenedCompact> {
  const opened = await readSaved(identity);
  await addMissingRows(opened.vectors, identity, (isIndexed) => faces(isIndexed, opened.savedNewest));
  return opened;
}

/** Brings vectors that are open up to the catalogue's faces; returns how many it added. */
export async function addMissingRows(
  vectors: CompactVectors,
  identity: IndexIdentity,
  faces: ReadFaces,
  newerThan = 0,
): Promise<number> {
  const { project } = subspaceOfModel(identity.model, identity.dimensions);
  // Mostly nothing is new, and a set of a million takes longer to fill than their file to be read.
  let known: Set<number> | undefined;
  const isKnown = (faceId: number): boolean => (known ??= idsOf(vectors)).has(faceId);
  let added = 0;
  for (const { faceId, vector } of faces(isKnown, newerThan)) {
    if (isKnown(faceId)) continue;
    vectors.add(faceId, project(vector));
    known?.add(faceId);
    added += 1;
    if (added % facesPerTurn === 0) await setImmediate();
  }
  return added;
}

/** Do the saved rows have every face that the catalogue had when `newest` was its newest vector? */
export async function areCompactVectorsSaved(identity: IndexIdentity, newest: number): Promise<boolean> {
  const description = await readDescription(identity);
  return description !== null && description.newest >= newest;
}

/**
 * Saves what was opened: the rows that the file does not have are written behind the others, or all of them anew. No
 * vector that was not looked at is older than `newest`; 0 = not known.
 */
export async function saveCompactVectors(
  { vectors, savedRows: rowsInFile, savedNewest }: OpenedCompact,
  identity: IndexIdentity,
  newest = 0,
): Promise<void> {
  const { rowsPath, descriptionPath } = pathsOf(identity);
  const rows = vectors.size;
  if (rowsInFile > 0) {
    if (rows === rowsInFile && newest === savedNewest) return;
    if (rows > rowsInFile) {
      // What an append that was interrupted left behind the last whole row.
      await truncate(rowsPath, rowsInFile * vectors.layout.rowBytes);
      await appendFile(rowsPath, vectors.rowsFrom(rowsInFile));
    }
  } else {
    await mkdir(identity.folder, { recursive: true });
    await rm(descriptionPath, { force: true });
    await writeFile(`${rowsPath}.unfinished`, vectors.rowsFrom(0));
    await rename(`${rowsPath}.unfinished`, rowsPath);
  }
  const description: z.infer<typeof savedRows> = {
    format: 1,
    model: identity.model,
    dimensions: vectors.layout.dimensions,
    revision: identity.revision,
    ...{ newest, rows },
  };
  await writeFile(`${descriptionPath}.unfinished`, JSON.stringify(description));
  await rename(`${descriptionPath}.unfinished`, descriptionPath);
}

/** What the file has; nothing where it does not serve. */
async function readSaved(identity: IndexIdentity): Promise<OpenedCompact> {
  const layout = layoutOf(identity);
  const description = await readDescription(identity);
  const vectors =
    description === null ? null : await readRows(layout, pathsOf(identity).rowsPath).catch(() => null);
  if (description === null || vectors === null)
    return { vectors: new CompactVectors(layout), savedRows: 0, savedNewest: 0 };
  // Where rows are missing, every face has to be looked for.
  const savedNewest = vectors.size < description.rows ? 0 : description.newest;
  return { vectors, savedRows: vectors.size, savedNewest };
}

/** Null where the file is missing, damaged, or of other vectors. */
async function readDescription(identity: IndexIdentity): Promise<z.infer<typeof savedRows> | null> {
  const { rowsPath, descriptionPath } = pathsOf(identity);
  try {
    const description = savedRows.parse(JSON.parse(await readFile(descriptionPath, "utf8")));
    const isSame =
      description.model === identity.model &&
      description.dimensions === layoutOf(identity).dimensions &&
      description.revision === identity.revision;
    return isSame && (await stat(rowsPath)).isFile() ? description : null;
  } catch {
    return null;
  }
}

/** Straight into the memory in which they are searched. */
async function readRows(layout: CompactLayout, file: string): Promise<CompactVectors> {
  await using handle = await open(file);
  const rows = Math.floor((await handle.stat()).size / layout.rowBytes);
  return await CompactVectors.of(layout, rows, async (into) => {
    for (let at = 0; at < into.length;) {
      const { bytesRead } = await handle.read(into, at, Math.min(into.length - at, mostBytesAtOnce), at);
      if (bytesRead === 0) throw new RangeError(`${file} became shorter while it was read.`);
      at += bytesRead;
    }
  });
}

function layoutOf({ model, dimensions }: IndexIdentity): CompactLayout {
  return compactLayout(subspaceOfModel(model, dimensions).dimensions);
}

function idsOf(vectors: CompactVectors): Set<number> {
  const ids = new Set<number>();
  for (let row = 0; row < vectors.size; row++) ids.add(vectors.faceIdAt(row));
  return ids;
}

function pathsOf({ folder, model }: IndexIdentity) {
  return {
    rowsPath: path.join(folder, `${model}.compact`),
    descriptionPath: path.join(folder, `${model}.compact.json`),
  };
}
