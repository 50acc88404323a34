import { float, integer, readMessage, readRepeated, readText, type Fields } from "./message.ts";
import {
  UnusableGraphError,
  type AttributeValue,
  type Numbers,
  type OnnxGraph,
  type OnnxNode,
  type OnnxPort,
} from "./onnx-graph.ts";
import { readTensor } from "./onnx-tensor.ts";

// The part of onnx.proto3 (ONNX 1.x, whose field numbers never change) that a network for inference consists of.

/** AttributeProto.AttributeType, by number. Sub-graphs and lists of tensors are not for inference of pictures. */
function readAttribute(bytes: Uint8Array): [name: string, value: AttributeValue] {
  let name = "";
  let type = 0;
  let one = 0;
  let whole = 0;
  let text = "";
  let tensor: Numbers | undefined;
  const floats: number[] = [];
  const integers: number[] = [];
  readMessage(bytes, {
    1: (reader) => (name = readText(reader)),
    2: (reader) => (one = reader.float()),
    3: (reader) => (whole = integer(reader)),
    4: (reader) => (text = readText(reader)),
    5: (reader) => (tensor = readTensor(reader.bytes()).value),
    7: (reader, wireType) => {
      readRepeated(reader, wireType, floats, float);
    },
    8: (reader, wireType) => {
      readRepeated(reader, wireType, integers, integer);
    },
    20: (reader) => (type = reader.int32()),
  });
  switch (type) {
    case 1:
      return [name, { kind: "number", value: one }];
    case 2:
      return [name, { kind: "integer", value: whole }];
    case 3:
      return [name, { kind: "text", value: text }];
    case 4:
      if (tensor !== undefined) return [name, { kind: "tensor", value: tensor }];
      break;
    case 6:
      return [name, { kind: "numbers", value: floats }];
    case 7:
      return [name, { kind: "integers", value: integers }];
  }
  throw new UnusableGraphError(`the attribute "${name}" is of a kind that is not supported (${type}).`);
}

function readNode(bytes: Uint8Array): OnnxNode {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, AttributeValue>();
  let name = "";
  let operator = "";
  let domain = "";
  readMessage(bytes, {
    1: (reader) => inputs.push(readText(reader)),
    2: (reader) => outputs.push(readText(reader)),
    3: (reader) => (name = readText(reader)),
    4: (reader) => (operator = readText(reader)),
    5: (reader) => {
      const [key, value] = readAttribute(reader.bytes());
      attributes.set(key, value);
    },
    7: (reader) => (domain = readText(reader)),
  });
  if (domain !== "" && domain !== "ai.onnx") operator = `${domain}.${operator}`;
  return { name, operator, inputs, outputs, attributes };
}

/** A dimension is a number, or a name for a size left open. */
function readDimension(bytes: Uint8Array): number | null {
  const found = { size: 0 };
  readMessage(bytes, { 1: (reader) => (found.size = integer(reader)) });
  return found.size > 0 ? found.size : null;
}

/** ValueInfoProto: { name = 1, type = 2 { tensor_type = 1 { elem_type = 1, shape = 2 { dim = 1 } } } } */
function readPort(bytes: Uint8Array): OnnxPort {
  let name = "";
  let type = 0;
  const dims: (number | null)[] = [];
  const shape: Fields = { 1: (reader) => dims.push(readDimension(reader.bytes())) };
  const tensorType: Fields = {
    1: (reader) => (type = reader.int32()),
    2: (reader) => {
      readMessage(reader.bytes(), shape);
    },
  };
  readMessage(bytes, {
    1: (reader) => (name = readText(reader)),
    2: (reader) => {
      readMessage(reader.bytes(), {
        1: (inner) => {
          readMessage(inner.bytes(), tensorType);
        },
      });
    },
  });
  if (type !== 1) throw new UnusableGraphError(`"${name}" is not a tensor of 32-bit numbers.`);
  return { name, dims };
}

function readGraph(bytes: Uint8Array, version: number): OnnxGraph {
  const nodes: OnnxNode[] = [];
  const constants = new Map<string, Numbers>();
  const inputBytes: Uint8Array[] = [];
  const outputs: OnnxPort[] = [];
  readMessage(bytes, {
    1: (reader) => nodes.push(readNode(reader.bytes())),
    5: (reader) => {
      const { name, value } = readTensor(reader.bytes());
      constants.set(name, value);
    },
    11: (reader) => inputBytes.push(reader.bytes()),
    12: (reader) => outputs.push(readPort(reader.bytes())),
  });
  // Files of old list their weights among the inputs too, of whatever type.
  const isWeight = (port: Uint8Array): boolean => {
    let name = "";
    readMessage(port, { 1: (reader) => (name = readText(reader)) });
    return constants.has(name);
  };
  const inputs = inputBytes.filter((port) => !isWeight(port)).map(readPort);
  return { version, nodes, constants, inputs, outputs };
}

/**
 * Reads an ONNX file that consists of float32 tensors and shape arithmetic.
 * @throws UnusableGraphError saying what it cannot be used for; anything else thrown means that it is no ONNX file
 */
export function readOnnxFile(bytes: Uint8Array): OnnxGraph {
  let version = 0;
  let graph: Uint8Array | undefined;
  readMessage(bytes, {
    7: (reader) => (graph = reader.bytes()),
    8: (reader) => {
      let domain = "";
      let imported = 0;
      readMessage(reader.bytes(), {
        1: (inner) => (domain = readText(inner)),
        2: (inner) => (imported = integer(inner)),
      });
      if (domain === "" || domain === "ai.onnx") version = imported;
    },
  });
  if (graph === undefined || version < 1) throw new RangeError("No graph in it");
  const read = readGraph(graph, version);
  if (read.nodes.length === 0 || read.outputs.length === 0) throw new RangeError("An empty graph");
  return read;
}
