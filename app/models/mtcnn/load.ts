import { WeightsError } from "../errors.ts";
import { loadLayers, type LoadedLayers, type Shaped } from "../keras/layered.ts";
import type { Layer } from "../keras/layer.ts";
import { mtcnnLayers, type MtcnnLayers } from "../keras/mtcnn.ts";
import { UnusableWeightsError } from "../keras/unusable-weights.ts";
import { computeFor } from "../runtimes/tensorflow/hold-network.ts";
import { loadTensorFlow, type TensorFlowKind } from "../runtimes/tensorflow/library.ts";
import { readMtcnnWeights } from "./read-weights.ts";

/** A network of the cascade: pictures of batch x height x width x 3, (byte - 127.5) / 128; rows as in keras/mtcnn.ts. */
export type MtcnnNetwork = (pictures: Shaped) => Shaped;

/** The three networks, ready to run; all throw ModelRunError when the computation fails. */
export interface MtcnnNetworks {
  /** Any picture of at least 12 x 12 pixels; a row for every second pixel of both sides. */
  readonly propose: MtcnnNetwork;
  /** 24 x 24 pixels. */
  readonly refine: MtcnnNetwork;
  /** 48 x 48 pixels. */
  readonly finish: MtcnnNetwork;
  /** Gives the memory of the weights back. */
  readonly close: () => void;
}

/**
 * Builds MTCNN's networks layer by layer, with the weights of a wheel of the Python package mtcnn, on TensorFlow: native
 * where that loads, else WebAssembly; or the kind given.
 * @throws WeightsError when they are not in the file, TensorFlowMissingError
 */
export async function loadMtcnn(path: string, kind?: TensorFlowKind): Promise<MtcnnNetworks> {
  const layers = mtcnnLayers();
  const weights = await readMtcnnWeights(path, layers).catch((cause: unknown) => {
    const reason = cause instanceof UnusableWeightsError ? cause.message : "it cannot be read.";
    throw new WeightsError(path, reason, { cause });
  });
  const library = await loadTensorFlow(kind);
  library.activate();
  const loaded: LoadedLayers[] = [];
  const close = (): void => {
    library.activate();
    for (const layers of loaded.splice(0)) layers.close();
  };
  const load = (network: keyof MtcnnLayers): MtcnnNetwork => {
    const held = loadLayers(library.tf, layers[network], (layer: Layer) => weights[network].get(layer) ?? []);
    loaded.push(held);
    return (pictures) => computeFor(path, library, () => held.run(pictures));
  };
  try {
    return {
      propose: load("proposal"),
      refine: load("refinement"),
      finish: load("output"),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
