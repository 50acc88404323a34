import type { LoadedModel } from "../models/runtime.ts";
import type { Pixels } from "../photo/pixels.ts";
import { tensorFromPixels, type PictureInput } from "./tensor-from-pixels.ts";

/** An embedding of length 1, and the length it had before: a network's own hint of how sure it is. */
export interface Embedding {
  readonly vector: Float32Array;
  readonly norm: number;
}

/** Divides a vector by its Euclidean length. Throws RangeError for a vector of zeros or one with NaN. */
export function normalise(vector: Float32Array): Embedding {
  let sum = 0;
  for (const value of vector) sum += value * value;
  const norm = Math.sqrt(sum);
  if (!(norm > 0) || !Number.isFinite(norm)) throw new RangeError("An embedding without a direction");
  return { vector: vector.map((value) => value / norm), norm };
}

/** Represents an aligned face (of the size that the network takes) as a unit vector. */
export async function embedFace(
  model: LoadedModel,
  aligned: Pixels,
  input: PictureInput,
): Promise<Embedding> {
  const name = model.inputNames[0] ?? "input";
  const outputs = await model.run({ [name]: tensorFromPixels(aligned, input, aligned) });
  const output = outputs[model.outputNames[0] ?? "output"];
  if (output === undefined) throw new Error("The embedding model gave no output");
  return normalise(output.data);
}

/**
 * The direction half way between the vectors of a face and of its mirror image, which a network treats as two pictures
 * of one person; the norm is the mean of theirs.
 */
export async function embedWithMirrorImage(
  model: LoadedModel,
  aligned: Pixels,
  input: PictureInput,
): Promise<Embedding> {
  const plain = await embedFace(model, aligned, input);
  const mirrored = await embedFace(model, mirror(aligned), input);
  const { vector } = normalise(plain.vector.map((value, at) => value + (mirrored.vector[at] ?? 0)));
  return { vector, norm: (plain.norm + mirrored.norm) / 2 };
}

/** The picture with left and right exchanged. */
export function mirror({ width, height, data }: Pixels): Pixels {
  const mirrored = new Uint8Array(data.length);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const from = (row * width + column) * 3;
      const to = (row * width + (width - 1 - column)) * 3;
      for (let channel = 0; channel < 3; channel++) mirrored[to + channel] = data[from + channel] ?? 0;
    }
  }
  return { width, height, data: mirrored };
}
