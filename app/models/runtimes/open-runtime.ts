import type { Runtime } from "../runtime.ts";
import type { RuntimeName } from "../runtime-names.ts";

/** A runtime by its name. Its libraries are loaded now, not when Familiar starts. */
export async function openRuntime(name: RuntimeName): Promise<Runtime> {
  switch (name) {
    case "onnx":
      return (await import("./onnx.ts")).onnxRuntime;
    case "tensorflow":
      return (await import("./tensorflow.ts")).createTensorFlowRuntime();
  }
}

/** What a runtime is made of here, for people: "TensorFlow.js 4.22.0, WebAssembly". Loads it. */
export async function describeRuntime(name: RuntimeName): Promise<string> {
  switch (name) {
    case "onnx":
      return `ONNX Runtime ${(await import("./onnx.ts")).onnxRuntimeVersion()}, native`;
    case "tensorflow":
      return (await (await import("./tensorflow/library.ts")).loadTensorFlow()).description;
  }
}
