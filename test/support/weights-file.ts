import { File, ready, type Group } from "h5wasm/node";

import { layersWithWeights } from "../../app/models/keras/layer-order.ts";
import { sizeOf, type Layer } from "../../app/models/keras/layer.ts";
import { buildNetwork } from "../../app/models/keras/networks.ts";
import type { KerasNetworkName } from "../../app/models/keras/network-names.ts";
import { randomNumbers } from "./random-numbers.ts";

/** How a weights file differs from what it should be. */
export interface WeightsFileOptions {
  /** Names of the file's layers; absent = those of the network. */
  readonly nameOf?: (layer: Layer, at: number) => string;
  /** Layers that are written; absent = all. */
  readonly isWritten?: (layer: Layer) => boolean;
  /** Shapes of a layer's weights; absent = the right ones. */
  readonly shapesOf?: (layer: Layer) => readonly (readonly number[])[];
  /** As `model.save` wrote it: the weights in a group of a whole model. */
  readonly isWholeModel?: boolean;
  /** As Keras cuts the list of layers that does not fit into one attribute. */
  readonly isListCut?: boolean;
  readonly backend?: string;
  readonly seed?: number;
}

function writeLayer(
  root: Group,
  name: string,
  shapes: readonly (readonly number[])[],
  random: () => number,
): void {
  const group = root.create_group(name);
  const names = shapes.map((_shape, at) => `${name}/weight_${at}:0`);
  const inner = group.create_group(name);
  for (const [at, shape] of shapes.entries()) {
    // About as strong as what comes in, none 0: numbers for scale and variance must not be negative.
    const inputs = sizeOf(shape.slice(0, -1));
    const spread = shape.length > 1 ? Math.sqrt(6 / inputs) : 0;
    const data = Float32Array.from({ length: sizeOf(shape) }, () =>
      spread === 0 ? 0.1 + random() / 2 : (random() * 2 - 1) * spread,
    );
    inner.create_dataset({ name: `weight_${at}:0`, data, shape: [...shape], dtype: "<f" });
  }
  group.create_attribute("weight_names", names);
}

/** Writes random weights of a network as Keras 2 would, layer after layer. Without Keras, for small networks. */
export async function writeWeightsFile(
  file: string,
  network: KerasNetworkName,
  options: WeightsFileOptions = {},
): Promise<void> {
  await ready;
  const nameOf = options.nameOf ?? ((layer: Layer) => layer.name);
  const isWritten = options.isWritten ?? (() => true);
  const shapesOf = options.shapesOf ?? ((layer: Layer) => layer.weights);
  const random = randomNumbers(options.seed ?? 1);
  const layers = layersWithWeights(buildNetwork(network).last).filter(isWritten);
  const h5 = new File(file, "w");
  try {
    const root: Group = options.isWholeModel === true ? h5.create_group("model_weights") : h5;
    for (const [at, layer] of layers.entries()) writeLayer(root, nameOf(layer, at), shapesOf(layer), random);
    const names = layers.map(nameOf);
    if (options.isListCut === true) {
      root.create_attribute("layer_names0", names.slice(0, 2));
      root.create_attribute("layer_names1", names.slice(2));
    } else root.create_attribute("layer_names", names);
    root.create_attribute("backend", options.backend ?? "tensorflow");
  } finally {
    h5.close();
  }
}
