import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { beforeAll, describe, expect, test } from "vitest";

import { openH5Weights, UnusableWeightsError } from "../../../app/models/keras/h5-weights.ts";
import { followShapes } from "../../../app/models/keras/layers.ts";
import { loadKerasNetwork } from "../../../app/models/keras/network.ts";
import { vggFace, vggFaceInput } from "../../../app/models/keras/vgg-face.ts";
import { loadTensorFlow } from "../../../app/models/runtimes/tensorflow/library.ts";
import { temporaryFolder, temporaryFolderForSuite } from "../../support/temporary-folder.ts";
import { tensorFlowKinds } from "../../support/tensorflow-kinds.ts";

const kinds = await tensorFlowKinds();

test("VGG-Face has the published parameters, layer by layer: 145,002,878 up to the last layer", () => {
  const shapes = followShapes(vggFace, vggFaceInput);
  const withWeights = shapes.filter(({ parameters }) => parameters > 0);
  expect(withWeights.map(({ parameters }) => parameters)).toEqual([
    ...[1_792, 36_928, 73_856, 147_584, 295_168, 590_080, 590_080, 1_180_160],
    ...[2_359_808, 2_359_808, 2_359_808, 2_359_808, 2_359_808],
    ...[102_764_544, 16_781_312, 10_742_334],
  ]);
  expect(shapes.reduce((sum, { parameters }) => sum + parameters, 0)).toBe(145_002_878);
  expect(shapes.at(-2)?.output).toEqual([1, 1, 2622]);
  expect(shapes.at(-1)?.output).toEqual([2622]);
});

test.each<[string, string | Buffer]>([
  ["text", "This is no file of weights.\n"],
  ["nothing", ""],
  ["the first bytes of one", Buffer.from("894844460d0a1a0a0000000000080800", "hex")],
])("%s is refused as no weights", async (_case, content) => {
  const file = path.join(temporaryFolder(), "weights.h5");
  await writeFile(file, content);
  await expect(openH5Weights(file)).rejects.toThrow(UnusableWeightsError);
});

const python = process.env["FAMILIAR_KERAS_PYTHON"] ?? "";

const floats = (file: string): Float32Array => {
  const bytes = readFileSync(file);
  return new Float32Array(new Uint8Array(bytes).buffer);
};

function cosine(left: Float32Array, right: Float32Array): number {
  const product = (a: Float32Array, b: Float32Array) =>
    a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
  return product(left, right) / Math.sqrt(product(left, left) * product(right, right));
}

describe.skipIf(python === "")("VGG-Face with random weights, as Keras computes it", () => {
  const folder = temporaryFolderForSuite();

  beforeAll(async () => {
    const script = fileURLToPath(new URL("./reference.py", import.meta.url));
    const { stdout } = await promisify(execFile)(python, [script, folder]);
    expect(Number(stdout)).toBe(145_002_878);
  }, 300_000);

  test.each(kinds)("gives the same on TensorFlow (%s), and keeps no tensor", async (kind) => {
    const { tf, activate } = await loadTensorFlow(kind);
    activate();
    const before = tf.memory().numTensors;
    const weights = await openH5Weights(path.join(folder, "weights.h5"));
    const network = loadKerasNetwork(tf, vggFace, vggFaceInput, weights);
    weights.close();
    const output = network.run(floats(path.join(folder, "picture.f32")));
    const wanted = floats(path.join(folder, "output.f32"));
    expect(output.length).toBe(2622);
    expect(cosine(output, wanted)).toBeGreaterThan(0.99999);
    network.close();
    expect(tf.memory().numTensors).toBe(before);
  });
});
