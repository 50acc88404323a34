import { writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { ModelInputError, ModelRunError, WeightsError } from "../../../app/models/errors.ts";
import { checkWeights, loadKerasModel } from "../../../app/models/keras/load.ts";
import type { Tensor } from "../../../app/models/runtime.ts";
import { loadTensorFlow } from "../../../app/models/runtimes/tensorflow/library.ts";
import { randomNumbers } from "../../support/random-numbers.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { tensorFlowKinds } from "../../support/tensorflow-kinds.ts";
import { writeWeightsFile, type WeightsFileOptions } from "../../support/weights-file.ts";

const deepId = { network: "deepid", dimensions: 160 } as const;
const kinds = await tensorFlowKinds();

async function weightsFile(options: WeightsFileOptions = {}): Promise<string> {
  const file = path.join(temporaryFolder(), "weights.h5");
  await writeWeightsFile(file, "deepid", options);
  return file;
}

function randomPicture(width: number, height: number): Tensor {
  const random = randomNumbers(5);
  return { dims: [1, 3, height, width], data: Float32Array.from({ length: 3 * width * height }, random) };
}

async function descriptorOf(file: string): Promise<Float32Array> {
  const model = await loadKerasModel(file, deepId, "wasm");
  const { descriptor } = await model.run({ picture: randomPicture(47, 55) });
  await model.close();
  return descriptor?.data ?? new Float32Array();
}

describe("a network with its weights", () => {
  test.each(kinds)("runs on TensorFlow (%s), and gives all memory back", async (kind) => {
    const { tf, activate } = await loadTensorFlow(kind);
    activate();
    const before = tf.memory().numTensors;
    const model = await loadKerasModel(await weightsFile(), deepId, kind);
    const loaded = tf.memory().numTensors;
    for (let run = 0; run < 3; run++) {
      const { descriptor } = await model.run({ picture: randomPicture(47, 55) });
      expect(descriptor?.dims).toEqual([1, 160]);
      expect(descriptor?.data.some((value) => value > 0)).toBe(true);
    }
    expect(tf.memory().numTensors).toBe(loaded);
    await model.close();
    expect(tf.memory().numTensors).toBe(before);
    await expect(model.run({ picture: randomPicture(47, 55) })).rejects.toThrow(ModelRunError);
  });

  test("a picture of other sides is refused", async () => {
    const model = await loadKerasModel(await weightsFile(), deepId, "wasm");
    await expect(model.run({ picture: randomPicture(55, 47) })).rejects.toThrow(ModelInputError);
    await expect(model.run({})).rejects.toThrow(ModelInputError);
    await model.close();
  });

  test("weights are found by name, by their order, and in a whole model alike", async () => {
    const wanted = await descriptorOf(await weightsFile());
    const renamed = await weightsFile({ nameOf: (_layer, at) => `layer_${at}` });
    expect(await descriptorOf(renamed)).toEqual(wanted);
    expect(await descriptorOf(await weightsFile({ isWholeModel: true }))).toEqual(wanted);
    expect(await descriptorOf(await weightsFile({ isListCut: true }))).toEqual(wanted);
    expect(await descriptorOf(await weightsFile({ seed: 2 }))).not.toEqual(wanted);
  });
});

describe("weights that are not the network's are refused", () => {
  async function reasonOf(file: string): Promise<string> {
    const failure: unknown = await checkWeights(file, deepId).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(WeightsError);
    await expect(loadKerasModel(file, deepId, "wasm")).rejects.toThrow(WeightsError);
    return failure instanceof WeightsError ? failure.reason : "";
  }

  test("a layer of other shapes, by its name", async () => {
    const file = await weightsFile({
      shapesOf: ({ name, weights }) => (name === "Conv3" ? [[3, 3, 40, 61], [61]] : weights),
    });
    expect(await reasonOf(file)).toBe('its layer "Conv3" has 3x3x40x61, 61, not 3x3x40x60, 60.');
  });

  test("a layer of other shapes in a file with other names: both names are said", async () => {
    const file = await weightsFile({
      nameOf: (_layer, at) => `layer_${at}`,
      shapesOf: ({ name, weights }) => (name === "Conv2" ? weights.slice(0, 1) : weights),
    });
    expect(await reasonOf(file)).toBe(
      'its layer "layer_1", taken for Conv2, has 3x3x20x40, not 3x3x20x40, 40.',
    );
  });

  test("a layer too few", async () => {
    const file = await weightsFile({ isWritten: ({ name }) => name !== "Conv4" });
    expect(await reasonOf(file)).toBe("it has weights of 5 layers, not of 6.");
  });

  test("of Keras on Theano, whose convolutions are the other way round", async () => {
    const reason = "Keras wrote it with Theano, which turns its windows around.";
    expect(await reasonOf(await weightsFile({ backend: "theano" }))).toBe(reason);
  });

  test.each<[string, string | Buffer, string]>([
    ["text", "This is no file of weights.\n", "it is no HDF5 file, or damaged."],
    ["nothing", "", "it is no HDF5 file, or damaged."],
    [
      "the first bytes of one",
      Buffer.from("894844460d0a1a0a0000000000080800", "hex"),
      "it is no HDF5 file, or damaged.",
    ],
    [
      "an archive",
      "PK\u0003\u0004and so on",
      "it is a ZIP archive: take the .h5 file out of it, and give that.",
    ],
  ])("%s", async (_case, content, reason) => {
    const file = path.join(temporaryFolder(), "weights.h5");
    await writeFile(file, content);
    expect(await reasonOf(file)).toBe(reason);
  });

  test("a file that is not there", async () => {
    expect(await reasonOf(path.join(temporaryFolder(), "none.h5"))).toBe("it cannot be read.");
  });
});
