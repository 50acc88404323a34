import { numbers, type Numbers, type OnnxGraph, type OnnxNode } from "./onnx-graph.ts";
import { prepareNode, runKernel } from "./program.ts";
import { Workspace, type TensorFlow, type Value } from "./value.ts";

/** Reads a tensor back, so that whatever follows treats it as the file's own numbers. */
function readNumbers(value: Value, workspace: Workspace): Numbers {
  if (value.kind === "numbers") return value;
  const tensor = workspace.written(value);
  return numbers(tensor.shape, Float32Array.from(tensor.dataSync()), false);
}

/**
 * Computes every operator that depends on constants alone, once.
 * @throws UnusableGraphError when one of them cannot be computed
 */
export function foldConstants(tf: TensorFlow, graph: OnnxGraph): OnnxGraph {
  const constants = new Map(graph.constants);
  const current: OnnxGraph = { ...graph, constants };
  const nodes: OnnxNode[] = [];
  for (const node of graph.nodes) {
    if (!node.inputs.every((name) => name === "" || constants.has(name))) {
      nodes.push(node);
      continue;
    }
    const workspace = new Workspace(tf, []);
    tf.tidy(() => {
      const inputs = node.inputs.map((name) => constants.get(name));
      const outputs = runKernel(tf, prepareNode(node, current, workspace), inputs);
      for (const [index, name] of node.outputs.entries()) {
        const output = outputs[index];
        if (output !== undefined) constants.set(name, readNumbers(output, workspace));
      }
    });
    workspace.close();
  }
  return { ...graph, nodes, constants };
}
