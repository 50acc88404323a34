import type { Tensor, TensorFlow } from "../runtimes/tensorflow/value.ts";
import { compute, type Computation } from "./compute.ts";
import type { H5Weights } from "./h5-weights.ts";
import { layersInOrder } from "./layer-order.ts";
import type { Layer } from "./layer.ts";
import { matchWeights } from "./match-weights.ts";
import { joinNormalisation, multiplyInto } from "./normalisation.ts";
import type { NetworkShape } from "./network-shape.ts";
import { planSteps, type PlannedStep } from "./plan.ts";

/** A network with its weights in TensorFlow's memory. */
export interface KerasNetwork {
  /** Height, width and channels of the picture. */
  readonly input: readonly number[];
  /** A picture, channels last, as the network was trained to see it; gives the descriptor. */
  run(picture: Float32Array): Float32Array;
  /** Gives the memory of the weights back. */
  close(): void;
}

interface Step extends PlannedStep {
  readonly computation: Computation;
}

type ReadWeights = (layer: Layer) => Float32Array[];

/** The numbers that a step computes with, and their shapes. */
function weightsOf(
  { layer, normalisation }: PlannedStep,
  read: ReadWeights,
): [Float32Array, readonly number[]][] {
  const { operation } = layer;
  if (operation.kind === "batch-normalization") {
    const { factors, offsets } = joinNormalisation(operation, read(layer));
    return [
      [factors, [factors.length]],
      [offsets, [offsets.length]],
    ];
  }
  const arrays = read(layer);
  if (normalisation?.operation.kind === "batch-normalization") {
    const [kernel = new Float32Array(), offset] = arrays;
    const joined = joinNormalisation(normalisation.operation, read(normalisation));
    const offsets = multiplyInto(kernel, offset, joined);
    return [
      [kernel, layer.weights[0] ?? []],
      [offsets, [offsets.length]],
    ];
  }
  return arrays.map((array, at) => [array, layer.weights[at] ?? []]);
}

function runSteps(tf: TensorFlow, steps: readonly Step[], picture: Layer, input: Tensor): Tensor {
  const outputs = new Map<Layer, Tensor>([[picture, input]]);
  let last = input;
  for (const { computation, needs, gives, done } of steps) {
    last = tf.tidy(() =>
      compute(
        tf,
        computation,
        needs.flatMap((layer) => outputs.get(layer) ?? []),
      ),
    );
    outputs.set(gives, last);
    for (const layer of done) {
      outputs.get(layer)?.dispose();
      outputs.delete(layer);
    }
  }
  return last;
}

/**
 * Builds a network layer by layer, up to a descriptor, and takes its weights from an open file. Normalisations are
 * multiplied into the convolutions before them.
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
  const read: ReadWeights = (layer) => {
    const place = places.get(layer);
    return place === undefined ? [] : file.read(place);
  };
  const kept: Tensor[] = [];
  const close = (): void => {
    for (const weight of kept.splice(0)) weight.dispose();
  };
  const upload = (step: PlannedStep): Step => {
    const weights = weightsOf(step, read).map(([data, shape]) =>
      tf.keep(tf.tensor(data, [...shape], "float32")),
    );
    kept.push(...weights);
    return { ...step, computation: { layer: step.layer, activation: step.activation, weights } };
  };
  let steps: Step[];
  try {
    steps = planSteps(descriptor).map(upload);
  } catch (error) {
    close();
    throw error;
  }
  return {
    input: picture.output,
    run(data) {
      let output = new Float32Array();
      tf.tidy(() => {
        const input = tf.tensor(data, [1, ...picture.output], "float32");
        output = Float32Array.from(runSteps(tf, steps, picture, input).dataSync());
      });
      return output;
    },
    close,
  };
}
