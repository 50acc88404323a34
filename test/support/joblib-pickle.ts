/** Opcodes and their arguments of a pickle as joblib writes it; bytes one after the other. */
type Part = number | string | Uint8Array | readonly Part[];

function flat(part: Part): number[] {
  if (typeof part === "number") return [part];
  if (typeof part === "string") return [...Buffer.from(part, "latin1")];
  if (part instanceof Uint8Array) return [...part];
  return part.flatMap(flat);
}

/** The bytes of a pickle (protocol 4) of what these opcodes leave on the stack. */
export function pickleOf(...parts: readonly Part[]): Uint8Array {
  return Uint8Array.from(flat(["\x80\x04", ...parts, "."]));
}

/** SHORT_BINUNICODE */
export const text = (value: string): Part => ["\x8c", value.length, value];

/** STACK_GLOBAL */
export const global = (module: string, name: string): Part => [text(module), text(name), "\x93"];

function side(value: number): Part {
  return value < 256 ? ["K", value] : ["M", value & 255, value >> 8];
}

/** How an array differs from what weights have. */
export interface PickledArray {
  readonly shape: readonly number[];
  readonly data: readonly number[] | Float32Array;
  readonly type?: string;
  readonly byteOrder?: string;
  readonly order?: string;
}

/** An array: joblib's stand-in for it with its state, three bytes to skip, and the numbers. */
export function arrayOf({ shape, data, type = "f4", byteOrder = "<", order = "C" }: PickledArray): Part {
  const entries = [
    [text("subclass"), global("numpy", "ndarray")],
    [text("shape"), "(", shape.map(side), "t"],
    [text("order"), text(order)],
    [
      ...[text("dtype"), global("numpy", "dtype"), text(type), "\x89\x88\x87R"],
      ...["(", "K\x03", text(byteOrder), "NNN", "J\xff\xff\xff\xff", "J\xff\xff\xff\xff", "K\0", "tb"],
    ],
    [text("allow_mmap"), "\x88"],
    [text("numpy_array_alignment_bytes"), "K\x10"],
  ];
  const numbers = new Uint8Array(Float32Array.from(data).buffer);
  return [
    global("joblib.numpy_pickle", "NumpyArrayWrapper"),
    [")\x81}(", entries, "ub"],
    [3, "\xff\xff\xff"],
    numbers,
  ];
}

/** EMPTY_LIST, MARK, the items, APPENDS */
export const listOf = (...items: readonly Part[]): Part => ["](", items, "e"];
