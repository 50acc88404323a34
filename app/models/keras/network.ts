import type { Tensor, TensorFlow } from "../runtimes/tensorflow/value.ts";
import type { Tensor4D } from "@tensorflow/tfjs-core";
import { UnusableWeightsError, type H5Weights } from "./h5-weights.ts";
import { followShapes, type Layer, type LayerShape } from "./layers.ts";

/** A network with its weights in TensorFlow's memory. */
export interface KerasNetwork {
  /** A picture, channels last, as the network was trained to see it; gives the last layer's numbers. */
  run(picture: Float32Array): Float32Array;
  close(): void;
}

interface LoadedLayer {
  readonly layer: Layer;
  readonly weights: readonly Tensor[];
}

/** Weights go by their order: files name layers as the training script happened to. What is uploaded goes into `kept`. */
function uploadWeights(
  tf: TensorFlow,
  file: H5Weights,
  shapes: readonly LayerShape[],
  kept: Tensor[],
): LoadedLayer[] {
  const needing = shapes.filter(({ weights }) => weights.length > 0);
  if (file.layers.length !== needing.length) {
    throw new UnusableWeightsError(
      `it has weights of ${file.layers.length} layers, not of ${needing.length}.`,
    );
  }
  const names = new Map(needing.map((shape, index) => [shape, file.layers[index] ?? ""]));
  return shapes.map((shape) => {
    const name = names.get(shape);
    if (name === undefined) return { layer: shape.layer, weights: [] };
    const found = file.readLayer(name);
    const describe = (all: readonly (readonly number[])[]) => all.map((dims) => dims.join("x")).join(", ");
    const [has, needs] = [describe(found.map(({ dims }) => dims)), describe(shape.weights)];
    if (has !== needs) throw new UnusableWeightsError(`its layer "${name}" has ${has}, not ${needs}.`);
    const weights = found.map(({ data, dims }) => tf.keep(tf.tensor(data, [...dims], "float32")));
    kept.push(...weights);
    return { layer: shape.layer, weights };
  });
}

function compute(tf: TensorFlow, { layer, weights: [kernel, offset] }: LoadedLayer, input: Tensor): Tensor {
  switch (layer.kind) {
    case "zero-padding": {
      const sides: [number, number] = [layer.sides, layer.sides];
      return tf.pad(input, [[0, 0], sides, sides, [0, 0]]);
    }
    case "convolution":
      return tf.fused.conv2d({
        ...{ x: input as Tensor4D, filter: kernel as Tensor4D, strides: 1, pad: "valid" },
        ...{ activation: layer.activation, ...(offset !== undefined && { bias: offset }) },
      });
    case "max-pooling":
      return tf.maxPool(input as Tensor4D, layer.size, layer.stride, "valid");
    case "flatten":
      return tf.reshape(input, [1, -1]);
  }
}

/**
 * Builds a network layer by layer and takes its weights from an open file.
 * @throws UnusableWeightsError when they are not this network's; nothing is kept then
 */
export function loadKerasNetwork(
  tf: TensorFlow,
  layers: readonly Layer[],
  input: readonly [number, number, number],
  file: H5Weights,
): KerasNetwork {
  const kept: Tensor[] = [];
  const close = () => {
    for (const weight of kept.splice(0)) weight.dispose();
  };
  let loaded: LoadedLayer[];
  try {
    loaded = uploadWeights(tf, file, followShapes(layers, input), kept);
  } catch (error) {
    close();
    throw error;
  }
  return {
    run(picture) {
      let output = new Float32Array();
      tf.tidy(() => {
        let tensor: Tensor = tf.tensor(picture, [1, ...input], "float32");
        for (const layer of loaded) {
          const next = tf.tidy(() => compute(tf, layer, tensor));
          tensor.dispose();
          tensor = next;
        }
        output = Float32Array.from(tensor.dataSync());
      });
      return output;
    },
    close,
  };
}
