import { open } from "node:fs/promises";

import { Dataset, File, Group, ready } from "h5wasm/node";

import { sizeOf, type Shape } from "./layer.ts";
import { UnusableWeightsError } from "./unusable-weights.ts";

/** A file of weights that is open. */
export interface H5Weights {
  /** Layers that have weights, in the order of the file. */
  readonly layers: readonly string[];
  /** Shapes of a layer's weights. Throws UnusableWeightsError for a layer that is not there or damaged. */
  shapesOf(layer: string): Shape[];
  /** Numbers of a layer's weights, in row-major order. Throws UnusableWeightsError as `shapesOf` does. */
  read(layer: string): Float32Array[];
  close(): void;
}

/**
 * As many bytes are read at once. What is read passes through the memory of WebAssembly, which grows and never shrinks:
 * VGG-Face has a layer of 411 MB.
 */
const slabBytes = 2 ** 25;

/** Keras cuts a list that is too long for an attribute in parts: layer_names0, layer_names1 ... */
function readNames(group: Group, attribute: string): string[] {
  const { attrs } = group;
  const parts = attribute in attrs ? [attribute] : [];
  for (let part = 0; parts.length === part && `${attribute}${part}` in attrs; part++)
    parts.push(`${attribute}${part}`);
  if (parts.length === 0) throw new UnusableWeightsError(`it has no ${attribute}: Keras 2 did not write it.`);
  return parts.flatMap((part) => {
    const value: unknown = attrs[part]?.value;
    // An empty list has no type in such a file, and is read as numbers.
    if (ArrayBuffer.isView(value) && value.byteLength === 0) return [];
    if (!Array.isArray(value) || !value.every((name) => typeof name === "string")) {
      throw new UnusableWeightsError(`its ${part} is no list of names.`);
    }
    return value;
  });
}

function groupAt(group: Group, name: string): Group {
  const found = group.get(name);
  if (!(found instanceof Group)) throw new UnusableWeightsError(`it has no layer "${name}".`);
  return found;
}

function datasetsOf(root: Group, layer: string): Dataset[] {
  const group = groupAt(root, layer);
  return readNames(group, "weight_names").map((name) => {
    const found = group.get(name);
    if (!(found instanceof Dataset))
      throw new UnusableWeightsError(`"${name}" of its layer "${layer}" is missing.`);
    return found;
  });
}

function readSlab(dataset: Dataset, from: number, to: number): Float32Array {
  const value: unknown = dataset.slice([[from, to]]);
  if (value instanceof Float32Array) return value;
  throw new UnusableWeightsError(`"${dataset.path}" has no 32-bit numbers.`);
}

function readDataset(dataset: Dataset): Float32Array {
  const shape = dataset.shape ?? [];
  const [rows = 0, ...inner] = shape;
  const rowLength = sizeOf(inner);
  const numbers = new Float32Array(rows * rowLength);
  const rowsAtOnce = Math.max(1, Math.floor(slabBytes / 4 / rowLength));
  for (let row = 0; row < rows; row += rowsAtOnce) {
    numbers.set(readSlab(dataset, row, Math.min(rows, row + rowsAtOnce)), row * rowLength);
  }
  return numbers;
}

async function refuseArchive(path: string): Promise<void> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    if (buffer.toString("latin1") === "PK\u0003\u0004") {
      throw new UnusableWeightsError("it is a ZIP archive: take the .h5 file out of it, and give that.");
    }
  } finally {
    await file.close();
  }
}

const noHdf5 = "it is no HDF5 file, or damaged.";

function openFile(path: string): File {
  let file: File;
  try {
    file = new File(path, "r");
  } catch (cause) {
    throw new UnusableWeightsError(noHdf5, { cause });
  }
  if (file.file_id < 0n) throw new UnusableWeightsError(noHdf5);
  return file;
}

/** Where the weights are: in the file itself, or in a group of it when a whole model was saved. */
function rootOf(file: File): Group {
  const hasNames = "layer_names" in file.attrs || "layer_names0" in file.attrs;
  const inner = hasNames ? null : file.get("model_weights");
  const root = inner instanceof Group ? inner : file;
  if (root.attrs["backend"]?.value === "theano") {
    throw new UnusableWeightsError("Keras wrote it with Theano, which turns its windows around.");
  }
  return root;
}

/** What `work` gives; whatever the library throws about a damaged file becomes an UnusableWeightsError. */
function reading<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof UnusableWeightsError) throw cause;
    throw new UnusableWeightsError("it is damaged.", { cause });
  }
}

/**
 * Opens a weights file as Keras 2 wrote them (`save_weights`, or a whole model by `save`, both .h5; newer versions can
 * too): names of layers, and of the weights of each, in attributes. Numbers are read layer by layer, as VGG-Face's are
 * 580 MB together.
 * @throws UnusableWeightsError for anything else; the system's error when the file cannot be read
 */
export async function openH5Weights(path: string): Promise<H5Weights> {
  const library = await ready;
  // Else it writes pages about every damaged file on stderr.
  library.activate_throwing_error_handler();
  await refuseArchive(path);
  const file = openFile(path);
  try {
    const root = reading(() => rootOf(file));
    const layers = reading(() =>
      readNames(root, "layer_names").filter(
        (name) => readNames(groupAt(root, name), "weight_names").length > 0,
      ),
    );
    return {
      layers,
      shapesOf: (layer) => reading(() => datasetsOf(root, layer).map((dataset) => dataset.shape ?? [])),
      read: (layer) => reading(() => datasetsOf(root, layer).map(readDataset)),
      close: () => {
        file.close();
      },
    };
  } catch (error) {
    file.close();
    throw error;
  }
}
