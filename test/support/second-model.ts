import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { ModelStore } from "../../app/models/store.ts";
import { testModels } from "./models.ts";
import { openOwnStore } from "./own-store.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { tinyOnnx } from "./tiny-onnx.ts";

/** The second model of `storeWithSecondModel`: the weights of the first one, under the user's own name. */
export const twin = "twin";

/** Its third: three numbers, the mean red, green and blue of an aligned face. */
export const meanColour = "mean-colour";

/** A model that represents a face by its mean colour; it tells people apart a little. */
const meanColourOnnx = tinyOnnx({
  nodes: [
    ["GlobalAveragePool", "face", "means"],
    ["Flatten", "means", "vector"],
  ],
  inputs: { face: [1, 3, 112, 112] },
  outputs: { vector: [1, 3] },
});

/** The models of all tests, and two embedding models of the user's own. Fetches nothing. */
export async function storeWithSecondModel(
  folder = path.join(temporaryFolder(), "models"),
): Promise<ModelStore> {
  const { embedding } = await testModels();
  const store = await openOwnStore(folder);
  await store.addFromFile(twin, embedding.path, "embedding");
  const colourFile = path.join(folder, "..", "colour.onnx");
  await writeFile(colourFile, meanColourOnnx);
  await store.addFromFile(meanColour, colourFile, "embedding");
  return store;
}
