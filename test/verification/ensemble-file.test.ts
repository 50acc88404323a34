import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { FittedFileError } from "../../app/models/fitted-file.ts";
import type { ModelStore } from "../../app/models/store.ts";
import {
  ensembleFile,
  needEnsemble,
  readEnsemble,
  rememberEnsemble,
} from "../../app/verification/ensemble-file.ts";
import { featureNames, type Ensemble } from "../../app/verification/ensemble.ts";
import { openTinyStore, tinyContents } from "../support/model-store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** A store that has these models' files. */
async function storeWith(
  ...files: readonly (readonly [fileName: string, content: string])[]
): Promise<ModelStore> {
  const folder = temporaryFolder();
  for (const [fileName, content] of files) await writeFile(path.join(folder, fileName), content);
  return await openTinyStore({ folder });
}

const detector = ["fr_detect.onnx", tinyContents["rfb-320"]] as const;
const one = ["fr_feature.onnx", tinyContents.mobilefacenet] as const;
const other = ["mobilefacenet_foamliu.onnx", tinyContents["mobilefacenet-foamliu"]] as const;

function ensembleOf(store: ModelStore): Ensemble {
  const file = (id: string) => ({ id, sha256: store.describe(id).sha256 });
  const member = (id: string) => ({
    model: file(id),
    alignment: "landmarks" as const,
    withMirrorImage: false,
  });
  return {
    version: 1,
    detector: file("rfb-320"),
    landmarks: null,
    members: [member("mobilefacenet"), member("mobilefacenet-foamliu")],
    fusion: { intercept: -1, weights: [2, 3] },
    trees: { intercept: 0, weights: featureNames(2).map(() => 0), trees: [{ nodes: [{ value: 0.5 }] }] },
    threshold: 0.2,
    fitted: {
      folder: "/photos",
      at: "2026-11-26T20:00:00.000Z",
      pictures: 4,
      people: 2,
      falseAcceptRate: 0.001,
    },
    heldOut: [],
  };
}

describe("the ensemble of a computer", () => {
  it("comes back as it was kept", async () => {
    const store = await storeWith(detector, one, other);
    expect(await readEnsemble(store.folder)).toBeUndefined();
    const kept = ensembleOf(store);
    await rememberEnsemble(store.folder, kept);
    expect(await needEnsemble(store)).toEqual(kept);
  });

  it("is said to be missing, with how to make one", async () => {
    await expect(needEnsemble(await storeWith())).rejects.toThrow(
      'There is no ensemble on this computer yet. Make one from your own labelled pictures with "familiar evaluate FOLDER --fit".',
    );
  });

  it("names the model that has gone, and how to bring it back", async () => {
    const store = await storeWith(detector, one, other);
    await rememberEnsemble(store.folder, ensembleOf(store));
    await rm(path.join(store.folder, other[0]));
    await expect(needEnsemble(store)).rejects.toThrow(
      "The ensemble needs the model mobilefacenet-foamliu, which is not on this computer. Bring it back with " +
        '"familiar models install mobilefacenet-foamliu" or "familiar models add mobilefacenet-foamliu --from FILE".',
    );
    await writeFile(path.join(store.folder, other[0]), "short");
    await expect(needEnsemble(store)).rejects.toThrow(/is not on this computer\. .*it has 5 bytes, not/);
  });

  it("is refused with a model that is another file, or nobody knows, by now", async () => {
    const store = await storeWith(detector, one, other);
    const kept = ensembleOf(store);
    await rememberEnsemble(store.folder, { ...kept, detector: { id: "rfb-320", sha256: "0".repeat(64) } });
    await expect(needEnsemble(store)).rejects.toThrow(
      "the model rfb-320, which is another file than it was then.",
    );
    await rememberEnsemble(store.folder, { ...kept, detector: { id: "gone", sha256: "0".repeat(64) } });
    await expect(needEnsemble(store)).rejects.toThrow("the model gone, which is not known any more.");
  });

  it("is refused when its file is damaged, with what to do", async () => {
    const store = await storeWith(detector, one, other);
    const file = ensembleFile(store.folder);
    const damaged = { ...ensembleOf(store), fusion: { intercept: 0, weights: [1] } };
    for (const text of ["{", JSON.stringify(damaged)]) {
      await writeFile(file, text);
      const failure = await readEnsemble(store.folder).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(FittedFileError);
      expect(failure).toMatchObject({
        message: expect.stringContaining(
          `${file}, which was fitted on this computer, is damaged: remove it.`,
        ) as string,
      });
    }
  });
});
