import {
  loadTensorFlow,
  NativeTensorFlowError,
  type TensorFlowKind,
} from "../../app/models/runtimes/tensorflow/library.ts";

/**
 * What TensorFlow there is on this machine to test with. Where FAMILIAR_TENSORFLOW names a folder, native has to load
 * from it: then its failure is thrown.
 */
export async function tensorFlowKinds(): Promise<TensorFlowKind[]> {
  try {
    await loadTensorFlow("native");
    return ["wasm", "native"];
  } catch (error) {
    if (!(error instanceof NativeTensorFlowError) || process.env["FAMILIAR_TENSORFLOW"]) throw error;
    return ["wasm"];
  }
}
