import type {
  LandmarksDescription,
  OnnxDetectorDescription,
  OnnxEmbeddingDescription,
} from "../../app/models/manifest.ts";
import type { NetworkFiles } from "../../app/faces/network-files.ts";
import { detectorFile } from "../../app/library/choose-recipe.ts";
import { openDefaultModelStore } from "../../app/models/open-default-store.ts";
import type { LocatedModel } from "../../app/models/store.ts";

/** The models that come from the npm registry alone. */
export interface TestModels {
  readonly detector: LocatedModel<OnnxDetectorDescription>;
  readonly landmarks: LocatedModel<LandmarksDescription>;
  readonly embedding: LocatedModel<OnnxEmbeddingDescription>;
}

/** Real models for tests: RFB-320, the 68 landmarks, MobileFaceNet. global-setup.ts has installed them before. */
export async function testModels(): Promise<TestModels> {
  const store = await openDefaultModelStore();
  const detector = await store.need("rfb-320");
  const landmarks = await store.need("landmark-68");
  const embedding = await store.need("mobilefacenet");
  if (
    detector.model.task !== "detector" ||
    detector.model.format !== "onnx" ||
    landmarks.model.task !== "landmarks" ||
    embedding.model.task !== "embedding" ||
    embedding.model.format !== "onnx"
  ) {
    throw new Error("resources/models.json gives a test model another task");
  }
  return {
    detector: { model: detector.model, path: detector.path },
    landmarks: { model: landmarks.model, path: landmarks.path },
    embedding: { model: embedding.model, path: embedding.path },
  };
}

/** The same as an analyzer is told of them. */
export async function testNetworks(): Promise<NetworkFiles> {
  const { detector, landmarks, embedding } = await testModels();
  const { channels, mean, scale } = embedding.model.input;
  return {
    runtime: "onnx",
    detector: detectorFile(detector),
    landmarks: { path: landmarks.path },
    embedding: { path: embedding.path, input: { channels, mean, scale } },
  };
}
