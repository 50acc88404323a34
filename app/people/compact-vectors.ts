import { openByteSums, pageBytes, type SharedBytes, type SumRows } from "./row-sums.ts";
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
  readonly #memory: SharedBytes;
  readonly #sumRows: SumRows;
  /** Codes that a sum is made of, those of the query behind the vector's own being zeros. */
  readonly #codes: number;
  /** Where in the memory the sums of a block, and all rows begin; the query is at 0. */
  readonly #sumsAt: number;
  readonly #rowsAt: number;
  #size = 0;
  #bytes: Uint8Array;
  #view: DataView;

  /** Has room for so many rows, and grows when there are more. */
  constructor(layout: CompactLayout, room = 0) {
    this.layout = layout;
    this.#codes = Math.ceil(layout.dimensions / 8) * 8;
    this.#sumsAt = 2 * this.#codes;
    this.#rowsAt = this.#sumsAt + 4 * rowsPerBlock;
    const { memory, sumRows } = openByteSums(Math.ceil(this.#bytesFor(room) / pageBytes));
    this.#memory = memory;
    this.#sumRows = sumRows;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#view = new DataView(memory.buffer);
  }

  /** So many rows, which `write` puts in; it may take its time. */
  static async of(
    layout: CompactLayout,
    rows: number,
    write: (into: Uint8Array) => Promise<void>,
  ): Promise<CompactVectors> {
    const vectors = new CompactVectors(layout, rows);
    const start = vectors.#rowsAt;
    await write(vectors.#bytes.subarray(start, start + rows * layout.rowBytes));
    vectors.#size = rows;
    return vectors;
  }

  get size(): number {
    return this.#size;
  }

  faceIdAt(row: number): number {
    return this.#view.getInt32(this.#rowsAt + row * this.layout.rowBytes, true);
  }

  /** A copy of the rows from this one on. */
  rowsFrom(row: number): Uint8Array {
    const { rowBytes } = this.layout;
    return this.#bytes.slice(this.#rowsAt + row * rowBytes, this.#rowsAt + this.#size * rowBytes);
  }

  /** Adds a face that is not there yet. Throws RangeError as compactRow does. */
  add(faceId: number, vector: Float32Array): void {
    const row = compactRow(this.layout, faceId, vector);
    const missing = this.#bytesFor(this.#size + 1) - this.#bytes.length;
    if (missing > 0) this.#grow(missing);
    this.#bytes.set(row, this.#rowsAt + this.#size * this.layout.rowBytes);
    this.#size += 1;
  }

  /** For each of the unit vectors the faces most alike, nearest first; at most `count`. All rows are read once. */
  search(vectors: readonly Float32Array[], count: number): NearFace[][] {
    const queries = vectors.map((vector) => ({ ...codesOfQuery(vector), few: new NearestFew(count) }));
    const query = new Int16Array(this.#memory.buffer, 0, this.#codes);
    query.fill(0);
    for (let row = 0; row < this.#size; row += rowsPerBlock) {
      const rows = Math.min(rowsPerBlock, this.#size - row);
      for (const { codes, step, few } of queries) {
        query.set(codes);
        this.#searchBlock(row, rows, step, few);
      }
    }
    return queries.map(({ few }) => few.list());
  }

  #searchBlock(row: number, rows: number, queryStep: number, few: NearestFew): void {
    const { rowBytes } = this.layout;
    let at = this.#rowsAt + row * rowBytes;
    this.#sumRows(at + headBytes, rowBytes, rows, 0, this.#codes, this.#sumsAt);
    for (let index = 0; index < rows; index++) {
      const sum = this.#view.getInt32(this.#sumsAt + 4 * index, true);
      const similarity = sum * queryStep * this.#view.getFloat32(at + 4, true);
      if (similarity >= few.floor) few.offer(this.#view.getInt32(at, true), similarity);
      at += rowBytes;
    }
  }

  /** With what is read behind the last row: three rows more, and a few bytes of one. */
  #bytesFor(rows: number): number {
    return this.#rowsAt + (rows + 3) * this.layout.rowBytes + 2 * headBytes;
  }

  #grow(bytes: number): void {
    this.#memory.grow(Math.ceil(Math.max(bytes, this.#bytes.length / 16) / pageBytes));
    this.#bytes = new Uint8Array(this.#memory.buffer);
    this.#view = new DataView(this.#memory.buffer);
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
