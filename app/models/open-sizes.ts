import { BinaryReader, BinaryWriter, WireType } from "@bufbuild/protobuf/wire";

/** What becomes of a part of a message: itself when there is no entry, its new bytes, or nothing (null). */
type Changes = Readonly<Record<number, (part: Uint8Array) => Uint8Array | null>>;

/** Copies a message with some of its parts changed. Throws when the bytes are no message. */
function changeMessage(bytes: Uint8Array, changes: Changes): Uint8Array {
  const reader = new BinaryReader(bytes);
  const writer = new BinaryWriter();
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const [field, wireType] = reader.tag();
    const change = wireType === WireType.LengthDelimited ? changes[field] : undefined;
    if (change === undefined) {
      reader.skip(wireType, field);
      writer.raw(bytes.subarray(start, reader.pos));
      continue;
    }
    const changed = change(reader.bytes());
    if (changed !== null) writer.tag(field, WireType.LengthDelimited).bytes(changed);
  }
  if (reader.pos > reader.len) throw new RangeError("A field ends behind its message");
  return writer.finish();
}

/** ValueInfoProto: type = 2 { tensor_type = 1 { shape = 2 } }. */
const changeShape = (value: Uint8Array, shape: (part: Uint8Array) => Uint8Array | null): Uint8Array =>
  changeMessage(value, {
    2: (type) => changeMessage(type, { 1: (tensor) => changeMessage(tensor, { 2: shape }) }),
  });

/** TensorShapeProto: dim = 1 { dim_value = 1, dim_param = 2 }. */
function pictureShape(): Uint8Array {
  const writer = new BinaryWriter();
  for (const size of [1, 3, "height", "width"]) {
    const dim = new BinaryWriter();
    if (typeof size === "number") dim.tag(1, WireType.Varint).int64(BigInt(size));
    else dim.tag(2, WireType.LengthDelimited).string(size);
    writer.tag(1, WireType.LengthDelimited).bytes(dim.finish());
  }
  return writer.finish();
}

/**
 * The same ONNX model for one picture of any size. Some models of nothing but convolutions (CenterFace by its authors)
 * were exported with the size of a small example, in their file, though they can take any.
 * `inputs` names the inputs that are pictures. Throws when the bytes are no such file.
 */
export function openSizes(bytes: Uint8Array, inputs: readonly string[]): Uint8Array {
  const picture = pictureShape();
  const isPicture = (value: Uint8Array): boolean => {
    let name = "";
    changeMessage(value, {
      1: (text) => {
        name = new TextDecoder().decode(text);
        return text;
      },
    });
    return inputs.includes(name);
  };
  // ModelProto: graph = 7 { input = 11, output = 12, value_info = 13, which are sizes in between }.
  return changeMessage(bytes, {
    7: (graph) =>
      changeMessage(graph, {
        11: (value) => (isPicture(value) ? changeShape(value, () => picture) : value),
        12: (value) => changeShape(value, () => null),
        13: () => null,
      }),
  });
}
