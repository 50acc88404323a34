import { modelSearchFolders, modelsFolder } from "../../app/models/default-folders.ts";
import { checkWeights } from "../../app/models/keras/load.ts";
import { readBuiltInManifest } from "../../app/models/manifest.ts";
import { readOnnxShapes } from "../../app/models/runtimes/onnx.ts";
import { openModelStore, type ModelStore } from "../../app/models/store.ts";
import { fetchWheelOffline, packOffline } from "./model-store.ts";

/** The models of all tests, and a folder of its own for more. Fetches nothing. */
export async function openOwnStore(folder: string): Promise<ModelStore> {
  return await openModelStore({
    folder,
    searchFolders: [...modelSearchFolders(process.env), modelsFolder()],
    manifest: readBuiltInManifest(),
    packTarball: packOffline,
    fetchWheel: fetchWheelOffline,
    readShapes: readOnnxShapes,
    checkWeights,
  });
}
