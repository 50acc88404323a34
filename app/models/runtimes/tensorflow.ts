import { readFile, stat } from "node:fs/promises";

import { checkInput } from "../check-input.ts";
import { ModelLoadError } from "../errors.ts";
import type { LoadedModel, Runtime, Tensor } from "../runtime.ts";
import { holdNetwork } from "./tensorflow/hold-network.ts";
import { loadTensorFlow, type TensorFlowKind } from "./tensorflow/library.ts";
import { readOnnxFile } from "./tensorflow/onnx-file.ts";
import { UnusableGraphError } from "./tensorflow/onnx-graph.ts";
import { prepareProgram, type Program } from "./tensorflow/program.ts";
import type { TensorFlow } from "./tensorflow/value.ts";

async function readModelFile(path: string): Promise<Uint8Array> {
  const file = await stat(path).catch((cause: unknown) => {
    throw new ModelLoadError(path, "there is no such file, or it may not be read.", { cause });
  });
  if (!file.isFile()) throw new ModelLoadError(path, "it is not a file.");
  return await readFile(path).catch((cause: unknown) => {
    throw new ModelLoadError(path, "it cannot be read.", { cause });
  });
}

function prepare(tf: TensorFlow, path: string, bytes: Uint8Array): Program {
  try {
    return prepareProgram(tf, readOnnxFile(bytes));
  } catch (cause) {
    const isUnusable = cause instanceof UnusableGraphError;
    throw new ModelLoadError(path, isUnusable ? cause.message : "it is another kind of file, or damaged.", {
      cause,
    });
  }
}

function runProgram(
  path: string,
  program: Program,
  inputs: Readonly<Record<string, Tensor>>,
): Record<string, Tensor> {
  return program.run(
    new Map(program.inputs.map((input) => [input.name, checkInput(path, input, inputs[input.name])])),
  );
}

async function loadModel(path: string, kind: TensorFlowKind | undefined): Promise<LoadedModel> {
  const bytes = await readModelFile(path);
  const library = await loadTensorFlow(kind);
  library.activate();
  const program = prepare(library.tf, path, bytes);
  return holdNetwork(path, library, {
    inputNames: program.inputs.map(({ name }) => name),
    outputNames: program.outputs.map(({ name }) => name),
    run: (inputs) => runProgram(path, program, inputs),
    close: () => {
      program.close();
    },
  });
}

/**
 * TensorFlow on the processor, one thread: native where it loads, else WebAssembly; or the kind given. It runs the ONNX
 * files that the ONNX Runtime runs, as far as it knows their operators.
 * `load` throws ModelLoadError for anything that is not a usable model; `run` throws ModelInputError for a missing
 * tensor or a wrong shape, ModelRunError when the computation itself fails.
 */
export function createTensorFlowRuntime(kind?: TensorFlowKind): Runtime {
  return { name: "tensorflow", load: async (path) => await loadModel(path, kind) };
}
