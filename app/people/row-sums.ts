// Sums of products by the processor's vector instructions, which JavaScript reaches through WebAssembly. The few
// functions that it takes are put together here, byte by byte, as an assembler would: a compiler for them would be a
// dependency larger than they are.

/** A memory that both sides see. */
export interface SharedBytes {
  readonly buffer: ArrayBuffer;
  /** Adds so many pages; `buffer` is another object afterwards. Throws RangeError when there is no room. */
  readonly grow: (pages: number) => number;
}

/**
 * Writes the sums of the products of a query with each of `count` rows to `sums`, one after the other, as float32 or as
 * whole numbers of 32 bits. The first row begins at `rows`, each further one `rowBytes` later, the query at `query`.
 * `length` bytes of a row are used. `count` is at least 1, and filled up to a multiple of 4: what is read and written
 * behind the last row means nothing. All places are in bytes of the memory.
 */
export type SumRows = (
  rows: number,
  rowBytes: number,
  count: number,
  query: number,
  length: number,
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

/** A memory of so many pages, with the function that works in it. */
export interface RowSums {
  readonly memory: SharedBytes;
  readonly sumRows: SumRows;
}

/** The same code for every memory; compiled when it is first needed. */
const compiled = new Map<Kind, object>();

/** Rows of signed bytes, a multiple of 8 of them, and a query of as many whole numbers of 16 bits. */
export function openByteSums(pages: number): RowSums {
  return open(bytes, pages);
}

/** Rows of float32, a multiple of 4 of them, and a query of as many. */
export function openFloatSums(pages: number): RowSums {
  return open(floats, pages);
}

function open(kind: Kind, pages: number): RowSums {
  const memory = new WebAssembly.Memory({ initial: pages });
  const module = compiled.get(kind) ?? new WebAssembly.Module(assemble(kind));
  compiled.set(kind, module);
  const { exports } = new WebAssembly.Instance(module, { own: { memory } });
  return { memory, sumRows: exports.sumRows };
}

const int32 = 0x7f;
const vector128 = 0x7b;

// Parameters and variables by number.
const [rows, rowBytes, count, query, length, sums] = [0, 1, 2, 3, 4, 5] as const;
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
const loop = [0x03, 0x40];
const againIf = [0x0d, 0];
const end = [0x0b];
const loadVector = [0xfd, 0x00, 0, 0];
const zeroVector = [0xfd, 0x0c, ...new Array<number>(16).fill(0)];

/** What is multiplied, and how. */
interface Kind {
  /** Bytes of a row that are multiplied at once; with 16 bytes of the query. */
  readonly step: number;
  readonly loadStep: readonly number[];
  /** How often a place in a row is to be doubled for the place in the query. */
  readonly queryShift: number;
  /** Multiplies what is loaded, and adds the products to four running sums. */
  readonly addProducts: readonly number[];
  readonly runningSum: (index: number) => readonly number[];
  readonly addSums: readonly number[];
  readonly store: (offset: number) => readonly number[];
}

const bytes: Kind = {
  step: 8,
  loadStep: [0xfd, 0x01, 0, 0],
  queryShift: 1,
  // Products of numbers of 16 bits, each two neighbours added.
  addProducts: [0xfd, 0xba, 0x01, 0xfd, 0xae, 0x01],
  runningSum: (index) => [0xfd, 0x1b, index],
  addSums: add,
  store: (offset) => [0x36, 2, offset],
};

const floats: Kind = {
  step: 16,
  loadStep: loadVector,
  queryShift: 0,
  addProducts: [0xfd, 0xe6, 0x01, 0xfd, 0xe4, 0x01],
  runningSum: (index) => [0xfd, 0x1f, index],
  addSums: [0x92],
  store: (offset) => [0x38, 2, offset],
};

/** Four rows at a time: the query is read once for all of them, and the processor has four sums to work on. */
function instructions(kind: Kind): number[] {
  const fourRows = [
    [row0, sum0],
    [row1, sum1],
    [row2, sum2],
    [row3, sum3],
  ] as const;
  const addPart = fourRows.flatMap(([row, sum]) => [
    ...[...get(sum), ...get(part)],
    ...[...get(row), ...get(at), ...add, ...kind.loadStep],
    ...[...kind.addProducts, ...set(sum)],
  ]);
  const storeSums = fourRows.flatMap(([, sum], index) => [
    ...get(sums),
    ...[0, 1, 2, 3].flatMap((of) => [
      ...[...get(sum), ...kind.runningSum(of)],
      ...(of === 0 ? [] : kind.addSums),
    ]),
    ...kind.store(4 * index),
  ]);
  return [
    ...loop,
    ...[...get(rows), ...set(row0)],
    ...[row1, row2, row3].flatMap((row) => [...get(row - 1), ...get(rowBytes), ...add, ...set(row)]),
    ...fourRows.flatMap(([, sum]) => [...zeroVector, ...set(sum)]),
    ...[...constant(0), ...set(at)],
    ...loop,
    ...[...get(query), ...get(at), ...constant(kind.queryShift), ...shiftLeft, ...add],
    ...[...loadVector, ...set(part)],
    ...addPart,
    ...[...get(at), ...constant(kind.step), ...add, ...set(at)],
    ...[...get(at), ...get(length), ...isLess, ...againIf],
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

function assemble(kind: Kind): Uint8Array {
  const variables = [2, 5, int32, 5, vector128];
  const body = [...variables, ...instructions(kind)];
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
