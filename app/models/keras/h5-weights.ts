import { File, Group, Dataset, ready } from "h5wasm/node";

/** Numbers of one layer's weight, in the order of the file. */
export interface H5Weight {
  readonly name: string;
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** Why a weights file cannot be used, in words that end a sentence about it; without its path. */
export class UnusableWeightsError extends Error {
  override readonly name = "UnusableWeightsError";
}

function readNames(group: File | Group, attribute: string): string[] {
  const value: unknown = group.attrs[attribute]?.value;
  // An empty list has no type in such a file, and is read as numbers.
  if (ArrayBuffer.isView(value) && value.byteLength === 0) return [];
  if (!Array.isArray(value) || !value.every((name) => typeof name === "string")) {
    throw new UnusableWeightsError(`it has no ${attribute}: it is no weights file of Keras 2.`);
  }
  return value;
}

function readWeight(group: Group, name: string): H5Weight {
  const dataset = group.get(name);
  if (!(dataset instanceof Dataset)) throw new UnusableWeightsError(`"${name}" is not in it.`);
  const data: unknown = dataset.value;
  if (!(data instanceof Float32Array)) throw new UnusableWeightsError(`"${name}" has no 32-bit numbers.`);
  return { name, dims: dataset.shape ?? [], data };
}

/** A file of weights that is open; layers without weights are left out of `layers`. */
export interface H5Weights {
  readonly layers: readonly string[];
  /** Throws UnusableWeightsError for a layer that is not there or damaged. */
  readLayer(name: string): H5Weight[];
  close(): void;
}

function openFile(path: string): File {
  let file: File;
  try {
    file = new File(path, "r");
  } catch (cause) {
    throw new UnusableWeightsError("it is no HDF5 file, or damaged.", { cause });
  }
  if (file.file_id < 0n) throw new UnusableWeightsError("it is no HDF5 file, or damaged.");
  return file;
}

/**
 * Opens a weights file that Keras 2 has written (`save_weights`): names of layers, and of the weights of each, in
 * attributes. Weights are read layer by layer, as VGG-Face's are 580 MB together.
 * @throws UnusableWeightsError for anything else
 */
export async function openH5Weights(path: string): Promise<H5Weights> {
  await ready;
  const file = openFile(path);
  const groupOf = (name: string): Group => {
    const group = file.get(name);
    if (!(group instanceof Group)) throw new UnusableWeightsError(`it has no layer "${name}".`);
    return group;
  };
  try {
    const layers = readNames(file, "layer_names").filter(
      (name) => readNames(groupOf(name), "weight_names").length > 0,
    );
    return {
      layers,
      readLayer: (name) => {
        const group = groupOf(name);
        return readNames(group, "weight_names").map((weight) => readWeight(group, weight));
      },
      close: () => {
        file.close();
      },
    };
  } catch (error) {
    file.close();
    if (error instanceof UnusableWeightsError) throw error;
    throw new UnusableWeightsError("it is no weights file of Keras 2, or damaged.", { cause: error });
  }
}
