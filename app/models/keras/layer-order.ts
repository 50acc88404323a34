import type { Layer } from "./layer.ts";

/** All layers that `last` depends on, each after its inputs; and as Keras's search from the end meets them. */
function visit(last: Layer): { finished: Layer[]; met: Map<Layer, number> } {
  const finished: Layer[] = [];
  const met = new Map<Layer, number>();
  const look = (at: Layer): void => {
    if (met.has(at)) return;
    met.set(at, met.size);
    for (const input of at.inputs) look(input);
    finished.push(at);
  };
  look(last);
  return { finished, met };
}

/**
 * The layers of a network in the order of Keras's `model.layers`, which is that of its weights files: those furthest from
 * the end first, and of those equally far the one that a search from the end meets first. Inputs come before what uses
 * them.
 */
export function layersInOrder(last: Layer): Layer[] {
  const { finished, met } = visit(last);
  const distances = new Map<Layer, number>();
  for (const one of finished.toReversed()) {
    const distance = distances.get(one) ?? 0;
    distances.set(one, distance);
    for (const input of one.inputs) {
      distances.set(input, Math.max(distances.get(input) ?? 0, distance + 1));
    }
  }
  const distanceOf = (one: Layer): number => distances.get(one) ?? 0;
  const metAt = (one: Layer): number => met.get(one) ?? 0;
  return finished.toSorted((a, b) => distanceOf(b) - distanceOf(a) || metAt(a) - metAt(b));
}

/** The layers of a network that have weights, in the order of a weights file. */
export function layersWithWeights(last: Layer): Layer[] {
  return layersInOrder(last).filter(({ weights }) => weights.length > 0);
}
