import type { NetworkFiles } from "../faces/network-files.ts";
import type { EmbeddingDescription } from "../models/manifest.ts";
import type { LocatedModel } from "../models/store.ts";

/** What an analyzer is told of the model that represents faces. */
export function filesOfEmbedding({
  model,
  path,
}: LocatedModel<EmbeddingDescription>): NetworkFiles["embedding"] {
  const { channels, mean, scale } = model.input;
  const input = { channels, mean, scale };
  if (model.format === "onnx") return { path, input };
  const { width, height, template, isStandardised } = model.input;
  return {
    path,
    input: { ...input, ...(isStandardised !== undefined && { isStandardised }) },
    ...(template !== undefined && { crop: { width, height, template } }),
    keras: { network: model.network, dimensions: model.dimensions },
  };
}
