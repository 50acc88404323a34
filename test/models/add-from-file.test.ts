import { chmod, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { UnrecognisedModelError } from "../../app/models/add-from-file.ts";
import {
  ManifestError,
  ModelFileError,
  ModelIdError,
  ModelLoadError,
  UnknownModelError,
  UnsuitableModelError,
  WrongDigestError,
} from "../../app/models/errors.ts";
import { openTinyStore, sha256, tinyContents } from "../support/model-store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { flattenFace, tinyOnnx } from "../support/tiny-onnx.ts";

async function write(name: string, content: string | Buffer): Promise<string> {
  const file = path.join(temporaryFolder(), name);
  await writeFile(file, content);
  return file;
}

describe("a model that Familiar knows", () => {
  test("is recognised by its digest, whatever the file is called", async () => {
    const store = await openTinyStore();
    const file = await write("download (1).bin", tinyContents["landmark-68"]);
    const added = await store.addFromFile(undefined, file);
    expect([added.model.id, added.path]).toEqual([
      "landmark-68",
      path.join(store.folder, "fr_landmark.onnx"),
    ]);
    expect((await store.need("landmark-68")).path).toBe(added.path);
    expect(await readFile(file, "utf8")).toBe(tinyContents["landmark-68"]);
  });

  test("may lie in a file that cannot be written; the copy can", async () => {
    const store = await openTinyStore();
    const file = await write("yunet.onnx", tinyContents.yunet);
    await chmod(file, 0o444);
    const added = await store.addFromFile("yunet", file);
    // Told by the mode, as the superuser may open anything.
    expect((await stat(added.path)).mode & 0o200).toBe(0o200);
  });

  test("given by name with other bytes is refused with both digests", async () => {
    const store = await openTinyStore();
    const file = await write("yunet.onnx", "something else");
    const failure = await store.addFromFile("yunet", file).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(WrongDigestError);
    expect(failure).toMatchObject({ expected: sha256(tinyContents.yunet), actual: sha256("something else") });
    await expect(readdir(store.folder)).rejects.toThrow("ENOENT");
  });

  test("under a name that it does not have is refused", async () => {
    const store = await openTinyStore();
    const file = await write("a.onnx", tinyContents.yunet);
    await expect(store.addFromFile("yunnet", file)).rejects.toThrow(UnknownModelError);
  });
});

describe("a model of the user's own", () => {
  test("is added with the facts of its file, and is there for the next process", async () => {
    const store = await openTinyStore();
    const bytes = tinyOnnx(flattenFace);
    const added = await store.addFromFile(undefined, await write("My Model v2.onnx", bytes), "embedding");
    expect(added.path).toBe(path.join(store.folder, "my-model-v2.onnx"));
    expect(store.describe("my-model-v2")).toMatchObject({ dimensions: 37632, input: { name: "face" } });

    const reopened = await openTinyStore({ folder: store.folder });
    expect((await reopened.need("my-model-v2")).path).toBe(added.path);
    expect(reopened.describe("my-model-v2")).toEqual(added.model);
    expect((await readdir(store.folder)).sort()).toEqual(["my-model-v2.onnx", "user-models.json"]);
  });

  test("is recognised when it is given again", async () => {
    const store = await openTinyStore();
    const file = await write("mine.onnx", tinyOnnx(flattenFace));
    await store.addFromFile("mine", file, "embedding");
    const again = await store.addFromFile(undefined, file);
    expect(again.model.id).toBe("mine");
    expect((await store.list()).filter((row) => row.model.id === "mine")).toHaveLength(1);
  });

  test("with shapes that do not fit is refused", async () => {
    const store = await openTinyStore();
    const small = tinyOnnx({
      ...flattenFace,
      inputs: { face: [1, 3, 64, 64] },
      outputs: { vector: [1, 12288] },
    });
    const add = store.addFromFile("small", await write("small.onnx", small), "embedding");
    await expect(add).rejects.toThrow(UnsuitableModelError);
    await expect(add).rejects.toThrow("this model has face 1x3x64x64 -> vector 1x12288.");
    await expect(readdir(store.folder)).rejects.toThrow("ENOENT");
  });

  test("without a word on what it does is refused with the commands to say so", async () => {
    const store = await openTinyStore();
    const file = await write("mine.onnx", tinyOnnx(flattenFace));
    const add = store.addFromFile("mine", file);
    await expect(add).rejects.toThrow(UnrecognisedModelError);
    await expect(add).rejects.toThrow(`familiar models add my-model --from ${file} --task embedding`);
  });

  test.each(["Mine", "../mine", "my model", ""])("cannot be called %j", async (id) => {
    const store = await openTinyStore();
    const file = await write("mine.onnx", tinyOnnx(flattenFace));
    await expect(store.addFromFile(id, file, "embedding")).rejects.toThrow(ModelIdError);
  });

  test("cannot take the place of a known one", async () => {
    const store = await openTinyStore();
    const file = await write("rfb-320.onnx", tinyOnnx(flattenFace));
    await expect(store.addFromFile(undefined, file, "embedding")).rejects.toThrow(WrongDigestError);
  });
});

describe("what is no model", () => {
  test("is refused, for a kind or without", async () => {
    const store = await openTinyStore();
    const file = await write("photo.onnx", "not a model");
    await expect(store.addFromFile(undefined, file)).rejects.toThrow(ModelLoadError);
    await expect(store.addFromFile("photo", file, "embedding")).rejects.toThrow(ModelLoadError);
  });

  test("a file that is not there, and a folder", async () => {
    const store = await openTinyStore();
    const folder = temporaryFolder();
    await expect(store.addFromFile(undefined, path.join(folder, "none.onnx"))).rejects.toThrow(
      ModelFileError,
    );
    await expect(store.addFromFile(undefined, folder)).rejects.toThrow(ModelFileError);
  });
});

test("a damaged list of own models is named when the store is opened", async () => {
  const folder = path.join(temporaryFolder(), "models");
  await mkdir(folder);
  await writeFile(path.join(folder, "user-models.json"), '{"version": 1, "models": [{"id": "x"}]}');
  await expect(openTinyStore({ folder })).rejects.toThrow(ManifestError);
  await expect(openTinyStore({ folder })).rejects.toThrow(path.join(folder, "user-models.json"));
});
