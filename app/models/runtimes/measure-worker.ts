import { openRuntime, describeRuntime } from "./open-runtime.ts";
import { measureRequest, type MeasuredWork, type RuntimeMeasure } from "./measure-messages.ts";
import type { Runtime } from "../runtime.ts";

// The entry of a process that measures one runtime and ends: a library that takes its process down, or keeps its memory,
// does so here.

/** Long enough for a median of ten or more runs of every model, short enough to wait for. */
const measuringMs = 400;
const fewestRuns = 3;

async function measure(runtime: Runtime, { path, dims }: MeasuredWork): Promise<number> {
  const model = await runtime.load(path);
  const size = dims.reduce((product, side) => product * side, 1);
  // Not all alike, as zeros can be faster.
  const data = Float32Array.from({ length: size }, (_unused, index) => (index % 255) / 255 - 0.5);
  const inputs = { [model.inputNames[0] ?? ""]: { dims, data } };
  await model.run(inputs);
  await model.run(inputs);
  const runs: number[] = [];
  const startMs = performance.now();
  while (runs.length < fewestRuns || performance.now() - startMs < measuringMs) {
    const beganMs = performance.now();
    await model.run(inputs);
    runs.push(performance.now() - beganMs);
  }
  await model.close();
  return runs.sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? Infinity;
}

process.on("message", (message) => {
  void answer(message);
});

async function answer(message: unknown): Promise<void> {
  try {
    const { runtime, works } = measureRequest.parse(message);
    const opened = await openRuntime(runtime);
    const runMs: number[] = [];
    for (const work of works) runMs.push(await measure(opened, work));
    const measured: RuntimeMeasure = { runtime, description: await describeRuntime(runtime), runMs };
    process.send?.(measured);
  } catch (error) {
    process.send?.(error instanceof Error ? error.message : String(error));
  }
  process.disconnect();
}
