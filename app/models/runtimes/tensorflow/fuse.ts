import { numbers, type Numbers, type OnnxGraph, type OnnxNode } from "./onnx-graph.ts";
import { Attributes } from "./operator.ts";

/** How often each value is used; an output of the graph counts as one use. */
function countUses(graph: OnnxGraph): Map<string, number> {
  const uses = new Map<string, number>();
  const names = [...graph.nodes.flatMap((node) => node.inputs), ...graph.outputs.map(({ name }) => name)];
  for (const name of names) uses.set(name, (uses.get(name) ?? 0) + 1);
  return uses;
}

/** Weights and offset of a layer that a batch normalisation was multiplied into. */
function multiplyInto(
  layer: OnnxNode,
  normalisation: OnnxNode,
  constants: ReadonlyMap<string, Numbers>,
): { weights: Numbers; offset: Numbers } | undefined {
  const constant = (node: OnnxNode, index: number) => constants.get(node.inputs[index] ?? "");
  const weights = constant(layer, 1);
  const [scale, shift, mean, variance] = [1, 2, 3, 4].map((index) => constant(normalisation, index));
  const [outputs = 0] = weights?.dims ?? [];
  const given =
    (layer.inputs[2] ?? "") === ""
      ? numbers([outputs], new Float32Array(outputs), false)
      : constant(layer, 2);
  if (!weights || !scale || !shift || !mean || !variance || given === undefined) return undefined;
  if ([scale, shift, mean, variance, given].some(({ data }) => data.length !== outputs)) return undefined;
  const epsilon = new Attributes(normalisation).number("epsilon", 1e-5);
  const factors = Array.from(
    scale.data,
    (value, index) => value / Math.sqrt((variance.data[index] ?? 0) + epsilon),
  );
  const rowLength = weights.data.length / outputs;
  const data = weights.data.map((value, index) => value * (factors[Math.floor(index / rowLength)] ?? 0));
  const offset = Float32Array.from(
    factors,
    (factor, index) =>
      ((given.data[index] ?? 0) - (mean.data[index] ?? 0)) * factor + (shift.data[index] ?? 0),
  );
  return { weights: numbers(weights.dims, data, false), offset: numbers([outputs], offset, false) };
}

/** Is a layer's output channel the first axis of its weights, and nothing else done with them? */
function canTakeFactor(layer: OnnxNode): boolean {
  const attributes = new Attributes(layer);
  if (layer.operator === "Conv") return true;
  const isPlain = attributes.number("alpha", 1) === 1 && attributes.number("beta", 1) === 1;
  return layer.operator === "Gemm" && attributes.integer("transB", 0) === 1 && isPlain;
}

/** Multiplies every batch normalisation that follows a convolution or a full layer into its weights. */
export function foldNormalisations(graph: OnnxGraph): OnnxGraph {
  const uses = countUses(graph);
  const constants = new Map(graph.constants);
  const nodes: OnnxNode[] = [];
  const makers = new Map<string, number>();
  for (const node of graph.nodes) {
    const input = node.inputs[0] ?? "";
    const at = makers.get(input);
    const layer = at === undefined ? undefined : nodes[at];
    const canFold =
      node.operator === "BatchNormalization" &&
      layer !== undefined &&
      uses.get(input) === 1 &&
      canTakeFactor(layer);
    const folded = canFold ? multiplyInto(layer, node, constants) : undefined;
    const output = node.outputs[0] ?? "";
    if (folded === undefined || layer === undefined || at === undefined) {
      makers.set(output, nodes.push(node) - 1);
      continue;
    }
    const [weights, offset] = [`${output} weights`, `${output} offset`];
    constants.set(weights, folded.weights).set(offset, folded.offset);
    nodes[at] = { ...layer, inputs: [layer.inputs[0] ?? "", weights, offset], outputs: [output] };
    makers.set(output, at);
  }
  return { ...graph, nodes, constants };
}

/** Grouped convolutions are computed in parts, which have no activation. */
function isInOneKernel(layer: OnnxNode, constants: ReadonlyMap<string, Numbers>): boolean {
  const groups = new Attributes(layer).integer("group", 1);
  const weights = constants.get(layer.inputs[1] ?? "");
  return (
    layer.operator === "Conv" && layer.activation === undefined && (groups === 1 || weights?.dims[1] === 1)
  );
}

function isFusable(node: OnnxNode, outputs: number, constants: ReadonlyMap<string, Numbers>): boolean {
  const constant = (index: number) => constants.get(node.inputs[index] ?? "");
  const attributes = new Attributes(node);
  switch (node.operator) {
    case "Relu":
    case "LeakyRelu":
    case "Sigmoid":
      return true;
    case "Clip": {
      const low = attributes.numbers("min") ?? constant(1);
      const high = attributes.numbers("max") ?? constant(2);
      return low?.data[0] === 0 && high?.data[0] === 6;
    }
    case "PRelu": {
      const slope = constant(1);
      return slope?.data.length === outputs && slope.dims.at(-3) === outputs;
    }
    default:
      return false;
  }
}

/** Gives convolutions the activation that follows them, so that one kernel computes both. */
export function fuseActivations(graph: OnnxGraph): OnnxGraph {
  const uses = countUses(graph);
  const nodes: OnnxNode[] = [];
  const makers = new Map<string, number>();
  for (const node of graph.nodes) {
    const input = node.inputs[0] ?? "";
    const at = makers.get(input);
    const layer = at === undefined ? undefined : nodes[at];
    const outputs = graph.constants.get(layer?.inputs[1] ?? "")?.dims[0] ?? 0;
    const canFuse =
      layer !== undefined &&
      uses.get(input) === 1 &&
      isInOneKernel(layer, graph.constants) &&
      isFusable(node, outputs, graph.constants);
    if (!canFuse || at === undefined) {
      for (const output of node.outputs) makers.set(output, nodes.length);
      nodes.push(node);
      continue;
    }
    const [picture = "", weights = "", offset = ""] = layer.inputs;
    const slope = node.operator === "PRelu" ? [node.inputs[1] ?? ""] : [];
    nodes[at] = {
      ...layer,
      inputs: [picture, weights, offset, ...slope],
      outputs: node.outputs,
      activation: node,
    };
    for (const output of node.outputs) makers.set(output, at);
  }
  return { ...graph, nodes };
}
