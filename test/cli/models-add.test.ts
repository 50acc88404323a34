import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { openTinyStore, sha256, tinyContents } from "../support/model-store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { flattenFace, tinyOnnx } from "../support/tiny-onnx.ts";
import { writeWeightsFile } from "../support/weights-file.ts";
import { run, write } from "./models-in-process.ts";

describe("familiar models add", () => {
  test("recognises a known model", async () => {
    const store = await openTinyStore();
    const file = await write("x.bin", tinyContents.yunet);
    const { exitCode, out } = await run(store, "add", "--from", file);
    expect(exitCode).toBe(0);
    expect(out).toContain(`YuNet: added as yunet (${path.join(store.folder, "yunet_n_dynamic.onnx")})`);
  });

  test("refuses the wrong file with both digests", async () => {
    const file = await write("x.onnx", "x");
    const { exitCode, errors } = await run(await openTinyStore(), "add", "yunet", "--from", file);
    expect(exitCode).toBe(1);
    expect(errors).toContain(`its digest is ${sha256("x")}, expected ${sha256(tinyContents.yunet)}.`);
  });

  test("takes a model of one's own with --task", async () => {
    const store = await openTinyStore();
    const file = await write("mine.onnx", tinyOnnx(flattenFace));
    const mine = ["add", "mine", "--from", file, "--task", "embedding"];
    const { exitCode, out } = await run(store, ...mine, "--json");
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toEqual({
      id: "mine",
      task: "embedding",
      kind: "embedding",
      path: path.join(store.folder, "mine.onnx"),
    });
    expect(await readdir(store.folder)).toContain("user-models.json");
  });

  test.each([
    ["a kind of another task", ["--task", "embedding", "--kind", "yunet"], "--kind yunet does not go with"],
    [
      "the other way round",
      ["--task", "detector", "--kind", "embedding"],
      "--kind embedding does not go with",
    ],
  ])("%s is wrong usage", async (_case, words, message) => {
    const file = await write("mine.onnx", tinyOnnx(flattenFace));
    const { exitCode, errors } = await run(await openTinyStore(), "add", "mine", "--from", file, ...words);
    expect(exitCode).toBe(2);
    expect(errors).toContain(message);
  });

  test("a name that cannot be one is wrong usage", async () => {
    const file = await write("mine.onnx", tinyOnnx(flattenFace));
    const { exitCode } = await run(
      await openTinyStore(),
      "add",
      "My Model",
      "--from",
      file,
      "--task",
      "embedding",
    );
    expect(exitCode).toBe(2);
  });
});

describe("weights of a network", () => {
  async function deepIdFile(): Promise<string> {
    const file = path.join(temporaryFolder(), "deepid_keras_weights.h5");
    await writeWeightsFile(file, "deepid");
    return file;
  }

  test("are asked for in the list, with where they are published, until they are given", async () => {
    const store = await openTinyStore();
    const before = await run(store);
    expect(before.out).toContain(
      [
        "  deepid         unknown",
        "      DeepID2, the smallest: 160 numbers.",
        "      familiar models add deepid --from FILE, or --from https://github.com/serengil/deepface_models/releases/download/v1.0/deepid_keras_weights.h5",
      ].join("\n"),
    );
    expect(before.out).toContain("familiar models add deepface --from FILE, out of https://");
    const { networks } = JSON.parse((await run(store, "--json")).out) as { networks: { id: string }[] };
    expect(networks.map(({ id }) => id)).toEqual([
      ...["vgg-face", "vgg-face-4096", "facenet", "facenet-512", "openface", "deepface", "deepid", "arcface"],
    ]);
    await run(store, "add", "deepid", "--from", await deepIdFile());
    const after = await run(store, "--json");
    const document = JSON.parse(after.out) as { networks: { id: string }[]; models: { id: string }[] };
    expect(document.networks.some(({ id }) => id === "deepid")).toBe(false);
    expect(document.models.find(({ id }) => id === "deepid")).toMatchObject({
      installed: true,
      source: "file",
    });
  });

  test("are added with --json, under a name of one's own", async () => {
    const store = await openTinyStore();
    const file = await deepIdFile();
    const mine = ["add", "mine", "--from", file, "--network", "deepid"];
    const { exitCode, out } = await run(store, ...mine, "--json");
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toEqual({
      ...{ id: "mine", task: "embedding", kind: "embedding", network: "deepid", models: ["mine"] },
      path: path.join(store.folder, "mine.h5"),
      sha256: sha256(await readFile(file)),
    });
  });

  test("that do not fit end with 1 and the reason", async () => {
    const { exitCode, out, errors } = await run(
      ...([await openTinyStore(), "add", "openface", "--from", await deepIdFile()] as const),
    );
    expect([exitCode, out]).toEqual([1, ""]);
    expect(errors).toContain("it has weights of 6 layers, not of 75.");
  });

  test("of a network that nobody knows are wrong usage", async () => {
    const { exitCode, errors } = await run(
      ...([
        await openTinyStore(),
        "add",
        "mine",
        "--from",
        await deepIdFile(),
        "--network",
        "resnet",
      ] as const),
    );
    expect(exitCode).not.toBe(0);
    expect(errors).toContain("Allowed choices are vgg-face, facenet-128");
  });
});
