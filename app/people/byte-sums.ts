// Sums of products of bytes by the processor's vector instructions, which JavaScript reaches through WebAssembly. The one
// function that it takes is put together here, byte by byte, as an assembler would: a compiler for it would be a
// dependency larger than the function.

/** A memory that both sides see. */
export interface SharedBytes {
  readonly buffer: ArrayBuffer;
  /** Adds so many pages; `buffer` is another object afterwards. Throws RangeError when there is no room. */
  readonly grow: (pages: number) => number;
}

/**
 * Writes the sums of products of `codes` signed bytes with as many whole numbers of 16 bits from `query` on, one sum of 32
 * bits for each of `count` rows, to `sums`. The bytes of the first row begin at `rows`, those of each further one
 * `rowBytes` later. `codes` is a multiple of 8, the query being filled up with zeros; `count` is at least 1, and filled
 * up to a multiple of 4: the bytes read and the sums written behind the last row mean nothing. All places are in bytes of
 * the memory.
 */
export type SumRows = (
  rows: number,
  rowBytes: number,
  count: number,
  query: number,
  codes: number,
  sums: number,
) => void;

/** Bytes of a page of memory. */
export const pageBytes = 2 ** 16;

/** What WebAssembly is made of here; Node's types do not have it. */
interface WebAssemblyApi {
  readonly Memory: new (size: { readonly initial: number }) => SharedBytes;
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, object>>,
  ) => { readonly exports: { readonly sumRows: SumRows } };
}

const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi };

/** The same code for every memory; compiled when it is first needed. */
let compiled: object | undefined;

/** A memory of so many pages, with the function that works in it. */
export function openByteSums(pages: number): { readonly memory: SharedBytes; readonly sumRows: SumRows } {
  const memory = new WebAssembly.Memory({ initial: pages });
  compiled ??= new WebAssembly.Module(assemble());
  const { exports } = new WebAssembly.Instance(compiled, { own: { memory } });
  return { memory, sumRows: exports.sumRows };
}

const int32 = 0x7f;
const vector128 = 0x7b;

// Parameters and variables by number.
const [rows, rowBytes, count, query, codes, sums] = [0, 1, 2, 3, 4, 5] as const;
const [row0, row1, row2, row3, at] = [6, 7, 8, 9, 10] as const;
const [sum0, sum1, sum2, sum3, part] = [11, 12, 13, 14, 15] as const;

// Instructions, as in the specification of WebAssembly.
const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
const constant = (value: number): number[] => [0x41, value];
const add = [0x6a];
const subtract = [0x6b];
const isLess = [0x48];
const shiftLeft = [0x74];
const store = (offset: number): number[] => [0x36, 2, offset];
const loop = [0x03, 0x40];
const againIf = [0x0d, 0];
const end = [0x0b];
const loadVector = [0xfd, 0x00, 0, 0];
const loadEightBytesAsInt16 = [0xfd, 0x01, 0, 0];
const zeroVector = [0xfd, 0x0c, ...new Array<number>(16).fill(0)];
const lane = (index: number): number[] => [0xfd, 0x1b, index];
const addLanes = [0xfd, 0xae, 0x01];
/** Products of numbers of 16 bits, each two neighbours added. */
const dotPairs = [0xfd, 0xba, 0x01];

/** Four rows at a time: the query is read once for all of them, and the processor has four sums to work on. */
function instructions(): number[] {
  const fourRows = [
    [row0, sum0],
    [row1, sum1],
    [row2, sum2],
    [row3, sum3],
  ] as const;
  const addPart = fourRows.flatMap(([row, sum]) => [
    ...[...get(sum), ...get(part)],
    ...[...get(row), ...get(at), ...add, ...loadEightBytesAsInt16],
    ...[...dotPairs, ...addLanes, ...set(sum)],
  ]);
  const storeSums = fourRows.flatMap(([, sum], index) => [
    ...get(sums),
    ...[0, 1, 2, 3].flatMap((of) => [...get(sum), ...lane(of), ...(of === 0 ? [] : add)]),
    ...store(4 * index),
  ]);
  return [
    ...loop,
    ...[...get(rows), ...set(row0)],
    ...[row1, row2, row3].flatMap((row) => [...get(row - 1), ...get(rowBytes), ...add, ...set(row)]),
    ...fourRows.flatMap(([, sum]) => [...zeroVector, ...set(sum)]),
    ...[...constant(0), ...set(at)],
    ...loop,
    ...[...get(query), ...get(at), ...constant(1), ...shiftLeft, ...add, ...loadVector, ...set(part)],
    ...addPart,
    ...[...get(at), ...constant(8), ...add, ...set(at)],
    ...[...get(at), ...get(codes), ...isLess, ...againIf],
    ...end,
    ...storeSums,
    ...[...get(row3), ...get(rowBytes), ...add, ...set(rows)],
    ...[...get(sums), ...constant(16), ...add, ...set(sums)],
    ...[...get(count), ...constant(4), ...subtract, ...set(count)],
    ...[...constant(0), ...get(count), ...isLess, ...againIf],
    ...end,
    ...end,
  ];
}

function assemble(): Uint8Array {
  const variables = [2, 5, int32, 5, vector128];
  const body = [...variables, ...instructions()];
  return Uint8Array.of(
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 6, ...new Array<number>(6).fill(int32), 0]),
    ...section(2, [1, ...name("own"), ...name("memory"), 2, 0, 0]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...name("sumRows"), 0, 0]),
    ...section(10, [1, ...size(body.length), ...body]),
  );
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...size(content.length), ...content];
}

function name(text: string): number[] {
  return [text.length, ...Buffer.from(text)];
}

/** Seven bits a byte, the lowest first. */
function size(length: number): number[] {
  return length < 128 ? [length] : [(length % 128) + 128, ...size(Math.floor(length / 128))];
}
