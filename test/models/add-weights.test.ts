import { copyFileSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { beforeAll, describe, expect, test } from "vitest";

import {
  FetchError,
  ModelDownloadError,
  ModelIdError,
  ModelFileError,
  UnknownModelError,
  WeightsError,
  WeightsMissingError,
  WeightsTakenError,
  WrongDigestError,
} from "../../app/models/errors.ts";
import { serveLocally } from "../support/local-server.ts";
import { openTinyStore, sha256 } from "../support/model-store.ts";
import { temporaryFolder, temporaryFolderForSuite } from "../support/temporary-folder.ts";
import { writeWeightsFile } from "../support/weights-file.ts";

const home = temporaryFolderForSuite();
const deepId = path.join(home, "downloaded.h5");
const otherDeepId = path.join(home, "other.h5");
let bytes = Buffer.alloc(0);

beforeAll(async () => {
  await writeWeightsFile(deepId, "deepid");
  await writeWeightsFile(otherDeepId, "deepid", { seed: 2 });
  bytes = await readFile(deepId);
});

describe("weights from a file", () => {
  test("make a network a model, with the digest of the file", async () => {
    const store = await openTinyStore();
    const added = await store.addWeights({ id: "deepid", from: deepId });
    expect(added.path).toBe(path.join(store.folder, "deepid_keras_weights.h5"));
    expect(added.sha256).toBe(sha256(bytes));
    expect(await readFile(added.path)).toEqual(bytes);
    expect(store.describe("deepid")).toMatchObject({
      ...{ format: "keras", network: "deepid", dimensions: 160, sha256: sha256(bytes) },
      ...{ sizeBytes: bytes.length, source: { type: "file" } },
      verification: { cosine: 0.015, euclidean: 45, euclidean_l2: 0.17, angular: 0.04 },
    });
    expect((await store.need("deepid")).path).toBe(added.path);
  });

  test("are there for the next process, and can be given again", async () => {
    const first = await openTinyStore();
    await first.addWeights({ id: "deepid", from: deepId });
    const next = await openTinyStore({ folder: first.folder });
    expect((await next.need("deepid")).model).toEqual(first.describe("deepid"));
    await next.addWeights({ id: "deepid", from: deepId });
    expect((await next.list()).filter(({ model }) => model.id === "deepid").length).toBe(1);
  });

  test("need no name: the network that they fit is found", async () => {
    const store = await openTinyStore();
    const { models } = await store.addWeights({ from: deepId });
    expect(models.map(({ id }) => id)).toEqual(["deepid"]);
  });

  test("may have a name of the user's own, beside others of the same network", async () => {
    const store = await openTinyStore();
    await store.addWeights({ id: "deepid", from: deepId });
    const own = await store.addWeights({ id: "my-deepid", from: otherDeepId, network: "deepid" });
    expect(path.basename(own.path)).toBe("my-deepid.h5");
    expect(own.models[0].title).toBe("my-deepid (DeepID, your own)");
    expect((await store.need("my-deepid")).path).toBe(own.path);
    // Known by now, so that its network need not be said.
    await store.addWeights({ id: "my-deepid", from: otherDeepId });
  });

  test("that changed afterwards are no longer taken for the model", async () => {
    const store = await openTinyStore();
    const { path: placed } = await store.addWeights({ from: deepId });
    copyFileSync(otherDeepId, placed);
    expect(await store.locate("deepid")).toBeUndefined();
    const row = (await store.list()).find(({ model }) => model.id === "deepid");
    expect(row?.problem).toContain(`${placed} is not DeepID: its digest is`);
  });
});

describe("weights are refused, and nothing is stored", () => {
  async function expectNothing(folder: string): Promise<void> {
    await expect(readdir(folder)).rejects.toThrow("ENOENT");
  }

  test("of another network: the layer is named", async () => {
    const store = await openTinyStore();
    const add = store.addWeights({ id: "openface", from: deepId });
    await expect(add).rejects.toThrow(WeightsError);
    await expect(add).rejects.toThrow(
      `${deepId} has no weights that can be used: it has weights of 6 layers, not of 75.`,
    );
    await expectNothing(store.folder);
  });

  test("of no network that is known: what is wrong for each is said", async () => {
    const file = path.join(temporaryFolder(), "weights.h5");
    await writeWeightsFile(file, "deepid", { isWritten: ({ name }) => name !== "Conv4" });
    const store = await openTinyStore();
    const add = store.addWeights({ from: file });
    await expect(add).rejects.toThrow(
      "they fit none of the networks.\n  vgg-face: it has weights of 5 layers",
    );
    await expect(add).rejects.toThrow("\n  deepid: it has weights of 5 layers, not of 6.");
  });

  test("that are no weights at all: said once", async () => {
    const file = path.join(temporaryFolder(), "weights.h5");
    await writeFile(file, "not HDF5");
    const store = await openTinyStore();
    await expect(store.addWeights({ from: file })).rejects.toThrow(
      `${file} has no weights that can be used: it is no HDF5 file, or damaged.`,
    );
  });

  test("of another digest than the one that was asked for", async () => {
    const store = await openTinyStore();
    const add = store.addWeights({ id: "deepid", from: deepId, sha256: "0".repeat(64) });
    await expect(add).rejects.toThrow(WrongDigestError);
    await expectNothing(store.folder);
    await store.addWeights({ id: "deepid", from: deepId, sha256: sha256(bytes).toUpperCase() });
  });

  test("in the place of others, whose vectors they could not be compared with", async () => {
    const store = await openTinyStore();
    await store.addWeights({ id: "deepid", from: deepId });
    const add = store.addWeights({ id: "deepid", from: otherDeepId });
    await expect(add).rejects.toThrow(WeightsTakenError);
    await expect(add).rejects.toThrow("familiar models add my-deepid --from FILE --network deepid");
    expect(await readFile((await store.need("deepid")).path)).toEqual(bytes);
  });

  test("under a name that nobody knows, or that is none", async () => {
    const store = await openTinyStore();
    await expect(store.addWeights({ id: "deep-id", from: deepId })).rejects.toThrow(UnknownModelError);
    const wrong = store.addWeights({ id: "My DeepID", from: deepId, network: "deepid" });
    await expect(wrong).rejects.toThrow(ModelIdError);
    const ofOther = store.addWeights({ id: "mobilefacenet", from: deepId, network: "deepid" });
    await expect(ofOther).rejects.toThrow(WeightsTakenError);
  });

  test("for a model that is no network", async () => {
    const store = await openTinyStore();
    const add = store.addWeights({ id: "yunet", from: "https://example.org/yunet.onnx" });
    await expect(add).rejects.toThrow("yunet is a model of its own, not a network that takes weights.");
  });

  test("that are not there", async () => {
    const store = await openTinyStore();
    const from = path.join(temporaryFolder(), "none.h5");
    await expect(store.addWeights({ id: "deepid", from })).rejects.toThrow(ModelFileError);
  });
});

describe("weights from an address", () => {
  test("are fetched with their progress, checked, and fetched again by their digest when they are gone", async () => {
    const address = await serveLocally((_request, response) => {
      response.writeHead(200, { "content-length": bytes.length }).end(bytes);
    });
    const store = await openTinyStore();
    const received: [number, number | null][] = [];
    const from = `${address}/deepid.h5`;
    const added = await store.addWeights({
      id: "deepid",
      from,
      onReceived: (...parts) => received.push(parts),
    });
    expect(received.at(-1)).toEqual([bytes.length, bytes.length]);
    expect(added.models[0].source).toEqual({ type: "url", url: from });
    expect(await readdir(store.folder)).toEqual(["deepid_keras_weights.h5", "user-models.json"]);
    const { path: placed } = await store.install("deepid");
    await writeFile(placed, "damaged");
    expect((await store.install("deepid")).path).toBe(placed);
    expect(await readFile(placed)).toEqual(bytes);
  });

  test("of a server that tells no length come as well", async () => {
    const address = await serveLocally((_request, response) => response.writeHead(200).end(bytes));
    const totals = new Set<number | null>();
    const store = await openTinyStore();
    await store.addWeights({
      ...{ id: "deepid", from: `${address}/deepid.h5` },
      onReceived: (_received, total) => totals.add(total),
    });
    expect((await store.need("deepid")).model.sizeBytes).toBe(bytes.length);
  });

  test("that break off leave nothing behind", async () => {
    const address = await serveLocally((_request, response) => {
      response.writeHead(200, { "content-length": bytes.length });
      response.write(bytes.subarray(0, 100_000), () => response.destroy());
    });
    const store = await openTinyStore();
    const failure: unknown = await store
      .addWeights({ id: "deepid", from: `${address}/deepid.h5` })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(FetchError);
    expect(failure).toMatchObject({ reason: "truncated" });
    expect(await readdir(store.folder)).toEqual([]);
  });

  test("that are an error page are refused", async () => {
    const address = await serveLocally((_request, response) =>
      response.writeHead(200).end("<html>Not here</html>"),
    );
    const store = await openTinyStore();
    const from = `${address}/deepid.h5`;
    const add = store.addWeights({ id: "deepid", from });
    await expect(add).rejects.toThrow(WeightsError);
    await expect(add).rejects.toThrow(
      `${from} has no weights that can be used: it is no HDF5 file, or damaged.`,
    );
    expect(await readdir(store.folder)).toEqual([]);
  });
});

describe("a network without weights", () => {
  test("is no model, and says what to do", async () => {
    const store = await openTinyStore();
    await expect(store.need("vgg-face")).rejects.toThrow(WeightsMissingError);
    await expect(store.need("vgg-face")).rejects.toThrow("familiar models add vgg-face --from FILE");
    expect((await store.list()).some(({ model }) => model.id === "vgg-face")).toBe(false);
  });

  test("published as an archive is not installed, but its address told", async () => {
    const store = await openTinyStore();
    const [outcome] = await store.installAll(["deepface"]);
    if (outcome?.state !== "failed") throw new Error("An archive was installed");
    expect(outcome.error).toBeInstanceOf(ModelDownloadError);
    expect(outcome.error.message).toContain(".h5.zip and take the .h5 file out of it.");
  });
});
