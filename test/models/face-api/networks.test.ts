import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, test } from "vitest";

import { ssdAnchors } from "../../../app/faces/detectors/anchors.ts";
import { buildNetwork, weightsListOf } from "../../../app/models/face-api/build-network.ts";
import { readWeights, WeightsError } from "../../../app/models/face-api/weights.ts";
import { digestOfFile } from "../../../app/models/digest.ts";
import { ManifestError, ModelFileError } from "../../../app/models/errors.ts";
import { readBuiltInManifest } from "../../../app/models/manifest.ts";
import type { WeightNetwork } from "../../../app/models/model-fields.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = fileURLToPath(new URL("../../../node_modules/@vladmandic/face-api/model", import.meta.url));
const weightsFile = (network: string): string => path.join(folder, `${network}.bin`);

function weightsOf(file: string) {
  const list = weightsListOf(file);
  return readWeights(readFileSync(list, "utf8"), list, readFileSync(file));
}

describe("readWeights", () => {
  const list = (entries: readonly object[]) => JSON.stringify([{ weights: entries, paths: ["a.bin"] }]);
  const whole = { name: "a", shape: [2], dtype: "float32" };
  const inBytes = {
    ...{ name: "b", shape: [1, 3], dtype: "float32" },
    quantization: { dtype: "uint8", scale: 0.5, min: -1 },
  };

  test("reads whole numbers of 32 bits, and bytes as steps from the least", () => {
    const bytes = Buffer.concat([
      Buffer.from(Float32Array.of(1.5, -2).buffer),
      Buffer.from([0, 2, 255]),
      Buffer.from(Int32Array.of(7).buffer),
    ]);
    const counted = { name: "c", shape: [], dtype: "int32" };
    const weights = readWeights(list([whole, inBytes, counted]), "a.json", bytes);
    expect(weights.get("a")).toEqual({ dims: [2], data: Float32Array.of(1.5, -2) });
    expect(weights.get("b")).toEqual({ dims: [1, 3], data: Float32Array.of(-1, 0, 126.5) });
    expect(weights.get("c")).toEqual({ dims: [], data: Float32Array.of(7) });
  });

  test("refuses a file that is longer or shorter than its list", () => {
    for (const [length, words] of [
      [7, "more weights than there are"],
      [9, "fewer weights than there are"],
    ] as const) {
      const read = () => readWeights(list([whole]), "a.json", Buffer.alloc(length));
      expect(read).toThrow(WeightsError);
      expect(read).toThrow(words);
    }
  });

  test("refuses a list that is none", () => {
    expect(() => readWeights("[]", "a.json", Buffer.alloc(0))).toThrow(ManifestError);
    expect(() => readWeights("{", "a.json", Buffer.alloc(0))).toThrow("a.json");
  });
});

describe("the networks of face-api", () => {
  test.each<[WeightNetwork, string]>([
    ["ssd-mobilenet", "ssd_mobilenetv1_model"],
    ["tiny-face", "tiny_face_detector_model"],
  ])("%s is made, byte by byte the model that the manifest names", async (id, name) => {
    const made = path.join(temporaryFolder(), "made.onnx");
    const weights = weightsFile(name);
    await buildNetwork(id, { weights, list: weightsListOf(weights) }, made);
    const model = readBuiltInManifest().models.find((candidate) => candidate.id === id);
    expect([await digestOfFile(made, "sha256", "hex"), readFileSync(made).length]).toEqual([
      model?.sha256,
      model?.sizeBytes,
    ]);
  });

  test("the anchors of the SSD are those that its file brings along", () => {
    const given = weightsOf(weightsFile("ssd_mobilenetv1_model")).get("Output/extra_dim");
    const anchors = ssdAnchors();
    expect(given?.dims).toEqual([1, 5118, 4]);
    expect(anchors).toHaveLength(5118);
    // Upper, left, lower and right side.
    let furthest = 0;
    for (const [row, { x, y, width, height }] of anchors.entries()) {
      const sides = [y - height / 2, x - width / 2, y + height / 2, x + width / 2];
      for (const [at, side] of sides.entries()) {
        furthest = Math.max(furthest, Math.abs(side - (given?.data[row * 4 + at] ?? NaN)));
      }
    }
    expect(furthest).toBeLessThan(1e-4);
  });

  test("weights of another network are refused with what is missing", async () => {
    const weights = weightsFile("tiny_face_detector_model");
    const made = buildNetwork(
      "ssd-mobilenet",
      { weights, list: weightsListOf(weights) },
      path.join(temporaryFolder(), "made.onnx"),
    );
    await expect(made).rejects.toThrow(ModelFileError);
    await expect(made).rejects.toThrow('"MobilenetV1/Conv2d_0_pointwise/weights" are missing');
  });

  test("weights without their list are refused with the list's name", async () => {
    const weights = path.join(temporaryFolder(), "alone.bin");
    await writeFile(weights, "weights");
    const made = buildNetwork("tiny-face", { weights, list: weightsListOf(weights) }, `${weights}.onnx`);
    await expect(made).rejects.toThrow("alone-weights_manifest.json");
  });
});
