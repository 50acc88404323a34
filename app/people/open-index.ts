import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { FaceIndex } from "./face-index.ts";
import { subspaceOfModel, type Subspace } from "./subspace.ts";

/** What must agree for a saved index to be used. It is written beside the index, after it. */
const savedIndex = z.strictObject({
  format: z.literal(2),
  model: z.string(),
  /** Of the vectors in the index, which may be fewer than those of the catalogue. */
  dimensions: z.int(),
  /** Changes when vectors of faces already in the index were replaced or removed. */
  revision: z.int(),
  sha256: z.string(),
  /** The newest vector of the catalogue that was looked at; 0 = not known. */
  newest: z.int().default(0),
});

/** Which index is meant. */
export interface IndexIdentity {
  readonly folder: string;
  readonly model: string;
  readonly dimensions: number;
  readonly revision: number;
}

/** How an index came to be opened, for `doctor` and the log. */
export interface OpenedIndex {
  readonly index: FaceIndex;
  /** null = loaded as saved; otherwise why it was rebuilt. */
  readonly rebuiltBecause: "missing" | "damaged" | "outdated" | null;
  /** Faces added because the saved index did not have them. */
  readonly added: number;
}

/** A face's vector as the catalogue has it. */
export interface IndexedFace {
  readonly faceId: number;
  readonly vector: Float32Array;
}

/** Of a file whose digest is taken: larger parts are no faster, and those of 64 KB take half as long again. */
const bytesAtOnce = 2 ** 20;

/** Faces added to the index before other work gets a turn; one takes about 1 ms. */
const facesPerTurn = 8;

/**
 * Reads the catalogue's faces in order; those that `isIndexed` need not be among them. What asks has been compared with
 * all vectors up to `newerThan` before (0 = with none): for whom that is enough, older ones need not be looked at.
 */
export type ReadFaces = (isIndexed: (faceId: number) => boolean, newerThan: number) => Iterable<IndexedFace>;

/**
 * Opens the saved index and brings it up to the catalogue's faces; rebuilds it when it is missing, damaged or
 * out of date. `faces` is read in order, at most once, so the same catalogue gives the same index.
 */
export async function openFaceIndex(identity: IndexIdentity, faces: ReadFaces): Promise<OpenedIndex> {
  const loaded = await loadSaved(identity);
  const isLoaded = typeof loaded !== "string";
  const index = isLoaded ? loaded.index : FaceIndex.empty(identity.dimensions, spaceOf(identity));
  const added = await addMissingFaces(index, faces, isLoaded ? loaded.newest : 0);
  return { index, rebuiltBecause: isLoaded ? null : loaded, added };
}

/**
 * Saves the index whole or not at all: until its description is in place, the file does not count. No vector that was not
 * looked at is older than `newest`; 0 = not known.
 */
export async function saveFaceIndex(index: FaceIndex, identity: IndexIdentity, newest = 0): Promise<void> {
  const { indexPath, descriptionPath } = pathsOf(identity);
  await mkdir(identity.folder, { recursive: true });
  const unfinished = `${indexPath}.unfinished`;
  await index.write(unfinished);
  const description: z.infer<typeof savedIndex> = {
    format: 2,
    model: identity.model,
    dimensions: index.space.dimensions,
    revision: identity.revision,
    sha256: await sha256OfFile(unfinished),
    newest,
  };
  await rm(descriptionPath, { force: true });
  await rename(unfinished, indexPath);
  await writeFile(`${descriptionPath}.unfinished`, JSON.stringify(description));
  await rename(`${descriptionPath}.unfinished`, descriptionPath);
}

/** Brings an index that is open up to the catalogue's faces; returns how many it added. */
export async function addMissingFaces(index: FaceIndex, faces: ReadFaces, newerThan = 0): Promise<number> {
  let added = 0;
  for (const { faceId, vector } of faces((id) => index.has(id), newerThan)) {
    if (index.has(faceId)) continue;
    await index.written();
    index.add(faceId, vector);
    added += 1;
    if (added % facesPerTurn === 0) await setImmediate();
  }
  return added;
}

async function loadSaved(
  identity: IndexIdentity,
): Promise<{ readonly index: FaceIndex; readonly newest: number } | "missing" | "damaged" | "outdated"> {
  const { indexPath, descriptionPath } = pathsOf(identity);
  let text: string;
  try {
    text = await readFile(descriptionPath, "utf8");
  } catch {
    return "missing";
  }
  try {
    const description = savedIndex.parse(JSON.parse(text));
    const isSame =
      description.model === identity.model &&
      description.dimensions === spaceOf(identity).dimensions &&
      description.revision === identity.revision;
    if (!isSame) return "outdated";
    // The digest comes first: the native reader crashes the process on a damaged file.
    if ((await sha256OfFile(indexPath)) !== description.sha256) return "damaged";
    const index = await FaceIndex.read(indexPath, identity.dimensions, spaceOf(identity));
    return { index, newest: description.newest };
  } catch {
    return "damaged";
  }
}

function spaceOf({ model, dimensions }: IndexIdentity): Subspace {
  return subspaceOfModel(model, dimensions);
}

function pathsOf({ folder, model }: IndexIdentity) {
  return {
    indexPath: path.join(folder, `${model}.hnsw`),
    descriptionPath: path.join(folder, `${model}.json`),
  };
}

async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file, { highWaterMark: bytesAtOnce }), hash);
  return hash.digest("hex");
}
