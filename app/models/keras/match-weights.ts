import type { H5Weights } from "./h5-weights.ts";
import { layersWithWeights } from "./layer-order.ts";
import type { Layer, Shape } from "./layer.ts";
import type { NetworkShape } from "./network-shape.ts";
import { UnusableWeightsError } from "./unusable-weights.ts";

/** For each layer with weights, the layer of the file that has them. */
export type WeightPlaces = ReadonlyMap<Layer, string>;

function describe(shapes: readonly Shape[]): string {
  return shapes.map((shape) => shape.join("x")).join(", ") || "nothing";
}

/** By name where the file has them all, else by the order that Keras would take them in. */
function pair(file: H5Weights, network: NetworkShape, descriptor: Layer): [Layer, string][] {
  const needed = layersWithWeights(descriptor);
  const names = new Set(file.layers);
  if (needed.every(({ name }) => names.has(name))) return needed.map((layer) => [layer, layer.name]);
  // A file for descriptors alone lacks what only the training needed.
  const candidates = [layersWithWeights(network.last), needed];
  const fitting = candidates.find((layers) => layers.length === file.layers.length);
  if (fitting === undefined) {
    const counts = [...new Set(candidates.map((layers) => layers.length))].join(" or ");
    throw new UnusableWeightsError(`it has weights of ${file.layers.length} layers, not of ${counts}.`);
  }
  const isNeeded = new Set(needed);
  return fitting
    .map((layer, at): [Layer, string] => [layer, file.layers[at] ?? ""])
    .filter(([layer]) => isNeeded.has(layer));
}

/**
 * Finds the weights of every layer that a descriptor depends on, and checks their shapes.
 * @throws UnusableWeightsError naming the first layer that is wrong
 */
export function matchWeights(file: H5Weights, network: NetworkShape, descriptor: Layer): WeightPlaces {
  const pairs = pair(file, network, descriptor);
  for (const [layer, name] of pairs) {
    const has = describe(file.shapesOf(name));
    const needs = describe(layer.weights);
    if (has === needs) continue;
    const where =
      name === layer.name ? `its layer "${name}"` : `its layer "${name}", taken for ${layer.name},`;
    throw new UnusableWeightsError(`${where} has ${has}, not ${needs}.`);
  }
  return new Map(pairs);
}
