import { writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { ensureDefaultModels } from "../../app/models/ensure-default.ts";
import { ModelDownloadError } from "../../app/models/errors.ts";
import {
  createModelPackage,
  createPacker,
  deadUrl,
  openTinyStore,
  tinyContents,
} from "../support/model-store.ts";
import { serveLocally } from "../support/local-server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** A store whose package can be had, and whose YuNet may be. */
async function prepare(yunetUrl: string, folder = temporaryFolder()) {
  const tiny = await createModelPackage();
  const { pack, asked } = createPacker(tiny);
  const store = await openTinyStore({ folder, yunetUrl, integrity: tiny.integrity, packTarball: pack });
  const lines: string[] = [];
  const report = (line: string): void => {
    lines.push(line);
  };
  return { store, asked, lines, report };
}

test("everything can be had: YuNet detects, nothing is said but what is fetched", async () => {
  const url = await serveLocally((_request, response) => response.end(tinyContents.yunet));
  const { store, asked, lines, report } = await prepare(url);
  const models = await ensureDefaultModels(store, { report });
  expect([models.detector.model.id, models.landmarks.model.id, models.embedding.model.id]).toEqual([
    "yunet",
    "landmark-68",
    "mobilefacenet",
  ]);
  expect(asked).toHaveLength(1);
  expect(lines).toEqual([
    "Fetching the models for faces (yunet, rfb-320, landmark-68, mobilefacenet), once...",
  ]);
  await ensureDefaultModels(store, { report });
  expect([lines.length, asked.length]).toEqual([1, 1]);
});

test("YuNet cannot be had: RFB-320 detects, said once, and YuNet is tried again after a day", async () => {
  const { store, lines, report } = await prepare(deadUrl);
  const models = await ensureDefaultModels(store, { report, nowMs: 0 });
  expect(models.detector.model.id).toBe("rfb-320");
  expect(lines).toEqual([
    "Fetching the models for faces (yunet, rfb-320, landmark-68, mobilefacenet), once...",
    "There is no connection to 127.0.0.1:1, which has YuNet. " +
      "Faces are found with Ultra-Light RFB-320, without YuNet.",
  ]);

  await ensureDefaultModels(store, { report, nowMs: dayMs - 1 });
  expect(lines).toHaveLength(2);

  const url = await serveLocally((_request, response) => response.end(tinyContents.yunet));
  const later = await prepare(url, store.folder);
  const replaced = await ensureDefaultModels(later.store, { report: later.report, nowMs: dayMs });
  expect(replaced.detector.model.id).toBe("yunet");
  expect(later.lines).toEqual(["Fetching the models for faces (yunet), once..."]);
});

test("a damaged note about failed tries only means that it is tried again", async () => {
  const { store, lines, report } = await prepare(deadUrl);
  await store.installAll(["rfb-320", "landmark-68", "mobilefacenet"]);
  await writeFile(path.join(store.folder, "unreachable.json"), "{");
  await ensureDefaultModels(store, { report, nowMs: 5 });
  await ensureDefaultModels(store, { report, nowMs: 6 });
  expect(lines).toHaveLength(2);
});

test("with all models in a search folder nothing is fetched, written or said", async () => {
  const searched = temporaryFolder();
  await writeFile(path.join(searched, "yunet_n_dynamic.onnx"), tinyContents.yunet);
  await writeFile(path.join(searched, "fr_detect.onnx"), tinyContents["rfb-320"]);
  await writeFile(path.join(searched, "fr_landmark.onnx"), tinyContents["landmark-68"]);
  await writeFile(path.join(searched, "fr_feature.onnx"), tinyContents.mobilefacenet);
  const store = await openTinyStore({ searchFolders: [searched] });
  const lines: string[] = [];
  const models = await ensureDefaultModels(store, { report: (line) => lines.push(line) });
  expect(models.detector.path).toBe(path.join(searched, "yunet_n_dynamic.onnx"));
  expect(lines).toEqual([]);
});

test("a stand-in that cannot be had does not matter while YuNet is there", async () => {
  const searched = temporaryFolder();
  await writeFile(path.join(searched, "yunet_n_dynamic.onnx"), tinyContents.yunet);
  await writeFile(path.join(searched, "fr_landmark.onnx"), tinyContents["landmark-68"]);
  await writeFile(path.join(searched, "fr_feature.onnx"), tinyContents.mobilefacenet);
  const store = await openTinyStore({ searchFolders: [searched] });
  const lines: string[] = [];
  const models = await ensureDefaultModels(store, { report: (line) => lines.push(line) });
  expect(models.detector.model.id).toBe("yunet");
  expect(lines.at(-1)).toMatch(/Faces are found with YuNet, without Ultra-Light RFB-320\.$/);
});

test("a model without a stand-in that cannot be had ends the matter", async () => {
  const store = await openTinyStore();
  const failure = await ensureDefaultModels(store, { report: () => undefined }).catch(
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(ModelDownloadError);
  expect(failure).toMatchObject({ message: expect.stringContaining("There is no connection to") as string });
});
