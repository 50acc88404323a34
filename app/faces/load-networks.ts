import type { Runtime } from "../models/runtime.ts";
import type { Detector, ResizePixels } from "./detectors/detector.ts";
import { createRfb } from "./detectors/rfb.ts";
import { createYunet } from "./detectors/yunet.ts";
import type { LandmarkCrop } from "./landmarks.ts";
import type { NetworkFiles } from "./network-files.ts";
import type { Networks } from "./recogniser.ts";

/** The same crop is best for the boxes of both detectors (decisions 0002). */
const landmarkCrop: LandmarkCrop = { size: 0.95, shiftDown: 0.05 };

/** Loads the networks of a recipe. Rejects with the runtime's error when a file is no model. */
export async function loadNetworks(
  files: NetworkFiles,
  runtime: Runtime,
  resize: ResizePixels,
): Promise<Networks> {
  const embedding = await runtime.load(files.embedding.path);
  return {
    detector: await loadDetector(files.detector, runtime, resize),
    landmarks:
      files.landmarks === null
        ? null
        : { model: await runtime.load(files.landmarks.path), crop: landmarkCrop },
    embedding: {
      model: embedding,
      input: files.embedding.input,
      withMirrorImage: files.embedding.withMirrorImage === true,
    },
    isUnaligned: files.isUnaligned === true,
  };
}

async function loadDetector(
  file: NetworkFiles["detector"],
  runtime: Runtime,
  resize: ResizePixels,
): Promise<Detector> {
  const model = await runtime.load(file.path);
  switch (file.kind) {
    case "yunet":
      return createYunet(model, resize);
    case "rfb":
      return createRfb(model, resize);
  }
}
