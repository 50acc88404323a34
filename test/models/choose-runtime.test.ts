import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import {
  chooseRuntime,
  fastestRuntime,
  measuredRuntimes,
  readRuntimeState,
} from "../../app/models/choose-runtime.ts";
import { readRuntimeSettings, saveRuntimeSettings } from "../../app/models/runtime-settings.ts";
import { measureRuntime, RuntimeUnusableError } from "../../app/models/runtimes/measure.ts";
import { testModels } from "../support/models.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const measure = (runtime: "onnx" | "tensorflow", ...runMs: number[]) => ({
  runtime,
  description: runtime,
  runMs,
});

describe("the fastest runtime", () => {
  test("is the one whose look and face together take least", () => {
    expect(fastestRuntime([measure("onnx", 10, 10), measure("tensorflow", 12, 5)])).toBe("tensorflow");
    expect(fastestRuntime([measure("onnx", 10, 10), measure("tensorflow", 30, 5)])).toBe("onnx");
  });

  test("is the ONNX Runtime where the other is faster by chance only, and where nothing could be measured", () => {
    expect(fastestRuntime([measure("onnx", 10, 10), measure("tensorflow", 9.5, 9.5)])).toBe("onnx");
    expect(fastestRuntime([])).toBe("onnx");
    expect(fastestRuntime([measure("tensorflow", 50, 50)])).toBe("tensorflow");
  });
});

describe("on this computer", () => {
  test("both are measured once, and remembered", async () => {
    const folder = temporaryFolder();
    const models = await testModels();
    const first = await measuredRuntimes(folder, models);
    expect(first.map(({ runtime, runMs }) => [runtime, runMs.length])).toEqual([
      ["onnx", 2],
      ["tensorflow", 2],
    ]);
    expect(await measuredRuntimes(folder, models)).toEqual(first);
    expect(await readRuntimeState(folder)).toEqual({
      ...{ choice: "auto", used: fastestRuntime(first), measures: first },
    });
    // Of other models these figures say nothing.
    const others = {
      ...models,
      embedding: { ...models.embedding, model: { ...models.embedding.model, sha256: "0" } },
    };
    const again = await measuredRuntimes(folder, others);
    expect(again).not.toEqual(first);
  });

  test("what the user chose counts more than what is fastest, and a wish more than that", async () => {
    const folder = temporaryFolder();
    const models = await testModels();
    await saveRuntimeSettings(folder, { choice: "tensorflow" });
    expect(await chooseRuntime(folder, models)).toBe("tensorflow");
    expect(await chooseRuntime(folder, models, "onnx")).toBe("onnx");
    expect(await readRuntimeState(folder)).toEqual({
      choice: "tensorflow",
      used: "tensorflow",
      measures: [],
    });
  });

  test("a damaged file of settings counts as none, and is written anew", async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, "runtime.json");
    await writeFile(file, "{");
    expect(await readRuntimeSettings(folder)).toEqual({ version: 1, choice: "auto", measured: null });
    await saveRuntimeSettings(folder, { choice: "onnx" });
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ choice: "onnx" });
  });

  test("a runtime that cannot run a model, or takes too long, is told as unusable", async () => {
    const works = [{ path: path.join(temporaryFolder(), "none.onnx"), dims: [1] }];
    await expect(measureRuntime("tensorflow", works)).rejects.toThrow("there is no such file");
    const { embedding } = await testModels();
    const slow = measureRuntime("onnx", [{ path: embedding.path, dims: [1, 3, 112, 112] }], 1);
    await expect(slow).rejects.toThrow(RuntimeUnusableError);
  });
});
