import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { layersInOrder, layersWithWeights } from "../../../app/models/keras/layer-order.ts";
import { checkWeights, loadKerasModel } from "../../../app/models/keras/load.ts";
import { kerasNetworkName, type KerasNetworkName } from "../../../app/models/keras/network-names.ts";
import { buildNetwork } from "../../../app/models/keras/networks.ts";
import type { Tensor } from "../../../app/models/runtime.ts";
import { loadTensorFlow, type TensorFlowKind } from "../../../app/models/runtimes/tensorflow/library.ts";
import { buildWithKeras, kerasFolder, vggFaceOfKeras, type KerasReference } from "../../support/keras.ts";
import { temporaryFolderForSuite } from "../../support/temporary-folder.ts";
import { tensorFlowKinds } from "../../support/tensorflow-kinds.ts";

/** A limit for what hangs: VGG-Face takes Keras a minute alone, and a machine may have much else to do. */
const timeoutMs = 1_800_000;

function cosine(left: Float32Array, right: Float32Array): number {
  const product = (a: Float32Array, b: Float32Array) =>
    a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
  return product(left, right) / Math.sqrt(product(left, left) * product(right, right));
}

/** As Familiar hands pictures to its models: planes. */
function planesOf(network: KerasNetworkName, picture: Float32Array): Tensor {
  const [height = 1, width = 1] = layersInOrder(buildNetwork(network).last)[0]?.output ?? [];
  const size = height * width;
  const data = picture.map((_value, at) => picture[(at % size) * 3 + Math.floor(at / size)] ?? 0);
  return { dims: [1, 3, height, width], data };
}

async function compare(
  network: KerasNetworkName,
  reference: KerasReference,
  kind: TensorFlowKind,
): Promise<void> {
  const { tf, activate } = await loadTensorFlow(kind);
  activate();
  const before = tf.memory().numTensors;
  let at = 0;
  for (const dimensions of Object.keys(buildNetwork(network).descriptors).map(Number)) {
    // Keras gave the article's 2622 numbers first.
    const wanted = reference.output.subarray(at, at + dimensions);
    at += dimensions;
    const model = await loadKerasModel(reference.weights, { network, dimensions }, kind);
    const startMs = performance.now();
    const { descriptor } = await model.run({ picture: planesOf(network, reference.picture) });
    const ms = performance.now() - startMs;
    await model.close();
    const similarity = cosine(descriptor?.data ?? new Float32Array(), wanted);
    console.log(
      `${network} (${dimensions}) on ${kind}: cosine ${similarity.toFixed(10)}, ${ms.toFixed(0)} ms`,
    );
    expect(descriptor?.data.length).toBe(dimensions);
    expect(similarity).toBeGreaterThan(0.99999);
  }
  expect(at).toBe(reference.output.length);
  expect(tf.memory().numTensors).toBe(before);
}

const kinds = await tensorFlowKinds();

describe.skipIf(kerasFolder === null)("as Keras computes it, with its own random weights", () => {
  const home = temporaryFolderForSuite();

  // One network after the other, each with all that is to be known of it, as weights take up to 580 MB of disk.
  test.each(kerasNetworkName.options)(
    "%s",
    async (network) => {
      const folder = path.join(home, network);
      mkdirSync(folder);
      const isShared = network === "vgg-face";
      const reference = await (isShared ? vggFaceOfKeras() : buildWithKeras(network, folder));
      const layers = layersWithWeights(buildNetwork(network).last);
      expect(layers.map(({ parameters }) => parameters)).toEqual(reference.parameters.layers);
      for (const kind of kinds) await compare(network, reference, kind);
      rmSync(folder, { recursive: true });
    },
    timeoutMs,
  );

  test("a whole model, as `save` wrote it, serves as well", async () => {
    const folder = path.join(home, "whole");
    mkdirSync(folder);
    await buildWithKeras("deepid", folder);
    await checkWeights(path.join(folder, "deepid-whole.h5"), { network: "deepid", dimensions: 160 });
  });
});
