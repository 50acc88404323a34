import { readFile, writeFile } from "node:fs/promises";

import { ManifestError, ModelFileError } from "../errors.ts";
import type { WeightNetwork } from "../model-fields.ts";
import { ssdMobilenet } from "./ssd-mobilenet.ts";
import { tinyFace } from "./tiny-face.ts";
import { readWeights, WeightsError } from "./weights.ts";

const networks = { "ssd-mobilenet": ssdMobilenet, "tiny-face": tinyFace } as const;

/** The list that belongs to a file of weights: "a.bin" has "a-weights_manifest.json" beside it. */
export function weightsListOf(weightsFile: string): string {
  return weightsFile.replace(/\.bin$/, "-weights_manifest.json");
}

/**
 * Makes the model file of a network of face-api at `destination`, from its weights; the same weights give the same bytes.
 * @throws ModelFileError when one of both files cannot be read, or is not what it should be
 */
export async function buildNetwork(
  network: WeightNetwork,
  files: { readonly weights: string; readonly list: string },
  destination: string,
): Promise<void> {
  const read = async (file: string): Promise<Buffer> =>
    await readFile(file).catch((cause: unknown) => {
      throw new ModelFileError(file, "it belongs to the weights of the model and cannot be read.", { cause });
    });
  const [bytes, list] = [await read(files.weights), await read(files.list)];
  try {
    const weights = readWeights(list.toString("utf8"), files.list, bytes);
    await writeFile(destination, networks[network](weights));
  } catch (cause) {
    if (!(cause instanceof WeightsError || cause instanceof ManifestError)) throw cause;
    throw new ModelFileError(files.weights, cause.message, { cause });
  }
}
