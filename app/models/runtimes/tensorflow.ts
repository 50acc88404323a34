import { readFile, stat } from "node:fs/promises";

import { checkInput } from "../check-input.ts";
import { ModelError, ModelLoadError, ModelRunError } from "../errors.ts";
import type { LoadedModel, Runtime, Tensor } from "../runtime.ts";
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
  const tensors = new Map(
    program.inputs.map((input) => [input.name, checkInput(path, input, inputs[input.name])]),
  );
  try {
    return program.run(tensors);
  } catch (cause) {
    if (cause instanceof ModelError) throw cause;
    throw new ModelRunError(path, cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

async function loadModel(path: string, kind: TensorFlowKind | undefined): Promise<LoadedModel> {
  const bytes = await readModelFile(path);
  const { tf, activate } = await loadTensorFlow(kind);
  activate();
  const program = prepare(tf, path, bytes);
  let isClosed = false;
  return {
    inputNames: program.inputs.map(({ name }) => name),
    outputNames: program.outputs.map(({ name }) => name),
    // It computes at once, on this thread; a promise as any runtime gives.
    // eslint-disable-next-line @typescript-eslint/require-await
    async run(inputs) {
      if (isClosed) throw new ModelRunError(path, "it was closed.");
      activate();
      return runProgram(path, program, inputs);
    },
    close() {
      activate();
      if (!isClosed) program.close();
      isClosed = true;
      return Promise.resolve();
    },
  };
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
