import { checkInput } from "../check-input.ts";
import { ModelError, WeightsError } from "../errors.ts";
import type { LoadedModel, Tensor } from "../runtime.ts";
import { holdNetwork } from "../runtimes/tensorflow/hold-network.ts";
import { loadTensorFlow, type TensorFlowKind } from "../runtimes/tensorflow/library.ts";
import { openH5Weights, type H5Weights } from "./h5-weights.ts";
import { matchWeights } from "./match-weights.ts";
import { loadKerasNetwork, type KerasNetwork } from "./network.ts";
import type { KerasNetworkName } from "./network-names.ts";
import { buildNetwork } from "./networks.ts";
import { UnusableWeightsError } from "./unusable-weights.ts";

/** Which of a network's descriptors is meant. */
export interface KerasDescriptor {
  readonly network: KerasNetworkName;
  readonly dimensions: number;
}

/** Runs `work` on the open weights file and closes it. Throws WeightsError for a file that is not these weights. */
async function withWeights<Result>(path: string, work: (file: H5Weights) => Result): Promise<Result> {
  try {
    const file = await openH5Weights(path);
    try {
      return work(file);
    } finally {
      file.close();
    }
  } catch (cause) {
    if (cause instanceof ModelError) throw cause;
    const reason = cause instanceof UnusableWeightsError ? cause.message : "it cannot be read.";
    throw new WeightsError(path, reason, { cause });
  }
}

/**
 * Do these weights fit a network? Looks at names and shapes only.
 * @throws WeightsError saying which layer is wrong
 */
export async function checkWeights(path: string, { network, dimensions }: KerasDescriptor): Promise<void> {
  await withWeights(path, (file) => {
    const shape = buildNetwork(network);
    matchWeights(file, shape, shape.descriptors[dimensions] ?? shape.last);
  });
}

/** From planes, as every model here is given its picture, to channels last. */
function channelsLast({ dims: [, planes = 1, height = 1, width = 1], data }: Tensor): Float32Array {
  const size = height * width;
  const picture = new Float32Array(data.length);
  for (let plane = 0; plane < planes; plane++) {
    for (let at = 0; at < size; at++) picture[at * planes + plane] = data[plane * size + at] ?? 0;
  }
  return picture;
}

function runNetwork(path: string, network: KerasNetwork, tensor: Tensor | undefined): Tensor {
  const [height = 1, width = 1, channels = 1] = network.input;
  const picture = checkInput(path, { name: "picture", dims: [1, channels, height, width] }, tensor);
  const data = network.run(channelsLast(picture));
  return { dims: [1, data.length], data };
}

/**
 * Loads a network with its weights into TensorFlow: native where that loads, else WebAssembly; or the kind given. It
 * takes a picture of 1 x 3 x height x width, as the other models do.
 * @throws WeightsError when the file is not this network's, TensorFlowMissingError
 */
export async function loadKerasModel(
  path: string,
  descriptor: KerasDescriptor,
  kind?: TensorFlowKind,
): Promise<LoadedModel> {
  const library = await loadTensorFlow(kind);
  library.activate();
  const network = await withWeights(path, (file) =>
    loadKerasNetwork(library.tf, buildNetwork(descriptor.network), descriptor.dimensions, file),
  );
  return holdNetwork(path, library, {
    inputNames: ["picture"],
    outputNames: ["descriptor"],
    run: (inputs) => ({ descriptor: runNetwork(path, network, inputs["picture"]) }),
    close: () => {
      network.close();
    },
  });
}
