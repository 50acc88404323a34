import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { ModelError, ModelInputError, ModelLoadError, ModelRunError } from "../../../app/models/errors.ts";
import { createTensorFlowRuntime } from "../../../app/models/runtimes/tensorflow.ts";
import { loadTensorFlow } from "../../../app/models/runtimes/tensorflow/library.ts";
import { testModels } from "../../support/models.ts";
import { onnxModel } from "../../../app/models/write-onnx.ts";
import { randomNumbers } from "../../support/random-numbers.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { tensorFlowKinds } from "../../support/tensorflow-kinds.ts";
import { tinyOnnx, type TinyOnnx } from "../../support/tiny-onnx.ts";

const relu: TinyOnnx = {
  nodes: [["Relu", "input", "output"]],
  inputs: { input: [1, 1, "height", 2] },
  outputs: { output: [1, 1, "height", 2] },
};

async function writeModel(content: string | Uint8Array): Promise<string> {
  const file = path.join(temporaryFolder(), "model.onnx");
  await writeFile(file, content);
  return file;
}

const flat = (...data: number[]) => ({ dims: [1, 1, data.length / 2, 2], data: Float32Array.from(data) });

describe.each(await tensorFlowKinds())("TensorFlow (%s)", (kind) => {
  const runtime = createTensorFlowRuntime(kind);

  test("computes for any size that the file leaves open", async () => {
    const model = await runtime.load(await writeModel(tinyOnnx(relu)));
    expect([model.inputNames, model.outputNames]).toEqual([["input"], ["output"]]);
    expect(await model.run({ input: flat(-1, 2) })).toEqual({ output: flat(0, 2) });
    expect(await model.run({ input: flat(1, -2, 3, -4) })).toEqual({ output: flat(1, 0, 3, 0) });
    await model.close();
  });

  test("computes by itself, whatever else is loaded", async () => {
    const models = [await runtime.load(await writeModel(tinyOnnx(relu)))];
    for (const other of await tensorFlowKinds()) {
      models.push(await createTensorFlowRuntime(other).load(await writeModel(tinyOnnx(relu))));
    }
    expect(await models[0]?.run({ input: flat(-1, 2) })).toEqual({ output: flat(0, 2) });
    const { tf } = await loadTensorFlow(kind);
    expect(tf.getBackend()).toBe({ native: "tensorflow", wasm: "wasm" }[kind]);
    for (const model of models) await model.close();
  });

  test("runs several inputs at once without mixing them up", async () => {
    const model = await runtime.load(await writeModel(tinyOnnx(relu)));
    const values = Array.from({ length: 20 }, (_, index) => index);
    const results = await Promise.all(values.map((value) => model.run({ input: flat(value, -1) })));
    expect(results.map((result) => result["output"]?.data[0])).toEqual(values);
    await model.close();
  });

  test("refuses an input of another shape, and one that is missing", async () => {
    const model = await runtime.load(await writeModel(tinyOnnx(relu)));
    for (const [inputs, received] of [
      [{}, "nothing"],
      [{ input: { dims: [1, 1, 2], data: new Float32Array(2) } }, "1x1x2"],
      [{ input: { dims: [1, 1, 2, 2], data: new Float32Array(3) } }, "1x1x2x2 with 3 numbers"],
    ] as const) {
      const failure = await model.run(inputs).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(ModelInputError);
      expect(failure).toMatchObject({ inputName: "input", expected: "1x1x?x2", received });
    }
    await model.close();
  });

  test("says so when it is used after it was closed; closing twice does no harm", async () => {
    const model = await runtime.load(await writeModel(tinyOnnx(relu)));
    await model.close();
    await model.close();
    await expect(model.run({ input: flat(1, 2) })).rejects.toThrow(ModelRunError);
  });

  test.each<[string, string | Buffer, string]>([
    ["text", "This is not a model.\n", "it is another kind of file, or damaged."],
    ["an empty file", "", "it is another kind of file, or damaged."],
    ["zeros", Buffer.alloc(5000), "it is another kind of file, or damaged."],
    ["a model cut short", tinyOnnx(relu).subarray(0, 40), "it is another kind of file, or damaged."],
    [
      "unknown operators",
      tinyOnnx({
        ...relu,
        nodes: [
          ["Teleport", "input", "a"],
          ["Relu", "a", "b"],
          ["Guess", "b", "output"],
        ],
      }),
      "TensorFlow cannot compute its operators Teleport, Guess.",
    ],
    [
      "an operator that uses what nobody makes",
      tinyOnnx({ ...relu, nodes: [["Relu", "nowhere", "output"]] }),
      'nothing makes "nowhere", which it uses.',
    ],
    [
      "an output that nobody makes",
      tinyOnnx({ ...relu, nodes: [["Relu", "input", "other"]] }),
      'nothing makes its output "output".',
    ],
    [
      "weights that depend on the picture",
      onnxModel({
        nodes: [{ operator: "Conv", inputs: ["x", "x"], outputs: ["y"] }],
        inputs: { x: [1, 1, 2, 2] },
        outputs: ["y"],
      }),
      "it has a convolution that is not of a picture by fixed weights.",
    ],
    [
      "a constant as large as no picture",
      onnxModel({
        nodes: [
          { operator: "ConstantOfShape", inputs: ["s"], outputs: ["c"] },
          { operator: "Add", inputs: ["x", "c"], outputs: ["y"] },
        ],
        inputs: { x: [1] },
        outputs: ["y"],
        weights: { s: { dims: [2], data: [100_000, 100_000], isWhole: true } },
      }),
      "it asks for a tensor of 100000x100000 numbers.",
    ],
  ])("refuses %s with the file's path", async (_case, content, reason) => {
    const file = await writeModel(content);
    const failure = await runtime.load(file).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ModelLoadError);
    expect(failure).toMatchObject({
      path: file,
      message: `${file} could not be loaded as an ONNX model: ${reason}`,
    });
  });

  test("a missing file and a folder", async () => {
    const folder = temporaryFolder();
    await expect(runtime.load(path.join(folder, "none.onnx"))).rejects.toThrow("there is no such file");
    await expect(runtime.load(folder)).rejects.toThrow("it is not a file");
  });

  test("a size that a picture turns into nonsense fails that run only", async () => {
    const model = await runtime.load(
      await writeModel(
        onnxModel({
          nodes: [{ operator: "Reshape", inputs: ["x", "s"], outputs: ["y"] }],
          inputs: { x: ["any"] },
          outputs: ["y"],
          weights: { s: { dims: [2], data: [-1, 3], isWhole: true } },
        }),
      ),
    );
    const failure = await model
      .run({ x: { dims: [4], data: new Float32Array(4) } })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ModelRunError);
    const { y } = await model.run({ x: { dims: [6], data: new Float32Array(6) } });
    expect(y?.dims).toEqual([2, 3]);
    await model.close();
  });

  test("damaged in any one place, a real model is refused, fails, or runs; the process lives on", async () => {
    const { landmarks } = await testModels();
    const bytes = await readFile(landmarks.path);
    const random = randomNumbers(7);
    const input = { dims: [1, 1, 64, 64], data: new Float32Array(64 * 64).fill(0.5) };
    for (let damage = 0; damage < 60; damage++) {
      const damaged = Uint8Array.from(bytes);
      // Half of them in the last bytes, which are more structure than weights.
      const at = Math.floor(damage % 2 === 0 ? random() * bytes.length : bytes.length - random() * 20_000);
      damaged[at] = Math.floor(random() * 256);
      const cut = damage % 5 === 0 ? damaged.subarray(0, at) : damaged;
      const failure = await runtime
        .load(await writeModel(cut))
        .then(async (model) => {
          await model.run({ [model.inputNames[0] ?? ""]: input });
          await model.close();
        })
        .catch((error: unknown) => error);
      if (failure !== undefined) expect(failure).toBeInstanceOf(ModelError);
    }
  });

  test("keeps no tensor: not of 10,000 runs of a small graph, nor of failed ones, nor of a closed model", async () => {
    const { tf } = await loadTensorFlow(kind);
    const atStart = tf.memory().numTensors;
    const model = await runtime.load(
      await writeModel(
        onnxModel({
          nodes: [
            { operator: "Conv", inputs: ["x", "w"], outputs: ["c"], attributes: { pads: [1, 1, 1, 1] } },
            { operator: "Add", inputs: ["c", "b"], outputs: ["a"] },
            { operator: "Identity", inputs: ["a"], outputs: ["i"] },
            { operator: "Flatten", inputs: ["i"], outputs: ["f"] },
            { operator: "Gemm", inputs: ["f", "v"], outputs: ["y"] },
          ],
          inputs: { x: [1, 1, "height", 2] },
          outputs: ["y"],
          weights: {
            w: { dims: [2, 1, 3, 3], data: Array<number>(18).fill(1) },
            b: { dims: [2, 1, 1], data: [1, 2] },
            v: { dims: [8, 1], data: Array<number>(8).fill(1) },
          },
        }),
      ),
    );
    // The first run lays out the constants that it needs.
    await model.run({ x: flat(1, 2, 3, 4) });
    const whileLoaded = tf.memory().numTensors;
    for (let run = 0; run < 10_000; run++) await model.run({ x: flat(run, 2, 3, 4) });
    expect(tf.memory().numTensors).toBe(whileLoaded);
    // Too high a picture for the last layer: it fails in the middle.
    await expect(model.run({ x: flat(1, 2, 3, 4, 5, 6) })).rejects.toThrow(ModelRunError);
    expect(tf.memory().numTensors).toBe(whileLoaded);
    await model.close();
    expect(tf.memory().numTensors).toBe(atStart);
  });

  test("keeps no tensor of 40 runs of the real embedding model", async () => {
    const { tf } = await loadTensorFlow(kind);
    const { embedding } = await testModels();
    const atStart = tf.memory().numTensors;
    const model = await runtime.load(embedding.path);
    const input = { dims: [1, 3, 112, 112], data: new Float32Array(3 * 112 * 112).fill(0.25) };
    const [first] = Object.values(await model.run({ input }));
    const whileLoaded = tf.memory().numTensors;
    for (let run = 0; run < 40; run++) {
      const [again] = Object.values(await model.run({ input }));
      expect(again).toEqual(first);
    }
    expect(tf.memory().numTensors).toBe(whileLoaded);
    await model.close();
    expect(tf.memory().numTensors).toBe(atStart);
  });
});
