import { loadNetworks } from "../faces/load-networks.ts";
import type { NetworkFiles } from "../faces/network-files.ts";
import { openRuntime } from "../models/runtimes/open-runtime.ts";
import { resizePixels } from "../photo/decode.ts";
import { readPhotoFile } from "../photo/read-file.ts";
import { analysePhoto, type PhotoAnalysis } from "./analyze-photo.ts";

/** Analyses a photo file; rejects with PhotoError when it cannot be used. */
export type AnalysePhotoFile = (path: string) => Promise<PhotoAnalysis>;

/**
 * Loads the networks of a recipe into this process, for commands that look at a photo or two. Scans use the
 * pool, where a hostile photo can do no harm.
 */
export async function openPhotoReader(networkFiles: NetworkFiles): Promise<AnalysePhotoFile> {
  const runtime = await openRuntime(networkFiles.runtime);
  const networks = await loadNetworks(networkFiles, runtime, resizePixels);
  return async (path) => {
    const { bytes, hash } = await readPhotoFile(path);
    return await analysePhoto(bytes, hash, { networks, resize: resizePixels, thumbnailFolder: null });
  };
}
