import type { TensorFlow } from "../runtimes/tensorflow/value.ts";
import type { H5Weights } from "./h5-weights.ts";
import { layersInOrder } from "./layer-order.ts";
import { loadLayers } from "./layered.ts";
import { matchWeights } from "./match-weights.ts";
import type { NetworkShape } from "./network-shape.ts";

/** A network with its weights in TensorFlow's memory. */
export interface KerasNetwork {
  /** Height, width and channels of the picture. */
  readonly input: readonly number[];
  /** A picture, channels last, as the network was trained to see it; gives the descriptor. */
  run(picture: Float32Array): Float32Array;
  /** Gives the memory of the weights back. */
  close(): void;
}

/**
 * Builds a network layer by layer, up to a descriptor, and takes its weights from an open file.
 * @throws UnusableWeightsError when they are not this network's; nothing is kept then
 */
export function loadKerasNetwork(
  tf: TensorFlow,
  network: NetworkShape,
  dimensions: number,
  file: H5Weights,
): KerasNetwork {
  const descriptor = network.descriptors[dimensions];
  const picture = layersInOrder(network.last).find(({ operation }) => operation.kind === "input");
  if (descriptor === undefined || picture === undefined) {
    throw new RangeError(`A network without a descriptor of ${dimensions} numbers`);
  }
  const places = matchWeights(file, network, descriptor);
  const { run, close } = loadLayers(tf, descriptor, (layer) => {
    const place = places.get(layer);
    return place === undefined ? [] : file.read(place);
  });
  return {
    input: picture.output,
    run: (data) => run({ shape: [1, ...picture.output], data }).data,
    close,
  };
}
