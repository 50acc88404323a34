import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";

import { expect, test } from "vitest";

import { describedNetwork } from "../../../app/faces/detectors/decoders.ts";
import { detectorFile } from "../../../app/library/choose-recipe.ts";
import { buildNetwork, weightsListOf } from "../../../app/models/face-api/build-network.ts";
import { readBuiltInManifest } from "../../../app/models/manifest.ts";
import type { WeightNetwork } from "../../../app/models/model-fields.ts";
import { onnxRuntime } from "../../../app/models/runtimes/onnx.ts";
import { createTensorFlowRuntime } from "../../../app/models/runtimes/tensorflow.ts";
import { openPhoto, resizePixels } from "../../../app/photo/decode.ts";
import type { Pixels } from "../../../app/photo/pixels.ts";
import { suppressOverlaps } from "../../../app/faces/suppress.ts";
import { tensorFromPixels } from "../../../app/faces/tensor-from-pixels.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = fileURLToPath(new URL("../../../node_modules/@vladmandic/face-api", import.meta.url));

/** What is used here of face-api, which computes on its own TensorFlow.js, in plain JavaScript. */
interface FaceApi {
  readonly tf: {
    setBackend(name: string): Promise<boolean>;
    ready(): Promise<void>;
    tensor3d(values: Uint8Array, shape: readonly number[], dtype: "int32"): object;
    readonly io: { decodeWeights(bytes: ArrayBuffer, specs: readonly object[]): object };
  };
  readonly env: { setEnv(environment: object): void };
  readonly SsdMobilenetv1: new () => FaceApiNetwork;
  readonly TinyFaceDetector: new () => FaceApiNetwork;
  readonly SsdMobilenetv1Options: new (options: object) => object;
  readonly TinyFaceDetectorOptions: new (options: object) => object;
}

interface FaceApiNetwork {
  loadFromWeightMap(weights: object): void;
  locateFaces(picture: object, options: object): Promise<readonly FaceApiFace[]>;
}

interface FaceApiFace {
  readonly score: number;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** Its script for browsers: what it would do in Node needs a function that Node no longer has. */
async function loadFaceApi(): Promise<FaceApi> {
  const script = await readFile(path.join(folder, "dist/face-api.js"), "utf8");
  const context = createContext({
    ...{ TextEncoder, TextDecoder, console, performance, setTimeout, clearTimeout, fetch },
    ...{ ArrayBuffer, Uint8Array, Int32Array, Float32Array },
    ...{ navigator: { userAgent: "" }, WorkerGlobalScope: Object },
  });
  runInContext(`globalThis.self = globalThis; ${script}; globalThis.faceapi = faceapi;`, context);
  const { faceapi } = context as { faceapi: FaceApi };
  await faceapi.tf.setBackend("cpu");
  await faceapi.tf.ready();
  // It asks whether a picture is one of these; ours is a tensor.
  const kinds = ["Canvas", "Image", "ImageData", "Video", "CanvasRenderingContext2D"];
  faceapi.env.setEnv(Object.fromEntries(kinds.map((kind) => [kind, Promise])));
  return faceapi;
}

/** A sample photo on a black square: so neither side has to shrink or pad it. */
async function square(sample: string, side: number): Promise<Pixels> {
  const opened = await openPhoto(await readFile(path.join(folder, "demo", sample)));
  const { width, height, data } = await resizePixels(await opened.pixels(side), side);
  const square = new Uint8Array(side * side * 3);
  for (let row = 0; row < height; row++) {
    square.set(data.subarray(row * width * 3, (row + 1) * width * 3), row * side * 3);
  }
  return { width: side, height: side, data: square };
}

async function byFaceApi(id: WeightNetwork, weights: string, picture: Pixels, minimumScore: number) {
  const faceApi = await loadFaceApi();
  const bytes = await readFile(weights);
  const [{ weights: specs }] = JSON.parse(await readFile(weightsListOf(weights), "utf8")) as [
    { weights: object[] },
  ];
  const network = id === "tiny-face" ? new faceApi.TinyFaceDetector() : new faceApi.SsdMobilenetv1();
  const own = Uint8Array.from(bytes).buffer;
  network.loadFromWeightMap(faceApi.tf.io.decodeWeights(own, specs));
  const options =
    id === "tiny-face"
      ? new faceApi.TinyFaceDetectorOptions({ inputSize: picture.width, scoreThreshold: minimumScore })
      : new faceApi.SsdMobilenetv1Options({ minConfidence: minimumScore, maxResults: 100 });
  const { width, height, data } = picture;
  return await network.locateFaces(faceApi.tf.tensor3d(data, [height, width, 3], "int32"), options);
}

// Its plain JavaScript takes seconds for the small network and much longer for the large one: one photo each.
test.each<[WeightNetwork, string, string, number]>([
  ["tiny-face", "tiny_face_detector_model", "sample1.jpg", 416],
  ["ssd-mobilenet", "ssd_mobilenetv1_model", "sample6.jpg", 512],
])(
  "%s finds what face-api finds with the same weights",
  async (id, name, sample, side) => {
    const weights = path.join(folder, "model", `${name}.bin`);
    const made = path.join(temporaryFolder(), "made.onnx");
    await buildNetwork(id, { weights, list: weightsListOf(weights) }, made);
    const model = readBuiltInManifest().models.find((candidate) => candidate.id === id);
    if (model?.task !== "detector") throw new Error(`${id} is no detector.`);
    const described = detectorFile({ model, path: made });
    if (!("outputs" in described)) throw new Error(`${id} has another kind.`);
    const picture = await square(sample, side);
    const minimumScore = 0.5;
    const expected = await byFaceApi(id, weights, picture, minimumScore);
    expect(expected.length).toBeGreaterThan(0);

    for (const runtime of [onnxRuntime, createTensorFlowRuntime("wasm")]) {
      const loaded = await runtime.load(made);
      const network = describedNetwork(loaded, described, minimumScore);
      const canvas = { width: side, height: side };
      const found = suppressOverlaps(
        await network.find(tensorFromPixels(picture, network.input, canvas), canvas),
        network.maximumOverlap,
      );
      await loaded.close();
      expect(found).toHaveLength(expected.length);
      for (const [at, { score, box }] of [...expected].sort((a, b) => b.score - a.score).entries()) {
        expect(found[at]?.score).toBeCloseTo(score, 3);
        // face-api cuts the SSD's boxes off at the edges of the picture.
        const [left, top] = [found[at]?.box.x ?? NaN, found[at]?.box.y ?? NaN].map((value) =>
          Math.max(0, value),
        );
        expect(Math.abs((left ?? NaN) - Math.max(0, box.x))).toBeLessThan(0.5);
        expect(Math.abs((top ?? NaN) - Math.max(0, box.y))).toBeLessThan(0.5);
        expect(Math.abs((found[at]?.box.width ?? NaN) - box.width)).toBeLessThan(1);
        expect(Math.abs((found[at]?.box.height ?? NaN) - box.height)).toBeLessThan(1);
      }
    }
  },
  300_000,
);
