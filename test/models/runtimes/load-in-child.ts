import { onnxRuntime } from "../../../app/models/runtimes/onnx.ts";

// Run as a process of its own by onnx.test.ts: loads the model that it is given.
const model = await onnxRuntime.load(process.argv[2] ?? "");
await model.close();
