import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { Recipe } from "../../app/library/recipe.ts";
import { embeddingModel } from "../../app/models/embedding-model.ts";
import { FittedFileError } from "../../app/models/fitted-file.ts";
import type { ModelStore } from "../../app/models/store.ts";
import {
  chooseScale,
  fittedThresholdsFile,
  rememberThresholds,
  type FittedThresholds,
} from "../../app/verification/fitted-thresholds.ts";
import { openTinyStore } from "../support/model-store.ts";

const recipe: Recipe = {
  ...{ detector: "rfb-320", landmarks: "landmark-68", embedding: "mobilefacenet", dimensions: 512 },
  files: {
    runtime: "onnx",
    detector: { kind: "rfb", path: "none" },
    landmarks: { path: "none" },
    embedding: { path: "none", input: { channels: "rgb", mean: [0], scale: [1] } },
  },
};
const unaligned: Recipe = {
  ...recipe,
  landmarks: null,
  files: { ...recipe.files, landmarks: null, isUnaligned: true },
};

function fittedAt(
  store: ModelStore,
  cosine: number,
  changed: Partial<FittedThresholds> = {},
): FittedThresholds {
  return {
    ...{ model: "mobilefacenet", sha256: store.describe("mobilefacenet").sha256 },
    ...{ detector: "rfb-320", alignment: "landmarks" },
    verification: { cosine, euclidean: 1, euclidean_l2: 1, angular: 0.3 },
    calibration: { slope: 20, intercept: -8 },
    fitted: {
      folder: "/photos",
      at: "2026-11-26T20:00:00.000Z",
      pictures: 9,
      people: 3,
      falseAcceptRate: 0.001,
    },
    ...changed,
  };
}

async function thresholdFor(store: ModelStore, of: Recipe): Promise<number> {
  return (await chooseScale(store.folder, of, embeddingModel(store, of.embedding))).scale.verification.cosine;
}

describe("thresholds fitted on this computer", () => {
  it("are used in place of the model's own, for the same model, detector and alignment", async () => {
    const store = await openTinyStore();
    const own = embeddingModel(store, "mobilefacenet").verification.cosine;
    expect(await chooseScale(store.folder, recipe, embeddingModel(store, "mobilefacenet"))).toMatchObject({
      fitted: null,
      scale: { verification: { cosine: own } },
    });
    await rememberThresholds(store.folder, fittedAt(store, 0.5));
    await rememberThresholds(store.folder, fittedAt(store, 0.7, { alignment: "none" }));
    expect(await thresholdFor(store, recipe)).toBe(0.5);
    expect(await thresholdFor(store, unaligned)).toBe(0.7);
    expect(await thresholdFor(store, { ...recipe, detector: "yunet" })).toBe(own);
    expect(await thresholdFor(store, { ...recipe, embedding: "mobilefacenet-foamliu" })).toBe(
      embeddingModel(store, "mobilefacenet-foamliu").verification.cosine,
    );
  });

  it("take the place of those fitted before, and of a model's former file", async () => {
    const store = await openTinyStore();
    await rememberThresholds(store.folder, fittedAt(store, 0.5));
    await rememberThresholds(store.folder, fittedAt(store, 0.6));
    expect(await thresholdFor(store, recipe)).toBe(0.6);
    await rememberThresholds(store.folder, fittedAt(store, 0.4, { sha256: "0".repeat(64) }));
    expect(await thresholdFor(store, recipe)).toBe(
      embeddingModel(store, "mobilefacenet").verification.cosine,
    );
  });

  it("that cannot be read are an error that says what to do, never passed over", async () => {
    const store = await openTinyStore();
    await rememberThresholds(store.folder, fittedAt(store, 0.5));
    const file = fittedThresholdsFile(store.folder);
    await writeFile(file, '{"version": 1, "thresholds": [{}]}');
    const failure = await chooseScale(store.folder, recipe, embeddingModel(store, "mobilefacenet")).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(FittedFileError);
    expect(failure).toMatchObject({
      message: `${file}, which was fitted on this computer, is damaged: remove it, and fit again with "familiar evaluate FOLDER --fit".`,
    });
  });
});
