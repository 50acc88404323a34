import type { NearFace } from "./face-index.ts";
import { NearestFew } from "./nearest-few.ts";

/**
 * Faces as rows of bytes, as they are in the file and in memory: the face's id (32 bits, low byte first), the size of a
 * step (float32), and a signed byte of steps for each number of the vector, filled up to a multiple of four bytes.
 */
export interface CompactLayout {
  readonly dimensions: number;
  readonly rowBytes: number;
}

const headBytes = 8;
const largestCode = 127;

/** Face ids are rowids of a catalogue; a row has room for these. */
const largestFaceId = 2 ** 31 - 1;

/** Rows compared with each query before the next: 64 of 160 numbers are 11 kB. */
const rowsPerBlock = 64;

export function compactLayout(dimensions: number): CompactLayout {
  return { dimensions, rowBytes: headBytes + Math.ceil(dimensions / 4) * 4 };
}

/** The row of a face. Throws RangeError for an id that does not fit, or a vector of another length. */
export function compactRow(layout: CompactLayout, faceId: number, vector: Float32Array): Uint8Array {
  if (!Number.isInteger(faceId) || faceId < 0 || faceId > largestFaceId) {
    throw new RangeError(`The face id ${faceId} does not fit into 31 bits.`);
  }
  if (vector.length !== layout.dimensions) {
    throw new RangeError(`A vector of ${vector.length} numbers among those of ${layout.dimensions}.`);
  }
  const row = new Uint8Array(layout.rowBytes);
  const codes = new Int8Array(row.buffer, headBytes);
  const step = Math.fround(largestOf(vector) / largestCode);
  if (step > 0) for (const [at, value] of vector.entries()) codes[at] = Math.round(value / step);
  const view = new DataView(row.buffer);
  view.setInt32(0, faceId, true);
  view.setFloat32(4, step, true);
  return row;
}

/**
 * Compact rows, searched one and all: a quarter of the memory of float32, and a file of them is ready as soon as it is
 * read. Similarities are off by 0.001 or so, therefore the faces found are to be compared again by their full vectors.
 */
export class CompactVectors {
  readonly layout: CompactLayout;
  readonly size: number;
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  readonly #codes: Int8Array;
  readonly #sums = new Int32Array(rowsPerBlock);

  /** `bytes` holds whole rows and is kept, not copied. */
  constructor(layout: CompactLayout, bytes: Uint8Array) {
    this.layout = layout;
    this.bytes = bytes;
    this.size = Math.floor(bytes.length / layout.rowBytes);
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#codes = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  faceIdAt(row: number): number {
    return this.#view.getInt32(row * this.layout.rowBytes, true);
  }

  /** For each of the unit vectors the faces most alike, nearest first; at most `count`. All rows are read once. */
  search(vectors: readonly Float32Array[], count: number): NearFace[][] {
    const queries = vectors.map((vector) => ({ ...codesOfQuery(vector), few: new NearestFew(count) }));
    for (let row = 0; row < this.size; row += rowsPerBlock) {
      const rows = Math.min(rowsPerBlock, this.size - row);
      for (const { codes, step, few } of queries) this.#searchBlock(row, rows, codes, step, few);
    }
    return queries.map(({ few }) => few.list());
  }

  #searchBlock(row: number, rows: number, query: Int16Array, queryStep: number, few: NearestFew): void {
    const { rowBytes } = this.layout;
    fillSums(this.#codes, row * rowBytes + headBytes, rowBytes, rows, query, this.#sums);
    let at = row * rowBytes;
    for (let index = 0; index < rows; index++) {
      const similarity = (this.#sums[index] ?? 0) * queryStep * this.#view.getFloat32(at + 4, true);
      if (similarity >= few.floor) few.offer(this.#view.getInt32(at, true), similarity);
      at += rowBytes;
    }
  }
}

/** The query has finer steps than the rows, as fine as sums of 32 bits allow: it adds next to nothing to the error. */
function codesOfQuery(vector: Float32Array): { readonly codes: Int16Array; readonly step: number } {
  const finest = Math.min(32_767, Math.floor((2 ** 31 - 1) / (largestCode * vector.length)));
  const step = largestOf(vector) / finest;
  if (step === 0) return { codes: new Int16Array(vector.length), step: 0 };
  return { codes: Int16Array.from(vector, (value) => Math.round(value / step)), step };
}

function largestOf(vector: Float32Array): number {
  return vector.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}

/**
 * The sums of products of `query` with `rows` rows of codes, of which one begins each `rowBytes` from `start` on. Four
 * rows at once: each number of the query is read once for all of them, and the processor has four sums to work on.
 */
function fillSums(
  codes: Int8Array,
  start: number,
  rowBytes: number,
  rows: number,
  query: Int16Array,
  sums: Int32Array,
): void {
  const { length } = query;
  const whole = rows - (rows % 4);
  for (let row = 0; row < whole; row += 4) {
    const first = start + row * rowBytes;
    const [second, third, fourth] = [first + rowBytes, first + 2 * rowBytes, first + 3 * rowBytes];
    let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
    for (let i = 0; i < length; i++) {
      const value = query[i] ?? 0;
      sum0 = (sum0 + Math.imul(value, codes[first + i] ?? 0)) | 0;
      sum1 = (sum1 + Math.imul(value, codes[second + i] ?? 0)) | 0;
      sum2 = (sum2 + Math.imul(value, codes[third + i] ?? 0)) | 0;
      sum3 = (sum3 + Math.imul(value, codes[fourth + i] ?? 0)) | 0;
    }
    sums[row] = sum0;
    sums[row + 1] = sum1;
    sums[row + 2] = sum2;
    sums[row + 3] = sum3;
  }
  for (let row = whole; row < rows; row++) {
    const first = start + row * rowBytes;
    let sum = 0;
    for (let i = 0; i < length; i++) sum = (sum + Math.imul(query[i] ?? 0, codes[first + i] ?? 0)) | 0;
    sums[row] = sum;
  }
}
