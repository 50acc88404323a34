import { describe, expect, test } from "vitest";

import { ManifestError } from "../../app/models/errors.ts";
import { parseManifest, readBuiltInManifest } from "../../app/models/manifest.ts";
import type { ModelDescription, ModelManifest } from "../../app/models/manifest.ts";

function changed(change: (manifest: ModelManifest) => unknown): string {
  const manifest = structuredClone(readBuiltInManifest());
  return JSON.stringify(change(manifest));
}

function withFirstModel(manifest: ModelManifest, facts: object): unknown {
  const [first, ...others] = manifest.models;
  return { ...manifest, models: [{ ...first, ...facts }, ...others] };
}

describe("the built-in list of models", () => {
  test("names the four models of a scan, three further detectors, and one to add from a file", () => {
    const ids = readBuiltInManifest().models.map((model) => [model.id, model.task, model.source.type]);
    expect(ids).toEqual([
      ["yunet", "detector", "url"],
      ["rfb-320", "detector", "npm"],
      ["ssd-mobilenet", "detector", "npm"],
      ["tiny-face", "detector", "npm"],
      ["mtcnn", "detector", "pypi"],
      ["landmark-68", "landmarks", "npm"],
      ["mobilefacenet", "embedding", "npm"],
      ["mobilefacenet-foamliu", "embedding", "file"],
    ]);
  });

  test("prefers YuNet, with RFB-320 in its place", () => {
    expect(readBuiltInManifest().recipe).toEqual({
      detectors: ["yunet", "rfb-320"],
      landmarks: "landmark-68",
      embedding: "mobilefacenet",
    });
  });

  test("maps the bytes 0 and 255 to the values that each network was trained on", () => {
    const range = ({ input }: Exclude<ModelDescription, { kind: "mtcnn" }>): number[] =>
      [0, 255].map((byte) => (byte - (input.mean[0] ?? 0)) * (input.scale[0] ?? 0));
    const ranges = Object.fromEntries(
      readBuiltInManifest().models.flatMap((model) =>
        model.kind === "mtcnn" ? [] : [[model.id, range(model)]],
      ),
    );
    expect(ranges["yunet"]).toEqual([0, 255]);
    expect(ranges["rfb-320"]).toEqual([-127 / 128, 1]);
    expect(ranges["landmark-68"]).toEqual([0, 255 / 256]);
    expect(ranges["mobilefacenet"]).toEqual([-127.5 / 128, 127.5 / 128]);
    // ImageNet: (0 - 0.485) / 0.229 and (1 - 0.485) / 0.229.
    expect(ranges["mobilefacenet-foamliu"]?.[0]).toBeCloseTo(-2.117904, 6);
    expect(ranges["mobilefacenet-foamliu"]?.[1]).toBeCloseTo(2.248908, 6);
  });
});

describe("the networks of the Keras zoo", () => {
  test("have the thresholds that DeepFace publishes, VGG-Face's 2622 numbers those of the article", () => {
    const rows = readBuiltInManifest().networks.map(({ id, verification }) => [
      id,
      ...(["cosine", "euclidean", "euclidean_l2", "angular"] as const).map((metric) => verification[metric]),
    ]);
    expect(rows).toEqual([
      ["vgg-face", 0.4, 120, 0.8944, 0.2952],
      ["vgg-face-4096", 0.68, 1.17, 1.17, 0.39],
      ["facenet", 0.4, 10, 0.8, 0.33],
      ["facenet-512", 0.3, 23.56, 1.04, 0.35],
      ["openface", 0.1, 0.55, 0.55, 0.11],
      ["deepface", 0.23, 64, 0.64, 0.12],
      ["deepid", 0.015, 45, 0.17, 0.04],
      ["arcface", 0.68, 4.15, 1.13, 0.39],
    ]);
  });

  test("say a half at their cosine threshold", () => {
    for (const { id, verification, calibration } of readBuiltInManifest().networks) {
      const half = calibration.slope * (1 - verification.cosine) + calibration.intercept;
      expect([id, Math.abs(half) < 0.01]).toEqual([id, true]);
    }
  });
});

describe("a damaged list of models is refused, naming file and place", () => {
  test.each([
    ["no JSON", "{", /list of models m\.json is damaged: it is not JSON/],
    ["an unknown version", changed((manifest) => ({ ...manifest, version: 2 })), /version/],
    [
      "a short digest",
      changed((manifest) => withFirstModel(manifest, { sha256: "abc" })),
      /models\[0\]\.sha256/,
    ],
    [
      "a path as file name",
      changed((manifest) => withFirstModel(manifest, { fileName: "../a.onnx" })),
      /fileName/,
    ],
    [
      "a kind of another task",
      changed((manifest) => withFirstModel(manifest, { kind: "embedding" })),
      /models\[0\]\.kind/,
    ],
    ["an unknown field", changed((manifest) => withFirstModel(manifest, { sha265: "" })), /sha265/],
    [
      "a used id",
      changed((manifest) => withFirstModel(manifest, { id: "rfb-320" })),
      /"rfb-320" is used for two models/,
    ],
    [
      "a recipe without model",
      changed((manifest) => withFirstModel(manifest, { id: "other" })),
      /the recipe names "yunet"/,
    ],
    [
      "a mean for one channel of three",
      changed((manifest) => {
        const [first] = manifest.models;
        const input = first?.kind === "mtcnn" ? {} : first?.input;
        return withFirstModel(manifest, { input: { ...input, mean: [0] } });
      }),
      /one number a channel/,
    ],
  ])("%s", (_case, text, message) => {
    const parse = (): unknown => parseManifest(text, "m.json");
    expect(parse).toThrow(ManifestError);
    expect(parse).toThrow(message);
  });
});
