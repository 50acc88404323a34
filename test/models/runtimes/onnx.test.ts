import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { describe, expect, test } from "vitest";

import { ModelInputError, ModelLoadError, ModelRunError } from "../../../app/models/errors.ts";
import { onnxRuntime, readOnnxShapes } from "../../../app/models/runtimes/onnx.ts";
import { describeShapes } from "../../../app/models/tensor-shape.ts";
import { testModels } from "../../support/models.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { tinyOnnx } from "../../support/tiny-onnx.ts";
import type { TinyOnnx } from "../../support/tiny-onnx.ts";

const relu: TinyOnnx = {
  nodes: [["Relu", "input", "output"]],
  inputs: { input: [1, 1, "height", 2] },
  outputs: { output: [1, 1, "height", 2] },
};

async function writeModel(content: string | Buffer): Promise<string> {
  const file = path.join(temporaryFolder(), "model.onnx");
  await writeFile(file, content);
  return file;
}

// Windows leaves such reports to the system's own settings.
test.skipIf(process.platform === "win32")(
  "the runtime keeps no id of the computer, to report with",
  async () => {
    const home = temporaryFolder();
    const script = fileURLToPath(new URL("./load-in-child.ts", import.meta.url));
    const model = await writeModel(tinyOnnx(relu));
    // Nothing else of this environment: the runtime is silent in continuous integration anyway.
    await promisify(execFile)(process.execPath, [script, model], { env: { HOME: home } });
    expect(await readdir(home, { recursive: true })).toEqual([]);
  },
);

describe("a loaded model", () => {
  test("computes: Relu keeps what is positive, for any height", async () => {
    const model = await onnxRuntime.load(await writeModel(tinyOnnx(relu)));
    expect([model.inputNames, model.outputNames]).toEqual([["input"], ["output"]]);
    const flat = await model.run({ input: { dims: [1, 1, 1, 2], data: Float32Array.of(-1, 2) } });
    expect(flat).toEqual({ output: { dims: [1, 1, 1, 2], data: Float32Array.of(0, 2) } });
    const tall = await model.run({ input: { dims: [1, 1, 2, 2], data: Float32Array.of(1, -2, 3, -4) } });
    expect(tall["output"]?.data).toEqual(Float32Array.of(1, 0, 3, 0));
    await model.close();
  });

  test("reads a view into a larger array from where the view begins", async () => {
    const model = await onnxRuntime.load(await writeModel(tinyOnnx(relu)));
    const view = Float32Array.of(9, 9, 5, -6, 9).subarray(2, 4);
    const result = await model.run({ input: { dims: [1, 1, 1, 2], data: view } });
    expect(result["output"]?.data).toEqual(Float32Array.of(5, 0));
    await model.close();
  });

  test("runs several inputs at once without mixing them up", async () => {
    const model = await onnxRuntime.load(await writeModel(tinyOnnx(relu)));
    const values = Array.from({ length: 20 }, (_, index) => index);
    const results = await Promise.all(
      values.map((value) => model.run({ input: { dims: [1, 1, 1, 2], data: Float32Array.of(value, -1) } })),
    );
    expect(results.map((result) => result["output"]?.data[0])).toEqual(values);
    await model.close();
  });

  test.each([
    ["nothing", {}, "nothing"],
    ["one axis less", { input: { dims: [1, 1, 2], data: new Float32Array(2) } }, "1x1x2"],
    ["a wrong width", { input: { dims: [1, 1, 1, 3], data: new Float32Array(3) } }, "1x1x1x3"],
    [
      "too few numbers",
      { input: { dims: [1, 1, 2, 2], data: new Float32Array(3) } },
      "1x1x2x2 with 3 numbers",
    ],
  ])("refuses %s", async (_case, inputs, received) => {
    const model = await onnxRuntime.load(await writeModel(tinyOnnx(relu)));
    const failure = await model.run(inputs).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ModelInputError);
    expect(failure).toMatchObject({ inputName: "input", expected: "1x1x?x2", received });
    await model.close();
  });

  test("says so when it is used after it was closed; closing twice does no harm", async () => {
    const model = await onnxRuntime.load(await writeModel(tinyOnnx(relu)));
    await model.close();
    await model.close();
    const run = model.run({ input: { dims: [1, 1, 1, 2], data: new Float32Array(2) } });
    await expect(run).rejects.toThrow(ModelRunError);
  });
});

describe("what is no model is refused with its path, and the process lives on", () => {
  const cut = tinyOnnx(relu).subarray(0, 40);
  test.each<[string, string | Buffer]>([
    ["text", "This is not a model.\n"],
    ["an empty file", ""],
    ["zeros", Buffer.alloc(5000)],
    ["a model cut short", cut],
    ["an unknown operator", tinyOnnx({ ...relu, nodes: [["Teleport", "input", "output"]] })],
  ])("%s", async (_case, content) => {
    const file = await writeModel(content);
    const failure = await onnxRuntime.load(file).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ModelLoadError);
    expect(failure).toMatchObject({
      path: file,
      message: `${file} could not be loaded as an ONNX model: it is another kind of file, or damaged.`,
    });
  });

  test("a missing file and a folder", async () => {
    const folder = temporaryFolder();
    await expect(onnxRuntime.load(path.join(folder, "none.onnx"))).rejects.toThrow("there is no such file");
    await expect(onnxRuntime.load(folder)).rejects.toThrow("it is not a file");
  });
});

describe("the real models", () => {
  test("have the inputs and outputs that the manifest says", async () => {
    const { detector, landmarks, embedding } = await testModels();
    for (const { model, path: file } of [detector, landmarks, embedding]) {
      const { input, outputs } = model;
      const shapes = await readOnnxShapes(file);
      const planes = input.channels === "grey" ? 1 : 3;
      expect(shapes.inputs).toEqual([{ name: input.name, dims: [1, planes, input.height, input.width] }]);
      expect(shapes.outputs.map((output) => output.name)).toEqual(outputs);
      expect((await readFile(file)).length).toBe(model.sizeBytes);
    }
  });

  test("MobileFaceNet turns a grey face into 512 numbers, the same each time", async () => {
    const { embedding } = await testModels();
    expect(describeShapes(await readOnnxShapes(embedding.path))).toBe("input 1x3x112x112 -> output 1x512");
    const model = await onnxRuntime.load(embedding.path);
    const input = { dims: [1, 3, 112, 112], data: new Float32Array(3 * 112 * 112).fill(0.25) };
    const first = (await model.run({ input }))["output"];
    const second = (await model.run({ input }))["output"];
    expect(first?.dims).toEqual([1, embedding.model.dimensions]);
    expect(first?.data.some((value) => value !== 0)).toBe(true);
    expect(second?.data).toEqual(first?.data);
    await model.close();
  });
});
