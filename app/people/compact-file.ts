import { appendFile, mkdir, readFile, rename, rm, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { compactLayout, compactRow, CompactVectors } from "./compact-vectors.ts";
import type { IndexIdentity, ReadFaces } from "./open-index.ts";
import { subspaceOfModel } from "./subspace.ts";

/** What must agree for saved rows to be used; it is written after them. */
const savedRows = z.strictObject({
  format: z.literal(1),
  model: z.string(),
  /** Of the vectors in the rows, which may be fewer than those of the catalogue. */
  dimensions: z.int(),
  revision: z.int(),
});

/** Compact vectors of all faces of the catalogue. */
export interface OpenedCompact {
  readonly vectors: CompactVectors;
  /** Rows that the file has; those after them were read from the catalogue. */
  readonly savedRows: number;
}

/** Rows made before other work gets a turn; one takes some 10 microseconds with reading its vector. */
const facesPerTurn = 256;

/**
 * Reads the saved compact vectors and adds, in memory, those of the catalogue's faces that the file does not have: all,
 * when it is missing or of other vectors. Nothing needs to be checked: a row that is damaged is a face found or missed
 * wrongly, and what is found is compared again by its full vector.
 */
export async function openCompactVectors(identity: IndexIdentity, faces: ReadFaces): Promise<OpenedCompact> {
  const space = subspaceOfModel(identity.model, identity.dimensions);
  const layout = compactLayout(space.dimensions);
  const saved = new CompactVectors(layout, await readRows(identity, space.dimensions));
  const known = new Set<number>();
  for (let row = 0; row < saved.size; row++) known.add(saved.faceIdAt(row));
  const added: Uint8Array[] = [];
  for (const { faceId, vector } of faces((id) => known.has(id))) {
    if (known.has(faceId)) continue;
    added.push(compactRow(layout, faceId, space.project(vector)));
    if (added.length % facesPerTurn === 0) await setImmediate();
  }
  if (added.length === 0) return { vectors: saved, savedRows: saved.size };
  const whole = saved.bytes.subarray(0, saved.size * layout.rowBytes);
  return {
    vectors: new CompactVectors(layout, Buffer.concat([whole, ...added])),
    savedRows: saved.size,
  };
}

/** Saves what was opened: the rows that the file does not have are written behind the others, or all of them anew. */
export async function saveCompactVectors(
  { vectors, savedRows: rowsInFile }: OpenedCompact,
  identity: IndexIdentity,
): Promise<void> {
  const { rowsPath, descriptionPath } = pathsOf(identity);
  const start = rowsInFile * vectors.layout.rowBytes;
  const end = vectors.size * vectors.layout.rowBytes;
  if (rowsInFile > 0) {
    if (end === start) return;
    // What an append that was interrupted left behind the last whole row.
    await truncate(rowsPath, start);
    await appendFile(rowsPath, vectors.bytes.subarray(start, end));
    return;
  }
  await mkdir(identity.folder, { recursive: true });
  await rm(descriptionPath, { force: true });
  await writeFile(`${rowsPath}.unfinished`, vectors.bytes.subarray(0, end));
  await rename(`${rowsPath}.unfinished`, rowsPath);
  const description: z.infer<typeof savedRows> = {
    format: 1,
    model: identity.model,
    dimensions: vectors.layout.dimensions,
    revision: identity.revision,
  };
  await writeFile(`${descriptionPath}.unfinished`, JSON.stringify(description));
  await rename(`${descriptionPath}.unfinished`, descriptionPath);
}

/** The rows of the file; none where it does not serve. */
async function readRows(identity: IndexIdentity, dimensions: number): Promise<Uint8Array> {
  const { rowsPath, descriptionPath } = pathsOf(identity);
  try {
    const description = savedRows.parse(JSON.parse(await readFile(descriptionPath, "utf8")));
    const isSame =
      description.model === identity.model &&
      description.dimensions === dimensions &&
      description.revision === identity.revision;
    return isSame ? await readFile(rowsPath) : new Uint8Array();
  } catch {
    return new Uint8Array();
  }
}

function pathsOf({ folder, model }: IndexIdentity) {
  return {
    rowsPath: path.join(folder, `${model}.compact`),
    descriptionPath: path.join(folder, `${model}.compact.json`),
  };
}
