import { stat } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import hnswlib from "hnswlib-node";
import { wholeSpace, type Subspace } from "./subspace.ts";
import { VectorTable } from "./vector-table.ts";

/** A face near to a vector. */
export interface NearFace {
  readonly faceId: number;
  /** Cosine similarity, -1 to 1. */
  readonly similarity: number;
}

/**
 * Links a node: 16 is the usual choice for a few hundred dimensions; wider searches while building give the
 * graph its recall (Malkov & Yashunin, "HNSW", PAMI 2018, section 4).
 */
const linksPerNode = 16;
const buildEffort = 200;

/** Of a face in a file: its links in the lowest layer, their number, its id, and the length of its links in others. */
const bytesBesideVector = 4 + 4 * 2 * linksPerNode + 8 + 4;

/** Candidates kept while searching; at least as many as are asked for. */
const searchEffort = 96;

/** Faces that an index has room for at least: one that was saved empty comes back without room for any. */
const smallestCapacity = 1024;

/** Of an index that is read: a million at once would hold up everything else for a quarter of a second. */
const idsPerTurn = 50_000;

/** Any fixed seed makes the same graph from the same faces in the same order. */
const seed = 100;

/** Up to so many faces looking at every one takes about as long as the graph does, and misses none (decisions 0037). */
export const exactUpTo = 1_000;

/** What answers who is like a face: the index, or what stands in for it while it is read. */
export type FaceSearch = Pick<FaceIndex, "search" | "searchAll">;

/**
 * A nearest-neighbour index of face embeddings: exact while they are few, approximate (HNSW, inner product of unit
 * vectors) from then on. It is held in memory and can be saved; everything in it can be rebuilt from the catalogue.
 */
export class FaceIndex {
  readonly #index: hnswlib.HierarchicalNSW;
  readonly #faceIds: Set<number>;
  readonly #space: Subspace;
  readonly #exactUpTo: number;
  /** The same vectors while they are few; null from then on. */
  #few: VectorTable | null;
  #writing: Promise<unknown> | null = null;

  private constructor(index: hnswlib.HierarchicalNSW, faceIds: Set<number>, space: Subspace, few: number) {
    this.#index = index;
    this.#faceIds = faceIds;
    this.#space = space;
    this.#exactUpTo = few;
    this.#index.setEf(searchEffort);
    this.#few = faceIds.size > few ? null : readAll(index, faceIds, space.dimensions);
  }

  /**
   * An empty index for vectors of `dimensions` numbers, or for those of which `space` holds all that counts. Another
   * limit than the usual one is for measuring where it lies.
   */
  static empty(dimensions: number, space = wholeSpace(dimensions), few = exactUpTo): FaceIndex {
    const index = new hnswlib.HierarchicalNSW("ip", space.dimensions);
    index.initIndex({
      maxElements: smallestCapacity,
      m: linksPerNode,
      efConstruction: buildEffort,
      randomSeed: seed,
    });
    return new FaceIndex(index, new Set(), space, few);
  }

  /**
   * Reads a saved index. The caller has made sure that the file is whole: the library that reads it does not
   * check. Throws when it cannot be read.
   */
  static async read(path: string, dimensions: number, space = wholeSpace(dimensions)): Promise<FaceIndex> {
    const index = new hnswlib.HierarchicalNSW("ip", space.dimensions);
    await index.readIndex(path);
    const faceIds = new Set<number>();
    for (const faceId of index.getIdsList()) {
      faceIds.add(faceId);
      if (faceIds.size % idsPerTurn === 0) await setImmediate();
    }
    return new FaceIndex(index, faceIds, space, exactUpTo);
  }

  get space(): Subspace {
    return this.#space;
  }

  get size(): number {
    return this.#faceIds.size;
  }

  has(faceId: number): boolean {
    return this.#faceIds.has(faceId);
  }

  /** Ids of all faces in the index. */
  faceIds(): IterableIterator<number> {
    return this.#faceIds.values();
  }

  /**
   * Adds a face; a face that is there already gets the new vector. The vector has unit length. Throws while the index is
   * being written: the native library would write half of what is added.
   */
  add(faceId: number, vector: Float32Array): void {
    if (this.#writing !== null) throw new Error("A face cannot be added to an index that is being written.");
    if (this.#index.getCurrentCount() >= this.#index.getMaxElements()) {
      this.#index.resizeIndex(Math.max(smallestCapacity, this.#index.getMaxElements() * 2));
    }
    const projected = this.#space.project(vector);
    this.#index.addPoint(Array.from(projected), faceId);
    this.#faceIds.add(faceId);
    if (this.#faceIds.size > this.#exactUpTo) this.#few = null;
    this.#few?.add(faceId, projected);
  }

  /** The faces nearest to a unit vector, nearest first, equal ones by id; at most `count`. */
  search(vector: Float32Array, count: number): NearFace[] {
    return this.searchProjected(this.#space.project(vector), count);
  }

  /** As search, for each of several vectors. */
  searchAll(vectors: readonly Float32Array[], count: number): NearFace[][] {
    return vectors.map((vector) => this.search(vector, count));
  }

  /** As search, for a vector that is projected on the index's space already. */
  searchProjected(vector: Float32Array, count: number): NearFace[] {
    if (this.#faceIds.size === 0) return [];
    if (this.#few !== null) return this.#few.search(vector, Math.min(count, this.#faceIds.size));
    const found = this.#index.searchKnn(Array.from(vector), Math.min(count, this.#faceIds.size));
    return found.neighbors
      .map((faceId, rank) => ({ faceId, similarity: 1 - (found.distances[rank] ?? 1) }))
      .sort((a, b) => b.similarity - a.similarity || a.faceId - b.faceId);
  }

  /**
   * Writes the index to a file; the caller makes the writing atomic. Nothing can be added before it is `written`. Rejects
   * where the file cannot be made, or the disk is full.
   */
  async write(path: string): Promise<void> {
    const writing = this.#writeWhole(path);
    const ended = Promise.allSettled([this.#writing, writing]).then(() => {
      if (this.#writing === ended) this.#writing = null;
    });
    this.#writing = ended;
    await writing;
  }

  /** The native library does not say when it cannot write. */
  async #writeWhole(path: string): Promise<void> {
    await this.#index.writeIndex(path);
    const { size } = await stat(path);
    const leastBytes = this.#faceIds.size * (bytesBesideVector + 4 * this.#space.dimensions);
    if (size < leastBytes) throw new Error(`${path} could not be written whole. Is the disk full?`);
  }

  /** Resolves when the index is not being written, so that a face can be added. */
  async written(): Promise<void> {
    while (this.#writing !== null) await this.#writing;
  }
}

function readAll(index: hnswlib.HierarchicalNSW, faceIds: Iterable<number>, dimensions: number): VectorTable {
  const table = new VectorTable(dimensions);
  for (const faceId of faceIds) table.add(faceId, Float32Array.from(index.getPoint(faceId)));
  return table;
}
