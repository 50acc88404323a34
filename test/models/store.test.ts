import { mkdir, readdir, readFile, utimes, writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import {
  FetchError,
  ModelDownloadError,
  ModelMissingError,
  UnknownModelError,
} from "../../app/models/errors.ts";
import { createModelPackage, createPacker, openTinyStore, tinyContents } from "../support/model-store.ts";
import { serveLocally } from "../support/local-server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(folder, name), content);
  return folder;
}

describe("finding a model", () => {
  test("search folders come before the store's own, in their order", async () => {
    const files = { "fr_detect.onnx": tinyContents["rfb-320"] };
    const [first, second, own] = [await folderWith({}), await folderWith(files), await folderWith(files)];
    const store = await openTinyStore({ folder: own, searchFolders: [first, second] });
    expect((await store.locate("rfb-320"))?.path).toBe(path.join(second, "fr_detect.onnx"));
    await writeFile(path.join(first, "fr_detect.onnx"), tinyContents["rfb-320"]);
    expect((await store.locate("rfb-320"))?.path).toBe(path.join(first, "fr_detect.onnx"));
  });

  test("a file of the right name with other bytes is passed over, and named in the list", async () => {
    const wrong = await folderWith({ "fr_detect.onnx": tinyContents["rfb-320"].toUpperCase() });
    const own = await folderWith({ "fr_detect.onnx": tinyContents["rfb-320"], "fr_feature.onnx": "short" });
    const store = await openTinyStore({ folder: own, searchFolders: [wrong] });
    expect((await store.locate("rfb-320"))?.path).toBe(path.join(own, "fr_detect.onnx"));
    const rows = Object.fromEntries((await store.list()).map((row) => [row.model.id, row]));
    expect(rows["rfb-320"]).toMatchObject({ installed: true, problem: null });
    expect(rows["mobilefacenet"]).toMatchObject({
      installed: false,
      path: null,
      problem: `${path.join(own, "fr_feature.onnx")} is not MobileFaceNet: it has 5 bytes, not 22.`,
    });
    expect(rows["yunet"]).toMatchObject({ installed: false, path: null, problem: null });
  });

  test("bytes of the same length are told apart by their digest", async () => {
    const own = await folderWith({ "fr_detect.onnx": tinyContents["rfb-320"].toUpperCase() });
    const store = await openTinyStore({ folder: own });
    const row = (await store.list()).find(({ model }) => model.id === "rfb-320");
    expect(row?.problem).toMatch(
      /fr_detect\.onnx is not Ultra-Light RFB-320: its digest is [0-9a-f]{64}, not [0-9a-f]{64}\./,
    );
  });

  test("a missing model says where it was looked for and how to get it", async () => {
    const store = await openTinyStore({ searchFolders: ["/elsewhere"] });
    const failure = await store.need("yunet").catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ModelMissingError);
    expect(failure).toMatchObject({
      message:
        `The model yunet is not installed (looked in /elsewhere, ${store.folder}). ` +
        "Run `familiar models install yunet`, or give the file: familiar models add yunet --from FILE",
    });
  });

  test("an id that nobody knows is refused with the known ones", async () => {
    const store = await openTinyStore();
    await expect(store.locate("yunnet")).rejects.toThrow(UnknownModelError);
    await expect(store.installAll(["yunnet"])).rejects.toThrow(
      'There is no model called "yunnet". The models are: yunet, rfb-320, ssd-mobilenet, tiny-face, mtcnn, landmark-68, mobilefacenet, mobilefacenet-foamliu, vgg-face,',
    );
  });
});

