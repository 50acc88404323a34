import { openFloatSums, pageBytes } from "./row-sums.ts";

/** Vectors of one length, to be compared with others one and all. */
export interface FloatRows {
  readonly count: number;
  /** For each vector its dot products with all rows. */
  readonly dotAll: (vectors: readonly Float32Array[]) => Float32Array[];
}

const bytesPerNumber = Float32Array.BYTES_PER_ELEMENT;

/** Numbers multiplied at once: vectors are filled up to a multiple of it. */
const numbersPerStep = 4;

/** Rows are summed four at a time: so many more may be read and written behind the last. */
const rowsBehind = 3;

/** Rows compared with each vector before the next rows: 64 of 512 numbers are 128 kB, which the processor has at hand. */
const rowsPerBlock = 64;

/** Copies the vectors. Throws RangeError when they are not of one length. */
export function floatRows(vectors: readonly Float32Array[]): FloatRows {
  const count = vectors.length;
  const dimensions = vectors[0]?.length ?? 0;
  const numbers = Math.ceil(dimensions / numbersPerStep) * numbersPerStep;
  // One vector after the other, then the sums of one block, then the rows.
  const [sumsAt, rowBytes] = [bytesPerNumber * numbers, bytesPerNumber * numbers];
  const rowsAt = sumsAt + bytesPerNumber * (rowsPerBlock + rowsBehind + 1);
  const { memory, sumRows } = openFloatSums(
    Math.ceil((rowsAt + (count + rowsBehind) * rowBytes) / pageBytes),
  );
  const query = new Float32Array(memory.buffer, 0, dimensions);
  const sums = new Float32Array(memory.buffer, sumsAt, rowsPerBlock);
  for (const [at, vector] of vectors.entries()) {
    checkLength(vector, dimensions);
    new Float32Array(memory.buffer, rowsAt + at * rowBytes, dimensions).set(vector);
  }
  return {
    count,
    dotAll: (queries) => {
      for (const vector of queries) if (count > 0) checkLength(vector, dimensions);
      const products = queries.map(() => new Float32Array(count));
      for (let row = 0; row < count; row += rowsPerBlock) {
        const rows = Math.min(rowsPerBlock, count - row);
        for (const [at, vector] of queries.entries()) {
          query.set(vector);
          sumRows(rowsAt + row * rowBytes, rowBytes, rows, 0, rowBytes, sumsAt);
          products[at]?.set(rows === rowsPerBlock ? sums : sums.subarray(0, rows), row);
        }
      }
      return products;
    },
  };
}

function checkLength({ length }: Float32Array, dimensions: number): void {
  if (length !== dimensions) {
    throw new RangeError(`A vector of ${length} numbers among those of ${dimensions}.`);
  }
}
