import type { Tensor, TensorFlow } from "../runtimes/tensorflow/value.ts";
import { compute, type Computation } from "./compute.ts";
import { layersInOrder } from "./layer-order.ts";
import type { Layer } from "./layer.ts";
import { joinNormalisation, multiplyInto } from "./normalisation.ts";
import { planSteps, type PlannedStep } from "./plan.ts";

/** Numbers in row-major order, and the lengths of their axes. */
export interface Shaped {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Layers with their weights in TensorFlow's memory. */
export interface LoadedLayers {
  /** What comes out for pictures, channels last: batch, height, width, channels. */
  readonly run: (pictures: Shaped) => Shaped;
  /** Gives the memory of the weights back. */
  readonly close: () => void;
}

interface Step extends PlannedStep {
  readonly computation: Computation;
}

/** The numbers of a layer's weights, in the order of `layer.weights`. */
export type ReadWeights = (layer: Layer) => Float32Array[];

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
 * Makes the layers up to `last` ready to run, with the weights that `read` gives. Normalisations are multiplied into the
 * convolutions before them.
 * @throws what `read` throws; nothing is kept then
 */
export function loadLayers(tf: TensorFlow, last: Layer, read: ReadWeights): LoadedLayers {
  const picture = layersInOrder(last).find(({ operation }) => operation.kind === "input");
  if (picture === undefined) throw new RangeError("A network without a picture");
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
    steps = planSteps(last).map(upload);
  } catch (error) {
    close();
    throw error;
  }
  return {
    run({ shape, data }) {
      let output: Shaped = { shape: [], data: new Float32Array() };
      tf.tidy(() => {
        const input = tf.tensor(data, [...shape], "float32");
        const computed = runSteps(tf, steps, picture, input);
        output = { shape: computed.shape, data: Float32Array.from(computed.dataSync()) };
      });
      return output;
    },
    close,
  };
}
