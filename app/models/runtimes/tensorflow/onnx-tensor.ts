import { double, float, integer, readMessage, readRepeated, readText } from "./message.ts";
import { numbers, sizeOf, UnusableGraphError, type Numbers } from "./onnx-graph.ts";

/** TensorProto.DataType, as far as such networks have them. */
const elementTypes: Readonly<Record<number, { bytes: number; isWhole: boolean }>> = {
  1: { bytes: 4, isWhole: false },
  6: { bytes: 4, isWhole: true },
  7: { bytes: 8, isWhole: true },
  9: { bytes: 1, isWhole: true },
  11: { bytes: 8, isWhole: false },
};

function readRaw(type: number, raw: Uint8Array, count: number): Float32Array | Float64Array {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const from = (bytes: number, at: (offset: number) => number) =>
    Float64Array.from({ length: count }, (_unused, index) => at(index * bytes));
  switch (type) {
    case 1:
      // Copied, as the file's bytes need not lie on a multiple of four.
      return new Float32Array(new Uint8Array(raw).buffer);
    case 6:
      return from(4, (offset) => view.getInt32(offset, true));
    case 7:
      return from(8, (offset) => Number(view.getBigInt64(offset, true)));
    case 9:
      return from(1, (offset) => view.getUint8(offset));
    default:
      return Float32Array.from(from(8, (offset) => view.getFloat64(offset, true)));
  }
}

/** TensorProto. Throws UnusableGraphError for numbers of another kind, or not as many as its dimensions say. */
export function readTensor(bytes: Uint8Array): { name: string; value: Numbers } {
  const dims: number[] = [];
  const listed: number[] = [];
  const found: { type: number; name: string; raw?: Uint8Array; isElsewhere: boolean } = {
    ...{ type: 0, name: "", isElsewhere: false },
  };
  readMessage(bytes, {
    1: (reader, wireType) => {
      readRepeated(reader, wireType, dims, integer);
    },
    2: (reader) => (found.type = reader.int32()),
    4: (reader, wireType) => {
      readRepeated(reader, wireType, listed, float);
    },
    5: (reader, wireType) => {
      readRepeated(reader, wireType, listed, (item) => item.int32());
    },
    7: (reader, wireType) => {
      readRepeated(reader, wireType, listed, integer);
    },
    8: (reader) => (found.name = readText(reader)),
    9: (reader) => (found.raw = reader.bytes()),
    10: (reader, wireType) => {
      readRepeated(reader, wireType, listed, double);
    },
    14: (reader) => (found.isElsewhere = reader.int32() === 1),
  });
  const { type, name, raw, isElsewhere } = found;
  if (isElsewhere) throw new UnusableGraphError("its weights are in another file.");
  const element = elementTypes[type];
  if (element === undefined) {
    throw new UnusableGraphError(`"${name}" has numbers of a kind that is not supported (${type}).`);
  }
  const count = sizeOf(dims);
  const isRight =
    dims.every((size) => Number.isSafeInteger(size) && size >= 0) &&
    (raw === undefined ? listed.length === count : raw.length === count * element.bytes);
  if (!isRight) throw new UnusableGraphError(`the weights "${name}" are incomplete.`);
  const data =
    raw !== undefined
      ? readRaw(type, raw, count)
      : element.isWhole
        ? Float64Array.from(listed)
        : Float32Array.from(listed);
  return { name, value: numbers(dims, data, element.isWhole) };
}
