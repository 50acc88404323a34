import { writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import type { Tensor } from "../../../app/models/runtime.ts";
import { onnxRuntime } from "../../../app/models/runtimes/onnx.ts";
import { createTensorFlowRuntime } from "../../../app/models/runtimes/tensorflow.ts";
import { operators } from "../../../app/models/runtimes/tensorflow/operators.ts";
import { onnxModel } from "../../../app/models/write-onnx.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { tensorFlowKinds } from "../../support/tensorflow-kinds.ts";
import { operatorCases } from "./operator-cases.ts";
import { randomInput } from "./operator-graphs.ts";

const kinds = await tensorFlowKinds();

function expectAlike(result: Tensor | undefined, wanted: Tensor | undefined): void {
  expect(result?.dims).toEqual(wanted?.dims);
  for (const [index, value] of (wanted?.data ?? []).entries()) {
    expect(Math.abs((result?.data[index] ?? NaN) - value)).toBeLessThan(1e-4 * Math.max(1, Math.abs(value)));
  }
}

test("every operator is among the cases", () => {
  const used = new Set(operatorCases.flatMap(({ model }) => model.nodes.map((node) => node.operator)));
  expect([...operators.keys()].filter((name) => !used.has(name))).toEqual([]);
});

describe.each(kinds)("TensorFlow (%s) computes what the ONNX Runtime does", (kind) => {
  test.each(operatorCases)("$title", async ({ model }) => {
    const file = path.join(temporaryFolder(), "model.onnx");
    await writeFile(file, onnxModel(model));
    const [ours, theirs] = [await createTensorFlowRuntime(kind).load(file), await onnxRuntime.load(file)];
    expect([ours.inputNames, ours.outputNames]).toEqual([theirs.inputNames, theirs.outputNames]);
    const input = { x: randomInput(model.inputs["x"] ?? []) };
    const [results, wanted] = [await ours.run(input), await theirs.run(input)];
    for (const name of model.outputs) expectAlike(results[name], wanted[name]);
    await ours.close();
    await theirs.close();
  });
});
