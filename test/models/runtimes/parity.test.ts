import { fileURLToPath } from "node:url";

import { describe, expect, test } from "vitest";

import { loadNetworks } from "../../../app/faces/load-networks.ts";
import type { NetworkFiles } from "../../../app/faces/network-files.ts";
import { recogniseFaces } from "../../../app/faces/recogniser.ts";
import type { RecognisedFace } from "../../../app/faces/represent.ts";
import type { Runtime } from "../../../app/models/runtime.ts";
import { onnxRuntime } from "../../../app/models/runtimes/onnx.ts";
import { createTensorFlowRuntime } from "../../../app/models/runtimes/tensorflow.ts";
import { openDefaultModelStore } from "../../../app/models/open-default-store.ts";
import { openPhoto, resizePixels } from "../../../app/photo/decode.ts";
import { readPhotoFile } from "../../../app/photo/read-file.ts";
import { testNetworks } from "../../support/models.ts";
import { tensorFlowKinds } from "../../support/tensorflow-kinds.ts";

const photos = [1, 2, 3, 4, 5, 6].map((number) =>
  fileURLToPath(
    new URL(`../../../node_modules/@vladmandic/face-api/demo/sample${number}.jpg`, import.meta.url),
  ),
);

/** Every recipe of the models that are on this machine. */
async function recipes(): Promise<[string, NetworkFiles][]> {
  const networks = await testNetworks();
  const store = await openDefaultModelStore();
  const [yunet, second] = [await store.locate("yunet"), await store.locate("mobilefacenet-foamliu")];
  const found: [string, NetworkFiles][] = [["RFB-320, landmarks, MobileFaceNet", networks]];
  if (yunet !== undefined) {
    const detector = { kind: "yunet", path: yunet.path } as const;
    found.push(["YuNet, its own points, MobileFaceNet", { ...networks, detector, landmarks: null }]);
  }
  if (second?.model.task === "embedding") {
    const { channels, mean, scale } = second.model.input;
    const embedding = { path: second.path, input: { channels, mean, scale } };
    found.push(["RFB-320, landmarks, MobileFaceNet by foamliu", { ...networks, embedding }]);
  }
  return found;
}

async function facesBy(runtime: Runtime, files: NetworkFiles): Promise<RecognisedFace[]> {
  const networks = await loadNetworks(files, runtime, resizePixels);
  const faces: RecognisedFace[] = [];
  for (const photo of photos) {
    const opened = await openPhoto((await readPhotoFile(photo)).bytes);
    const { width, height } = opened.info;
    const source = { width, height, pixels: async (longSide: number) => await opened.pixels(longSide) };
    faces.push(...(await recogniseFaces(source, networks)));
  }
  return faces;
}

function cosine(left: Float32Array, right: Float32Array): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
}

const kinds = await tensorFlowKinds();

describe.each(await recipes())("%s", (_title, files) => {
  test.each(kinds)("are the same on TensorFlow (%s) as on the ONNX Runtime", async (kind) => {
    const wanted = await facesBy(onnxRuntime, files);
    const found = await facesBy(createTensorFlowRuntime(kind), files);
    expect(found.length).toBe(wanted.length);
    expect(wanted.length).toBeGreaterThan(10);
    for (const [index, face] of found.entries()) {
      const same = wanted[index];
      for (const side of ["x", "y", "width", "height"] as const) {
        expect(Math.abs(face.box[side] - (same?.box[side] ?? NaN))).toBeLessThan(0.5);
      }
      expect(Math.abs(face.score - (same?.score ?? NaN))).toBeLessThan(1e-3);
      // Crops follow the landmarks, so that their differences count as well.
      expect(cosine(face.embedding, same?.embedding ?? new Float32Array())).toBeGreaterThan(0.9999);
    }
  });
});
