/** Writes ONNX files of a few operators without weights, so that tests know every number that comes out. */

type Dims = readonly (number | string)[];

export interface TinyOnnx {
  /** Operators with one input and one output, in order: ["Relu", "input", "output"]. */
  readonly nodes: readonly (readonly [operator: string, input: string, output: string])[];
  /** Dimensions by name; a string is a size left open. */
  readonly inputs: Readonly<Record<string, Dims>>;
  readonly outputs: Readonly<Record<string, Dims>>;
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

/** A number of a protobuf message (wire type 0). */
function integerField(field: number, value: number): Buffer {
  return Buffer.from([...varint(field * 8), ...varint(value)]);
}

/** A text or message within a protobuf message (wire type 2). */
function bytesField(field: number, ...content: (string | Buffer)[]): Buffer {
  const bytes = Buffer.concat(content.map((part) => Buffer.from(part)));
  return Buffer.concat([Buffer.from([...varint(field * 8 + 2), ...varint(bytes.length)]), bytes]);
}

/** ValueInfoProto: name = 1, type = 2 { tensor_type = 1 { elem_type = 1 (float: 1), shape = 2 { dim = 1 } } }. */
function valueInfo(name: string, dims: Dims): Buffer {
  const sizes = dims.map((size) =>
    bytesField(1, typeof size === "number" ? integerField(1, size) : bytesField(2, size)),
  );
  const tensorType = bytesField(1, integerField(1, 1), bytesField(2, ...sizes));
  return Buffer.concat([bytesField(1, name), bytesField(2, tensorType)]);
}

/** The bytes of a model file (field numbers of onnx.proto: ir_version = 1, graph = 7, opset_import = 8). */
export function tinyOnnx({ nodes, inputs, outputs }: TinyOnnx): Buffer {
  const graph = [
    ...nodes.map(([operator, input, output]) =>
      bytesField(1, bytesField(1, input), bytesField(2, output), bytesField(4, operator)),
    ),
    bytesField(2, "tiny"),
    ...Object.entries(inputs).map(([name, dims]) => bytesField(11, valueInfo(name, dims))),
    ...Object.entries(outputs).map(([name, dims]) => bytesField(12, valueInfo(name, dims))),
  ];
  return Buffer.concat([
    integerField(1, 8),
    bytesField(7, ...graph),
    bytesField(8, bytesField(1, ""), integerField(2, 13)),
  ]);
}

/** A stand-in for an embedding model: it lays out the 3 x 112 x 112 numbers of a face in one row. */
export const flattenFace: TinyOnnx = {
  nodes: [["Flatten", "face", "vector"]],
  inputs: { face: [1, 3, 112, 112] },
  outputs: { vector: [1, 37632] },
};
