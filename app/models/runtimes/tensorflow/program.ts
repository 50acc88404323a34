import type { Tensor as PlainTensor } from "../../runtime.ts";
import { foldConstants } from "./fold-constants.ts";
import { foldNormalisations, fuseActivations } from "./fuse.ts";
import { UnusableGraphError, type OnnxGraph, type OnnxNode, type OnnxPort } from "./onnx-graph.ts";
import { Attributes, type Kernel } from "./operator.ts";
import { operators } from "./operators.ts";
import { written, Workspace, type TensorFlow, type TensorValue, type Value } from "./value.ts";

/** One operator with all that is known before a picture comes. */
interface Step {
  readonly kernel: Kernel;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Values that nothing needs any more after this step. */
  readonly done: readonly string[];
}

/** A graph ready to run on TensorFlow. */
export interface Program {
  readonly inputs: readonly OnnxPort[];
  readonly outputs: readonly OnnxPort[];
  /** Computes the outputs. Throws what TensorFlow throws, or UnusableGraphError. */
  run(inputs: ReadonlyMap<string, PlainTensor>): Record<string, PlainTensor>;
  /** Gives the memory of the weights back. */
  close(): void;
}

/** Throws UnusableGraphError unless every operator is known and every value is made before it is used, once. */
export function checkGraph(graph: OnnxGraph): void {
  const unknown = [...new Set(graph.nodes.map((node) => node.operator))].filter(
    (name) => !operators.has(name),
  );
  if (unknown.length > 0) {
    throw new UnusableGraphError(
      `TensorFlow cannot compute its ${unknown.length === 1 ? "operator" : "operators"} ${unknown.join(", ")}.`,
    );
  }
  const made = new Set([...graph.constants.keys(), ...graph.inputs.map(({ name }) => name)]);
  for (const node of graph.nodes) {
    const lacking = node.inputs.find((name) => name !== "" && !made.has(name));
    if (lacking !== undefined) throw new UnusableGraphError(`nothing makes "${lacking}", which it uses.`);
    for (const output of node.outputs) {
      if (made.has(output)) throw new UnusableGraphError(`it makes "${output}" twice.`);
      if (output !== "") made.add(output);
    }
  }
  const missing = graph.outputs.find(({ name }) => !made.has(name));
  if (missing !== undefined) throw new UnusableGraphError(`nothing makes its output "${missing.name}".`);
}

/** Without the operators that no output depends on. */
function prune(graph: OnnxGraph): OnnxGraph {
  const wanted = new Set(graph.outputs.map(({ name }) => name));
  const nodes = graph.nodes.toReversed().filter((node) => {
    const isWanted = node.outputs.some((output) => wanted.has(output));
    if (isWanted) for (const input of node.inputs) wanted.add(input);
    return isWanted;
  });
  return { ...graph, nodes: nodes.toReversed() };
}

/** The kernel of a node. */
export function prepareNode(node: OnnxNode, graph: OnnxGraph, workspace: Workspace): Kernel {
  const operator = operators.get(node.operator);
  if (operator === undefined)
    throw new UnusableGraphError(`TensorFlow cannot compute its operator ${node.operator}.`);
  return operator({
    ...{ node, workspace, version: graph.version, attributes: new Attributes(node) },
    constantAt: (index) => graph.constants.get(node.inputs[index] ?? ""),
  });
}

function prepareSteps(graph: OnnxGraph, workspace: Workspace): Step[] {
  const kept = new Set([...graph.constants.keys(), ...graph.outputs.map(({ name }) => name), ""]);
  const steps: Step[] = [];
  // From the end: a value is done with the step that uses it last.
  for (const node of graph.nodes.toReversed()) {
    const done = [...new Set([...node.inputs, ...node.outputs])].filter((name) => !kept.has(name));
    for (const name of done) kept.add(name);
    steps.push({
      kernel: prepareNode(node, graph, workspace),
      inputs: node.inputs,
      outputs: node.outputs,
      done,
    });
  }
  return steps.reverse();
}

/** Runs a kernel, keeping of all tensors only its outputs, none of which is one of its inputs. */
export function runKernel(tf: TensorFlow, kernel: Kernel, inputs: readonly (Value | undefined)[]): Value[] {
  const isInput = (value: TensorValue) =>
    inputs.some((input) => input?.kind === "tensor" && input.tensor === value.tensor);
  let values: Value[] = [];
  tf.tidy(() => {
    values = kernel(inputs).map((value) =>
      value.kind === "tensor" && isInput(value) ? { ...value, tensor: tf.clone(value.tensor) } : value,
    );
    return values.flatMap((value) => (value.kind === "tensor" ? [value.tensor] : []));
  });
  return values;
}

function runStep(tf: TensorFlow, step: Step, values: Map<string, Value>): void {
  const outputs = runKernel(
    tf,
    step.kernel,
    step.inputs.map((name) => values.get(name)),
  );
  for (const [index, name] of step.outputs.entries()) {
    const output = outputs[index];
    if (output !== undefined) values.set(name, output);
  }
  for (const name of step.done) {
    const value = values.get(name);
    if (value?.kind === "tensor") value.tensor.dispose();
    values.delete(name);
  }
}

/**
 * Makes a graph ready: operators without a use are dropped, constants computed, normalisations multiplied into weights,
 * activations joined with convolutions, weights laid out as TensorFlow wants them.
 * @throws UnusableGraphError for what TensorFlow cannot compute here
 */
export function prepareProgram(tf: TensorFlow, source: OnnxGraph): Program {
  checkGraph(source);
  const graph = fuseActivations(foldNormalisations(prune(foldConstants(tf, prune(source)))));
  const workspace = new Workspace(tf, graph.constants.values());
  let steps: Step[];
  try {
    steps = prepareSteps(graph, workspace);
  } catch (error) {
    workspace.close();
    throw error;
  }

  const compute = (inputs: ReadonlyMap<string, PlainTensor>): Record<string, PlainTensor> => {
    const values = new Map<string, Value>(graph.constants);
    for (const [name, { dims, data }] of inputs)
      values.set(name, written(tf.tensor(data, [...dims], "float32")));
    for (const step of steps) runStep(tf, step, values);
    return Object.fromEntries(graph.outputs.map(({ name }) => [name, readOutput(workspace, name, values)]));
  };

  return {
    inputs: graph.inputs,
    outputs: graph.outputs,
    run(inputs) {
      let results: Record<string, PlainTensor> = {};
      tf.tidy(() => {
        results = compute(inputs);
      });
      return results;
    },
    close: () => {
      workspace.close();
    },
  };
}

function readOutput(workspace: Workspace, name: string, values: ReadonlyMap<string, Value>): PlainTensor {
  const value = values.get(name);
  if (value === undefined) throw new UnusableGraphError(`it gave no "${name}".`);
  if (value.kind === "numbers") return { dims: value.dims, data: Float32Array.from(value.data) };
  const tensor = workspace.written(value);
  return { dims: tensor.shape, data: Float32Array.from(tensor.dataSync()) };
}
