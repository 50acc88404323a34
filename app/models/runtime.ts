/** A dense float32 tensor in row-major order. */
export interface Tensor {
  readonly dims: readonly number[];
  /** Length = product of `dims`. */
  readonly data: Float32Array;
}

/** A model held by a runtime, ready to run. Calls may overlap. */
export interface LoadedModel {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  /** Runs once. Throws when an input is missing or has a shape that the model cannot take. */
  run(inputs: Readonly<Record<string, Tensor>>): Promise<Record<string, Tensor>>;
  close(): Promise<void>;
}

/** Something that can load a model file: ONNX Runtime today, TensorFlow beside it. */
export interface Runtime {
  readonly name: string;
  load(path: string): Promise<LoadedModel>;
}
