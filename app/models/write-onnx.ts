import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";

/** Writes ONNX files with weights and attributes, for tests that compare runtimes. */

export interface Weights {
  readonly dims: readonly number[];
  readonly data: readonly number[] | Float32Array;
  /** 64-bit whole numbers, as shapes and axes are. */
  readonly isWhole?: boolean;
}

type Attribute =
  number | string | readonly number[] | { readonly float: number } | { readonly tensor: Weights };

export interface OnnxModelNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** A number is a whole one; `{ float }` is not. */
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

export interface OnnxModel {
  /** Of the standard operators; 13 by default. */
  readonly version?: number;
  readonly nodes: readonly OnnxModelNode[];
  readonly inputs: Readonly<Record<string, readonly (number | string)[]>>;
  readonly outputs: readonly string[];
  readonly weights?: Readonly<Record<string, Weights>>;
}

type Write = (writer: BinaryWriter) => BinaryWriter;

function message(field: number, write: Write): Write {
  return (writer) => writer.tag(field, WireType.LengthDelimited).bytes(write(new BinaryWriter()).finish());
}

const text =
  (field: number, value: string): Write =>
  (writer) =>
    writer.tag(field, WireType.LengthDelimited).string(value);

const whole =
  (field: number, value: number): Write =>
  (writer) =>
    writer.tag(field, WireType.Varint).int64(BigInt(value));

const all =
  (parts: readonly Write[]): Write =>
  (writer) =>
    parts.reduce((written, part) => part(written), writer);

/** TensorProto: dims = 1, data_type = 2, name = 8, raw_data = 9. */
function tensor(name: string, { dims, data, isWhole = false }: Weights): Write {
  const raw = isWhole
    ? new Uint8Array(BigInt64Array.from([...data].map(BigInt)).buffer)
    : new Uint8Array(Float32Array.from(data).buffer);
  return all([
    ...dims.map((size) => whole(1, size)),
    whole(2, isWhole ? 7 : 1),
    text(8, name),
    (writer) => writer.tag(9, WireType.LengthDelimited).bytes(raw),
  ]);
}

/** AttributeProto: name = 1, f = 2, i = 3, s = 4, t = 5, ints = 8, type = 20. */
function attribute(name: string, value: Attribute): Write {
  const typed = (type: number, ...content: Write[]) => all([text(1, name), ...content, whole(20, type)]);
  if (typeof value === "number") return typed(2, whole(3, value));
  if (typeof value === "string") return typed(3, text(4, value));
  if ("float" in value) return typed(1, (writer) => writer.tag(2, WireType.Bit32).float(value.float));
  if ("tensor" in value) return typed(4, message(5, tensor("", value.tensor)));
  return typed(7, ...value.map((item) => whole(8, item)));
}

function port(name: string, dims: readonly (number | string)[]): Write {
  const sizes = dims.map((size) => message(1, typeof size === "number" ? whole(1, size) : text(2, size)));
  return all([text(1, name), message(2, message(1, all([whole(1, 1), message(2, all(sizes))])))]);
}

/** An output whose shape the runtime may find out. */
function openPort(name: string): Write {
  return all([text(1, name), message(2, message(1, whole(1, 1)))]);
}

/** The bytes of a model file. */
export function onnxModel({ version = 13, nodes, inputs, outputs, weights = {} }: OnnxModel): Buffer {
  const graph = all([
    ...nodes.map((node) =>
      message(
        1,
        all([
          ...node.inputs.map((name) => text(1, name)),
          ...node.outputs.map((name) => text(2, name)),
          text(4, node.operator),
          ...Object.entries(node.attributes ?? {}).map(([name, value]) => message(5, attribute(name, value))),
        ]),
      ),
    ),
    text(2, "test"),
    ...Object.entries(weights).map(([name, value]) => message(5, tensor(name, value))),
    ...Object.entries(inputs).map(([name, dims]) => message(11, port(name, dims))),
    ...outputs.map((name) => message(12, openPort(name))),
  ]);
  const opset = message(8, all([text(1, ""), whole(2, version)]));
  return Buffer.from(all([whole(1, 8), message(7, graph), opset])(new BinaryWriter()).finish());
}
