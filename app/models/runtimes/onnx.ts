import { stat } from "node:fs/promises";

import { env, InferenceSession, Tensor as OnnxTensor } from "onnxruntime-node";

import { checkInput } from "../check-input.ts";
import { ModelLoadError, ModelRunError } from "../errors.ts";
import type { LoadedModel, Runtime, Tensor } from "../runtime.ts";
import type { ModelShapes, NamedShape } from "../tensor-shape.ts";

// Since 1.29 the published builds for Linux and macOS report their use to their maker, with an id of the computer kept
// in the user's cache folder. It asks for this when the first model is loaded; nothing is then sent, and nothing kept.
process.env["ORT_DISABLE_TELEMETRY"] = "1";

/**
 * One thread, as there is one analyzer process a core. Memory, measured on 121 different sizes of photo through YuNet
 * and the embedding model: with the arena 4.4 s and 272 MB, without it 6.3 s and 584 MB; with the arena but without
 * memory patterns (one is kept for every input size ever seen) 4.6 s and 237 MB.
 */
const sessionOptions: InferenceSession.SessionOptions = {
  executionProviders: ["cpu"],
  executionMode: "sequential",
  graphOptimizationLevel: "all",
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  enableCpuMemArena: true,
  enableMemPattern: false,
  // Errors only: at the usual level it warns about every network's unused weights on stderr.
  logSeverityLevel: 3,
};

async function openSession(path: string): Promise<InferenceSession> {
  const file = await stat(path).catch((cause: unknown) => {
    throw new ModelLoadError(path, "there is no such file, or it may not be read.", { cause });
  });
  if (!file.isFile()) throw new ModelLoadError(path, "it is not a file.");
  try {
    return await InferenceSession.create(path, sessionOptions);
  } catch (cause) {
    // The runtime's own words are about its source files; they stay in `cause`.
    throw new ModelLoadError(path, "it is another kind of file, or damaged.", { cause });
  }
}

function readShapes(path: string, metadata: readonly InferenceSession.ValueMetadata[]): NamedShape[] {
  return metadata.map((value) => {
    if (!value.isTensor || value.type !== "float32") {
      throw new ModelLoadError(path, `"${value.name}" is not a tensor of 32-bit numbers.`);
    }
    return { name: value.name, dims: value.shape.map((size) => (typeof size === "number" ? size : null)) };
  });
}

function toOutput(path: string, name: string, value: OnnxTensor | undefined): Tensor {
  if (!(value?.data instanceof Float32Array))
    throw new ModelRunError(path, `it gave no numbers as "${name}".`);
  return { dims: value.dims, data: value.data };
}

async function loadModel(path: string): Promise<LoadedModel> {
  const session = await openSession(path);
  const inputs = readShapes(path, session.inputMetadata);
  let isClosed = false;

  return {
    inputNames: session.inputNames,
    outputNames: session.outputNames,
    async run(tensors) {
      if (isClosed) throw new ModelRunError(path, "it was closed.");
      const feeds: Record<string, OnnxTensor> = {};
      for (const input of inputs) {
        const tensor = checkInput(path, input, tensors[input.name]);
        feeds[input.name] = new OnnxTensor("float32", tensor.data, tensor.dims);
      }
      const results = await session.run(feeds).catch((cause: unknown) => {
        throw new ModelRunError(path, cause instanceof Error ? cause.message : String(cause), { cause });
      });
      return Object.fromEntries(
        session.outputNames.map((name) => [name, toOutput(path, name, results[name])]),
      );
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      await session.release();
    },
  };
}

/**
 * The ONNX Runtime on the processor, one thread a model.
 * `load` throws ModelLoadError for anything that is not a usable model; `run` throws ModelInputError for a missing
 * tensor or a wrong shape, ModelRunError when the computation itself fails.
 */
export const onnxRuntime: Runtime = { name: "onnx", load: loadModel };

/**
 * Reads what a model takes and gives, from its file alone. Sizes that the file leaves open are null.
 * Throws ModelLoadError when it is not an ONNX model of float32 tensors.
 */
export async function readOnnxShapes(path: string): Promise<ModelShapes> {
  const session = await openSession(path);
  try {
    return {
      inputs: readShapes(path, session.inputMetadata),
      outputs: readShapes(path, session.outputMetadata),
    };
  } finally {
    await session.release();
  }
}

/** The version of ONNX Runtime, for `doctor`. */
export function onnxRuntimeVersion(): string {
  return env.versions.node ?? env.versions.common;
}
