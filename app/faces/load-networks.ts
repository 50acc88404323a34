import type { LoadedModel, Runtime } from "../models/runtime.ts";
import { describedNetwork, looksOf } from "./detectors/decoders.ts";
import type { Detector, ResizePixels } from "./detectors/detector.ts";
import { createTwoLooks } from "./detectors/looks.ts";
import { createMtcnn } from "./detectors/mtcnn/cascade.ts";
import { createRfb } from "./detectors/rfb.ts";
import { createYunet } from "./detectors/yunet.ts";
import type { LandmarkCrop } from "./landmarks.ts";
import type { NetworkFiles } from "./network-files.ts";
import type { Networks } from "./recogniser.ts";
import type { EmbeddingNetwork } from "./represent.ts";

/** The same crop is best for the boxes of both detectors (decisions 0002). */
const landmarkCrop: LandmarkCrop = { size: 0.95, shiftDown: 0.05 };

/** Loads the networks of a recipe. Rejects with the runtime's error when a file is no model. */
export async function loadNetworks(
  files: NetworkFiles,
  runtime: Runtime,
  resize: ResizePixels,
): Promise<Networks> {
  const embedding = await loadEmbeddingNetwork(files.embedding, runtime);
  return {
    detector: await loadDetector(files.detector, runtime, resize),
    landmarks:
      files.landmarks === null
        ? null
        : { model: await runtime.load(files.landmarks.path), crop: landmarkCrop },
    embedding,
    isUnaligned: files.isUnaligned === true,
  };
}

/** Loads what represents faces. Rejects with the runtime's error, or the one of weights that do not fit. */
export async function loadEmbeddingNetwork(
  file: NetworkFiles["embedding"],
  runtime: Runtime,
): Promise<EmbeddingNetwork> {
  const { input, crop, withMirrorImage = false } = file;
  return { model: await loadEmbeddingModel(file, runtime), input, crop, withMirrorImage };
}

async function loadEmbeddingModel(
  { path, keras }: NetworkFiles["embedding"],
  runtime: Runtime,
): Promise<LoadedModel> {
  if (keras === undefined) return await runtime.load(path);
  // Only who uses such a network waits for what reads and computes it.
  const { loadKerasModel } = await import("../models/keras/load.ts");
  return await loadKerasModel(path, keras);
}

async function loadDetector(
  file: NetworkFiles["detector"],
  runtime: Runtime,
  resize: ResizePixels,
): Promise<Detector> {
  if (file.kind === "mtcnn") {
    const { loadMtcnn } = await import("../models/mtcnn/load.ts");
    return createMtcnn(await loadMtcnn(file.path), resize);
  }
  const model = await runtime.load(file.path);
  if ("outputs" in file) return createTwoLooks(describedNetwork(model, file), resize, looksOf(file.kind));
  return file.kind === "yunet" ? createYunet(model, resize) : createRfb(model, resize);
}
