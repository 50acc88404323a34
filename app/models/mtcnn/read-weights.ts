import { readFile } from "node:fs/promises";

import { unzipSync } from "fflate";

import type { MtcnnLayers } from "../keras/mtcnn.ts";
import { layersWithWeights } from "../keras/layer-order.ts";
import type { Layer, Shape } from "../keras/layer.ts";
import { UnusableWeightsError } from "../keras/unusable-weights.ts";
import { readJoblibArrays } from "./joblib-arrays.ts";
import { decodeLz4Frame } from "./lz4-frame.ts";
import type { NumberArray } from "./pickle-values.ts";

/** Where the Python package has the weights of each network. */
const files: Readonly<Record<keyof MtcnnLayers, string>> = {
  proposal: "mtcnn/assets/weights/pnet.lz4",
  refinement: "mtcnn/assets/weights/rnet.lz4",
  output: "mtcnn/assets/weights/onet.lz4",
};

/** The largest of the three has 1.6 MB. */
const maximumBytes = 2 ** 26;

/** Weights by their layer, for each network. */
export type MtcnnWeights = Readonly<Record<keyof MtcnnLayers, ReadonlyMap<Layer, Float32Array[]>>>;

function unzip(bytes: Uint8Array): Record<string, Uint8Array> {
  const wanted = new Set(Object.values(files));
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => wanted.has(name) && originalSize <= maximumBytes,
    });
  } catch (cause) {
    throw new UnusableWeightsError("it is no wheel of Python (a ZIP archive), or damaged.", { cause });
  }
}

function describe(shape: Shape | undefined): string {
  return shape?.join("x") ?? "nothing";
}

/** The file has the arrays layer by layer, as Keras's `get_weights` gives them. */
function match(last: Layer, arrays: readonly NumberArray[]): Map<Layer, Float32Array[]> {
  const places = layersWithWeights(last).flatMap((layer) => layer.weights.map((shape) => ({ layer, shape })));
  const found = new Map<Layer, Float32Array[]>();
  for (const [at, { layer, shape }] of places.entries()) {
    const array = arrays[at];
    if (array === undefined || describe(array.shape) !== describe(shape)) {
      throw new UnusableWeightsError(
        `its array ${at + 1}, taken for ${layer.name}, has ${describe(array?.shape)}, not ${describe(shape)}.`,
      );
    }
    found.set(layer, [...(found.get(layer) ?? []), array.data]);
  }
  if (arrays.length > places.length) {
    throw new UnusableWeightsError(`it has ${arrays.length} arrays, not ${places.length}.`);
  }
  return found;
}

/** Says which of the files in the wheel is meant. */
function within<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof UnusableWeightsError)) throw cause;
    throw new UnusableWeightsError(`${file} in it is of no use: ${cause.message}`, { cause });
  }
}

/**
 * The weights of MTCNN out of a wheel of the Python package mtcnn, which has them as pickles of joblib in LZ4 frames.
 * @throws UnusableWeightsError saying which file is wrong, and where; the system's error when the wheel cannot be read
 */
export async function readMtcnnWeights(path: string, layers: MtcnnLayers): Promise<MtcnnWeights> {
  const entries = unzip(await readFile(path));
  const read = (network: keyof MtcnnLayers): Map<Layer, Float32Array[]> => {
    const file = files[network];
    const bytes = entries[file];
    if (bytes === undefined) throw new UnusableWeightsError(`it has no ${file}.`);
    return within(file, () => match(layers[network], readJoblibArrays(decodeLz4Frame(bytes, maximumBytes))));
  };
  return { proposal: read("proposal"), refinement: read("refinement"), output: read("output") };
}
