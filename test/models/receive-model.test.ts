import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { ReceivedModelError, receiveModel, type ReceivedFor } from "../../app/models/receive-model.ts";
import type { ModelStore } from "../../app/models/store.ts";
import { openTinyStore, tinyContents } from "../support/model-store.ts";
import { temporaryFolderForSuite } from "../support/temporary-folder.ts";
import { tinyOnnx } from "../support/tiny-onnx.ts";
import { writeWeightsFile } from "../support/weights-file.ts";

const home = temporaryFolderForSuite();
let weights = Buffer.alloc(0);

beforeAll(async () => {
  const file = path.join(home, "deepid.h5");
  await writeWeightsFile(file, "deepid");
  weights = await readFile(file);
});

/** As a connection gives a file. */
async function* inPieces(bytes: Buffer, breaksAfter = Infinity): AsyncGenerator<Uint8Array> {
  const length = 10_000;
  for (let at = 0; at < bytes.length; at += length) {
    if (at >= breaksAfter) throw new Error("the connection broke");
    yield await Promise.resolve(bytes.subarray(at, at + length));
  }
}

async function receive(store: ModelStore, fileName: string, isFor: ReceivedFor, bytes: Buffer) {
  return await receiveModel(store, { fileName, isFor, pieces: inPieces(bytes) });
}

const embedder = tinyOnnx({
  nodes: [
    ["GlobalAveragePool", "face", "means"],
    ["Flatten", "means", "vector"],
  ],
  inputs: { face: [1, 3, 112, 112] },
  outputs: { vector: [1, 3] },
});

describe("a file that is sent", () => {
  test("makes a network a model, as weights from a file do", async () => {
    const store = await openTinyStore();
    const models = await receive(store, "my weights.h5", { network: "deepid" }, weights);
    expect(models.map(({ id, title }) => [id, title])).toEqual([["deepid", "DeepID"]]);
    expect(await readFile((await store.need("deepid")).path)).toEqual(weights);
    expect(await readdir(store.folder)).toEqual(["deepid_keras_weights.h5", "user-models.json"]);
  });

  test("is weights whatever it was said to be, when its name says so", async () => {
    const store = await openTinyStore();
    const models = await receive(store, "deepid.h5", { task: "embedding" }, weights);
    expect(models.map(({ id }) => id)).toEqual(["deepid"]);
  });

  test("is a model of the user's own, called as the file is", async () => {
    const store = await openTinyStore();
    const [model] = await receive(store, "Mein schönes Modell.onnx", { task: "embedding" }, embedder);
    expect(model).toMatchObject({ id: "mein-sch-nes-modell", task: "embedding", dimensions: 3 });
    expect((await store.need("mein-sch-nes-modell")).model).toEqual(model);
  });

  test("is taken for the model that it is known as by its digest", async () => {
    const store = await openTinyStore();
    const bytes = Buffer.from(tinyContents.yunet);
    const [model] = await receive(store, "found somewhere.onnx", { task: "detector" }, bytes);
    expect(model.id).toBe("yunet");
    expect((await store.need("yunet")).path).toBe(path.join(store.folder, model.fileName));
  });

  test.each(["../../evil.onnx", "C:\\evil.onnx", "..", "/etc/passwd"])(
    "named %s stays in the folder of models",
    async (name) => {
      const store = await openTinyStore();
      const [model] = await receive(store, name, { task: "embedding" }, embedder);
      expect(path.dirname((await store.need(model.id)).path)).toBe(store.folder);
      expect(await readdir(path.dirname(store.folder))).toEqual([path.basename(store.folder)]);
    },
  );
});

describe("a file that is no such model is refused by the name that its sender knows, and nothing stays:", () => {
  test("weights of another network", async () => {
    const store = await openTinyStore();
    const received = receive(store, "mine.h5", { network: "openface" }, weights);
    await expect(received).rejects.toThrow(
      new ReceivedModelError(
        "mine.h5 has no weights that can be used: it has weights of 6 layers, not of 75.",
      ),
    );
    expect(await readdir(store.folder)).toEqual([]);
  });

  test("something else than a model", async () => {
    const store = await openTinyStore();
    const letter = receive(store, "letter.onnx", { task: "detector" }, Buffer.from("Dear Ada\n"));
    await expect(letter).rejects.toThrow(/^letter\.onnx could not be loaded as an ONNX model: /);
    const empty = receive(store, "empty.h5", { network: "deepid" }, Buffer.alloc(0));
    await expect(empty).rejects.toThrow("empty.h5 has no weights that can be used:");
    expect(await readdir(store.folder)).toEqual([]);
  });

  test("a model for something else", async () => {
    const store = await openTinyStore();
    const received = receive(store, "vector.onnx", { task: "detector" }, embedder);
    await expect(received).rejects.toThrow(/^vector\.onnx cannot serve: Familiar needs /);
    expect(await readdir(store.folder)).toEqual([]);
  });
});

test("a file that breaks off leaves nothing behind", async () => {
  const store = await openTinyStore();
  const pieces = inPieces(weights, 50_000);
  const received = receiveModel(store, { fileName: "deepid.h5", isFor: { network: "deepid" }, pieces });
  await expect(received).rejects.toThrow("the connection broke");
  expect(await readdir(store.folder)).toEqual([]);
});

test("a folder that cannot be written is told", async () => {
  const store = await openTinyStore();
  await writeFile(store.folder, "a file in the way");
  const received = receive(store, "deepid.h5", { network: "deepid" }, weights);
  await expect(received).rejects.toThrow("models cannot be stored here; may this folder be written?");
});
