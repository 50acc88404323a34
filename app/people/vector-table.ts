import type { NearFace } from "./face-index.ts";
import { NearestFew } from "./nearest-few.ts";

/** Rows compared with each query before the next: 32 of 160 numbers are 20 kB, which stay in the nearest cache. */
const rowsPerBlock = 32;

const smallestCapacity = 64;

/**
 * Vectors of faces one after the other, compared one and all: exact, and for few faces the fastest way. A search
 * allocates nothing but its answer.
 */
export class VectorTable {
  readonly #dimensions: number;
  readonly #rowOf = new Map<number, number>();
  #faceIds = new Float64Array(smallestCapacity);
  #vectors: Float32Array;
  readonly #similarities = new Float64Array(rowsPerBlock);
  #few = new NearestFew(0);
  #fewCount = 0;

  constructor(dimensions: number, capacity = smallestCapacity) {
    this.#dimensions = dimensions;
    this.#faceIds = new Float64Array(capacity);
    this.#vectors = new Float32Array(capacity * dimensions);
  }

  get size(): number {
    return this.#rowOf.size;
  }

  /** Bytes of its vectors and ids, with the room that is kept for more. */
  get sizeBytes(): number {
    return this.#vectors.byteLength + this.#faceIds.byteLength;
  }

  /** Adds a face; a face that is there already gets the new vector. */
  add(faceId: number, vector: Float32Array): void {
    const row = this.#rowOf.get(faceId) ?? this.#rowOf.size;
    if (row >= this.#faceIds.length) this.#grow();
    this.#rowOf.set(faceId, row);
    this.#faceIds[row] = faceId;
    this.#vectors.set(vector, row * this.#dimensions);
  }

  /** The faces most alike, nearest first, equal ones by id; at most `count`. */
  search(vector: Float32Array, count: number): NearFace[] {
    const few = this.#fewOf(count);
    const { size } = this;
    for (let row = 0; row < size; row += rowsPerBlock) {
      const rows = Math.min(rowsPerBlock, size - row);
      fillDots(this.#vectors, row * this.#dimensions, rows, vector, this.#similarities);
      for (let at = 0; at < rows; at++) {
        const similarity = this.#similarities[at] ?? 0;
        if (similarity >= few.floor) few.offer(this.#faceIds[row + at] ?? 0, similarity);
      }
    }
    return few.list();
  }

  /** Searches usually want as many as the one before. */
  #fewOf(count: number): NearestFew {
    if (this.#fewCount !== count) {
      this.#few = new NearestFew(count);
      this.#fewCount = count;
    }
    this.#few.clear();
    return this.#few;
  }

  #grow(): void {
    const faceIds = new Float64Array(2 * this.#faceIds.length);
    const vectors = new Float32Array(2 * this.#vectors.length);
    faceIds.set(this.#faceIds);
    vectors.set(this.#vectors);
    this.#faceIds = faceIds;
    this.#vectors = vectors;
  }
}

/**
 * The dot products of `query` with `rows` rows of a table, the first of which begins at `start`. Four rows at once: each
 * number of the query is read once for all of them, and the processor has four sums to work on.
 */
function fillDots(
  table: Float32Array,
  start: number,
  rows: number,
  query: Float32Array,
  similarities: Float64Array,
): void {
  const { length } = query;
  const whole = rows - (rows % 4);
  for (let row = 0; row < whole; row += 4) {
    const first = start + row * length;
    const [second, third, fourth] = [first + length, first + 2 * length, first + 3 * length];
    let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
    for (let i = 0; i < length; i++) {
      const value = query[i] ?? 0;
      sum0 += value * (table[first + i] ?? 0);
      sum1 += value * (table[second + i] ?? 0);
      sum2 += value * (table[third + i] ?? 0);
      sum3 += value * (table[fourth + i] ?? 0);
    }
    similarities[row] = sum0;
    similarities[row + 1] = sum1;
    similarities[row + 2] = sum2;
    similarities[row + 3] = sum3;
  }
  for (let row = whole; row < rows; row++) {
    const first = start + row * length;
    let sum = 0;
    for (let i = 0; i < length; i++) sum += (query[i] ?? 0) * (table[first + i] ?? 0);
    similarities[row] = sum;
  }
}