describe("installing", () => {
  test("three models of one package are fetched with one pack; nothing else stays", async () => {
    const tiny = await createModelPackage();
    const { pack, asked } = createPacker(tiny);
    const store = await openTinyStore({ integrity: tiny.integrity, packTarball: pack });
    const outcomes = await store.installAll(["mobilefacenet", "rfb-320", "landmark-68", "rfb-320"]);
    expect(outcomes).toEqual([
      { id: "mobilefacenet", state: "installed", path: path.join(store.folder, "fr_feature.onnx") },
      { id: "rfb-320", state: "installed", path: path.join(store.folder, "fr_detect.onnx") },
      { id: "landmark-68", state: "installed", path: path.join(store.folder, "fr_landmark.onnx") },
    ]);
    expect(asked).toEqual(["faceplugin-face-recognition-js@0.0.1"]);
    expect((await readdir(store.folder)).sort()).toEqual([
      "fr_detect.onnx",
      "fr_feature.onnx",
      "fr_landmark.onnx",
    ]);
    expect((await store.need("mobilefacenet")).path).toBe(path.join(store.folder, "fr_feature.onnx"));
  });

  test("what is there already is not fetched again", async () => {
    const tiny = await createModelPackage();
    const { pack, asked } = createPacker(tiny);
    const store = await openTinyStore({ integrity: tiny.integrity, packTarball: pack });
    await store.install("rfb-320");
    expect(await store.installAll(["rfb-320"])).toEqual([
      { id: "rfb-320", state: "present", path: path.join(store.folder, "fr_detect.onnx") },
    ]);
    expect(asked).toHaveLength(1);
  });

  test("a damaged file in the store is replaced", async () => {
    const tiny = await createModelPackage();
    const folder = await folderWith({ "fr_detect.onnx": "damaged" });
    const store = await openTinyStore({
      folder,
      integrity: tiny.integrity,
      packTarball: createPacker(tiny).pack,
    });
    await store.install("rfb-320");
    expect(await readFile(path.join(folder, "fr_detect.onnx"), "utf8")).toBe(tinyContents["rfb-320"]);
  });

  test("a model by URL reports its progress", async () => {
    const yunetUrl = await serveLocally((_request, response) => response.end(tinyContents.yunet));
    const store = await openTinyStore({ yunetUrl });
    const progress: unknown[] = [];
    await store.install("yunet", { onProgress: (step) => progress.push(step) });
    expect(progress.at(-1)).toEqual({ id: "yunet", receivedBytes: 14, totalBytes: 14 });
    expect(await readdir(store.folder)).toEqual(["yunet_n_dynamic.onnx"]);
  });

  test("one that fails does not keep the others from coming", async () => {
    const tiny = await createModelPackage();
    const store = await openTinyStore({ integrity: tiny.integrity, packTarball: createPacker(tiny).pack });
    const outcomes = await store.installAll(["yunet", "rfb-320"]);
    expect(outcomes.map(({ id, state }) => [id, state])).toEqual([
      ["yunet", "failed"],
      ["rfb-320", "installed"],
    ]);
  });

  test("the error says what to do", async () => {
    const store = await openTinyStore();
    const failure = await store.install("yunet").catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ModelDownloadError);
    expect(failure).toMatchObject({
      message:
        "There is no connection to 127.0.0.1:1, which has YuNet.\n" +
        "Run `familiar models install yunet` again, or give the file: familiar models add yunet --from FILE",
    });
    expect(await readdir(store.folder)).toEqual([]);
    await expect(store.install("mobilefacenet-foamliu")).rejects.toThrow(
      "cannot be downloaded by Familiar.\nGive the file: familiar models add mobilefacenet-foamliu --from FILE",
    );
  });

  test("a package that is not the pinned one leaves nothing", async () => {
    const tiny = await createModelPackage();
    const store = await openTinyStore({ packTarball: createPacker(tiny).pack });
    await expect(store.install("rfb-320")).rejects.toThrow(
      "is not the npm package faceplugin-face-recognition-js@0.0.1",
    );
    expect(await readdir(store.folder)).toEqual([]);
  });

  test("cancelled halfway it leaves nothing, and gives the canceller's reason", async () => {
    const yunetUrl = await serveLocally((_request, response) => {
      response.writeHead(200, { "content-length": tinyContents.yunet.length });
      response.write("bytes");
    });
    const store = await openTinyStore({ yunetUrl });
    const controller = new AbortController();
    const reason = new Error("no longer wanted");
    const onProgress = (): void => {
      controller.abort(reason);
    };
    const install = store.install("yunet", { signal: controller.signal, onProgress });
    await expect(install).rejects.toBe(reason);
    expect(await readdir(store.folder)).toEqual([]);
  });

  test("a store that cannot be written says which folder", async () => {
    const folder = path.join(await folderWith({ occupied: "a file, not a folder" }), "occupied");
    const tiny = await createModelPackage();
    const open = openTinyStore({ folder, integrity: tiny.integrity, packTarball: createPacker(tiny).pack });
    await expect(open.then((store) => store.install("rfb-320"))).rejects.toThrow(folder);
  });

  test("folders that a killed process left are removed after a day, not before", async () => {
    const folder = temporaryFolder();
    const twoDaysAgo = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
    for (const name of [".incoming-old", ".incoming-new"]) {
      await mkdir(path.join(folder, name));
      await writeFile(path.join(folder, name, "half.onnx"), "half");
    }
    await utimes(path.join(folder, ".incoming-old"), twoDaysAgo, twoDaysAgo);
    const store = await openTinyStore({ folder });
    await expect(store.install("yunet")).rejects.toThrow(ModelDownloadError);
    expect(await readdir(folder)).toEqual([".incoming-new"]);
  });

  test("an error that is no failure of the source is not swallowed", async () => {
    const bug = new TypeError("a bug");
    const store = await openTinyStore({ packTarball: () => Promise.reject(bug) });
    await expect(store.installAll(["rfb-320"])).rejects.toBe(bug);
    const offline = await openTinyStore({
      packTarball: () => Promise.reject(new FetchError("offline", "no network")),
    });
    expect(await offline.installAll(["rfb-320"])).toMatchObject([{ id: "rfb-320", state: "failed" }]);
  });
});
