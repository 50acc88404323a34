// How fast is each model on each runtime, and do they agree? decisions 0031 holds the figures.
//   FAMILIAR_TENSORFLOW=FOLDER FAMILIAR_MODELS=... npm run bench:runtimes
import { table } from "../../../app/cli/words.ts";
import { openDefaultModelStore } from "../../../app/models/open-default-store.ts";
import type { Runtime, Tensor } from "../../../app/models/runtime.ts";
import { onnxRuntime, onnxRuntimeVersion } from "../../../app/models/runtimes/onnx.ts";
import { createTensorFlowRuntime } from "../../../app/models/runtimes/tensorflow.ts";
import {
  loadTensorFlow,
  NativeTensorFlowError,
  type TensorFlowKind,
} from "../../../app/models/runtimes/tensorflow/library.ts";
import { randomNumbers } from "../../support/random-numbers.ts";
import { printMachine } from "../machine.ts";

const rounds = 30;

interface Candidate {
  readonly title: string;
  readonly runtime: Runtime;
}

async function findCandidates(): Promise<Candidate[]> {
  const candidates: Candidate[] = [{ title: `ONNX Runtime ${onnxRuntimeVersion()}`, runtime: onnxRuntime }];
  for (const kind of ["native", "wasm"] satisfies TensorFlowKind[]) {
    try {
      const { description } = await loadTensorFlow(kind);
      candidates.push({ title: description, runtime: createTensorFlowRuntime(kind) });
    } catch (error) {
      if (!(error instanceof NativeTensorFlowError)) throw error;
      console.log("Native TensorFlow is not on this machine (test/native-tensorflow/README.md).");
    }
  }
  return candidates;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** The largest difference of two results, as a share of the largest number in them. */
function difference(left: Record<string, Tensor>, right: Record<string, Tensor>): number {
  let [worst, largest] = [0, 0];
  for (const [name, { data }] of Object.entries(left)) {
    for (const [index, value] of data.entries()) {
      largest = Math.max(largest, Math.abs(value));
      worst = Math.max(worst, Math.abs(value - (right[name]?.data[index] ?? NaN)));
    }
  }
  return worst / largest;
}

const store = await openDefaultModelStore();
const candidates = await findCandidates();
const rows: string[][] = [
  ["model", "input", "runtime", "load ms", "best ms", "median ms", "runs/s", "differs by"],
];
for (const { model, path } of await store.list()) {
  // Networks of Keras are TensorFlow's alone (decision 0032).
  if (path === null || model.format === "keras") continue;
  const { name, width, height, channels } = model.input;
  const dims = [1, channels === "grey" ? 1 : 3, height ?? 480, width ?? 640];
  const random = randomNumbers(1);
  const scale = model.task === "detector" && model.kind === "yunet" ? 255 : 1;
  const size = dims.reduce((product, side) => product * side, 1);
  const input = { [name]: { dims, data: Float32Array.from({ length: size }, () => random() * scale) } };
  let reference: Record<string, Tensor> | undefined;
  for (const { title, runtime } of candidates) {
    const startMs = performance.now();
    const loaded = await runtime.load(path);
    const loadMs = performance.now() - startMs;
    const result = await loaded.run(input);
    reference ??= result;
    const runMs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const beganMs = performance.now();
      await loaded.run(input);
      runMs.push(performance.now() - beganMs);
    }
    await loaded.close();
    const ms = median(runMs);
    rows.push([
      ...[model.id, dims.join("x"), title, loadMs.toFixed(0), Math.min(...runMs).toFixed(2), ms.toFixed(2)],
      ...[(1000 / ms).toFixed(0), difference(reference, result).toExponential(1)],
    ]);
  }
}
printMachine();
console.log(table(rows));
