import { z } from "zod";

import { parseJsonAs } from "../manifest.ts";

const weightSchema = z.object({
  name: z.string(),
  shape: z.array(z.int().nonnegative()),
  dtype: z.enum(["float32", "int32"]),
  /** A byte b stands for b x scale + min. */
  quantization: z.object({ dtype: z.literal("uint8"), scale: z.number(), min: z.number() }).optional(),
});

const weightsManifest = z.array(z.object({ weights: z.array(weightSchema) })).min(1);

/** The weights' file is not the one that its list describes. */
export class WeightsError extends Error {
  override readonly name = "WeightsError";
}

export interface NamedWeights {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/**
 * Reads the weights of face-api's networks: one file of numbers, most of them as bytes, and beside it a list of what is in
 * it. `listPath` is for errors.
 * @throws ManifestError for a damaged list, WeightsError when the numbers are not as many as it says
 */
export function readWeights(list: string, listPath: string, bytes: Uint8Array): Map<string, NamedWeights> {
  const entries = parseJsonAs(weightsManifest, list, listPath).flatMap(({ weights }) => weights);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new Map<string, NamedWeights>();
  let offset = 0;
  for (const { name, shape, dtype, quantization } of entries) {
    const count = shape.reduce((product, size) => product * size, 1);
    const numberBytes = quantization === undefined ? 4 : 1;
    const start = offset;
    offset += count * numberBytes;
    if (offset > bytes.length) throw new WeightsError(`${listPath} lists more weights than there are.`);
    const data = Float32Array.from({ length: count }, (_, at) => {
      const place = start + at * numberBytes;
      if (quantization !== undefined) return view.getUint8(place) * quantization.scale + quantization.min;
      return dtype === "int32" ? view.getInt32(place, true) : view.getFloat32(place, true);
    });
    found.set(name, { dims: shape, data });
  }
  if (offset !== bytes.length) throw new WeightsError(`${listPath} lists fewer weights than there are.`);
  return found;
}
