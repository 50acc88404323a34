import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { Command, CommanderError } from "commander";
import { describe, expect, test } from "vitest";

import type { LibraryModels } from "../../app/cli/library-models.ts";
import { registerModelsCommand } from "../../app/cli/models.ts";
import { sizeAsText } from "../../app/cli/models-output.ts";
import { createTransferReporter } from "../../app/cli/transfer-progress.ts";
import type { ModelStore } from "../../app/models/store.ts";
import {
  createModelPackage,
  createPacker,
  openTinyStore,
  sha256,
  tinyContents,
} from "../support/model-store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { flattenFace, tinyOnnx } from "../support/tiny-onnx.ts";
import { writeWeightsFile } from "../support/weights-file.ts";

interface Run {
  readonly exitCode: number;
  readonly out: string;
  readonly errors: string;
}

/** Runs `familiar models WORDS...` on a store, within this process. */
async function run(store: ModelStore, ...words: string[]): Promise<Run> {
  return await runWithLibrary(null, store, ...words);
}

/** The same with a library that uses these models. */
async function runWithLibrary(
  library: LibraryModels | null,
  store: ModelStore,
  ...words: string[]
): Promise<Run> {
  let [out, errors, exitCode] = ["", "", 0];
  const writeError = (text: string): void => {
    errors += text;
  };
  const program = new Command("familiar").exitOverride().configureOutput({ writeErr: writeError });
  registerModelsCommand(program, {
    openStore: () => Promise.resolve(store),
    readLibrary: () => Promise.resolve(library),
    writeOut: (text) => {
      out += text;
    },
    writeError,
    setExitCode: (code) => {
      exitCode = code;
    },
  });
  try {
    await program.parseAsync(["models", ...words], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    ({ exitCode } = error);
  }
  return { exitCode, out, errors };
}

async function openStoreWithPackage(): Promise<ModelStore> {
  const tiny = await createModelPackage();
  return await openTinyStore({ integrity: tiny.integrity, packTarball: createPacker(tiny).pack });
}

async function write(name: string, content: string | Buffer): Promise<string> {
  const file = path.join(temporaryFolder(), name);
  await writeFile(file, content);
  return file;
}

test("sizes are decimal megabytes", () => {
  expect([sizeAsText(4_884_269), sizeAsText(322_906)]).toEqual(["4.9 MB", "0.3 MB"]);
});

describe("familiar models", () => {
  test("lists what is installed, what each is for, its licence, size and place", async () => {
    const store = await openStoreWithPackage();
    await store.install("rfb-320");
    const { exitCode, out } = await run(store);
    expect(exitCode).toBe(0);
    expect(out).toContain(
      [
        "  rfb-320                installed        0.0 MB  MIT",
        "      Finds faces where YuNet cannot be had; best on large faces.",
        `      ${path.join(store.folder, "fr_detect.onnx")}`,
      ].join("\n"),
    );
    expect(out).toContain("  yunet                  not installed    0.0 MB  Apache-2.0\n");
    expect(out).toContain("      familiar models install yunet\n");
    expect(out).toContain("from a file: familiar models add mobilefacenet-foamliu --from FILE");
  });

  test("runtime shows what computes, and remembers a choice", async () => {
    const store = await openTinyStore();
    expect((await run(store, "runtime")).out).toBe("The fastest runtime, measured at the next scan\n");
    expect((await run(store, "runtime", "tensorflow")).out).toBe("tensorflow computes: as you chose\n");
    expect(JSON.parse((await run(store, "runtime", "--json")).out)).toEqual({
      ...{ choice: "tensorflow", used: "tensorflow", measures: [] },
    });
    const wrong = await run(store, "runtime", "abacus");
    expect(wrong.errors).toContain("Allowed choices are auto, onnx, tensorflow.");
    expect(wrong.exitCode).not.toBe(0);
    expect((await run(store, "runtime")).out).toBe("tensorflow computes: as you chose\n");
  });

  test("names a file that has a model's name but not its bytes", async () => {
    const folder = temporaryFolder();
    await writeFile(path.join(folder, "fr_detect.onnx"), "short");
    const { out } = await run(await openTinyStore({ folder }));
    expect(out).toContain(`Note: ${path.join(folder, "fr_detect.onnx")} is not Ultra-Light RFB-320`);
  });

  test("--json gives one document with the same facts", async () => {
    const store = await openTinyStore({ searchFolders: ["/searched"] });
    const { out, errors } = await run(store, "--json");
    const document = JSON.parse(out) as { folder: string; searchFolders: string[]; models: unknown[] };
    expect([document.folder, document.searchFolders, document.models.length]).toEqual([
      store.folder,
      ["/searched"],
      8,
    ]);
    expect(document.models[1]).toEqual({
      id: "rfb-320",
      title: "Ultra-Light RFB-320",
      purpose: "Finds faces where YuNet cannot be had; best on large faces.",
      task: "detector",
      kind: "rfb",
      licence: "MIT",
      licenceNote: "As declared by the npm package faceplugin-face-recognition-js 0.0.1, which carries it.",
      sizeBytes: 16,
      sha256: sha256(tinyContents["rfb-320"]),
      source: "npm",
      isDefault: true,
      installed: false,
      path: null,
      problem: null,
    });
    expect(errors).toBe("");
  });
});

describe("familiar models with a library", () => {
  const library: LibraryModels = {
    ...{ folder: "/library", detector: "rfb-320", landmarks: null, embedding: "mobilefacenet", faces: 1_200 },
    vectors: [
      { model: "mobilefacenet", faces: 1_199 },
      { model: "mobilefacenet-foamliu", faces: 3 },
    ],
  };

  test("says what the library uses, and how many faces have vectors of each model", async () => {
    const { out } = await runWithLibrary(library, await openTinyStore());
    expect(out.split("\n").filter((line) => line.includes("the library"))).toEqual([
      "      Used by the library.",
      "      Used by the library: 1,199 of 1,200 faces can be compared by it.",
      "      In the library: 3 of 1,200 faces can be compared by it.",
    ]);
  });

  test("--json gives the same", async () => {
    const { out } = await runWithLibrary(library, await openTinyStore(), "--json");
    expect(JSON.parse(out)).toMatchObject({ library });
  });
});

describe("familiar models install", () => {
  test("without ids takes what a scan needs; a detector with a stand-in is a note, no failure", async () => {
    const store = await openStoreWithPackage();
    const { exitCode, out, errors } = await run(store, "install");
    expect(exitCode).toBe(0);
    expect(out.trim().split("\n")).toEqual([
      `Ultra-Light RFB-320: installed, 0.0 MB (${path.join(store.folder, "fr_detect.onnx")})`,
      `68 landmarks: installed, 0.0 MB (${path.join(store.folder, "fr_landmark.onnx")})`,
      `MobileFaceNet: installed, 0.0 MB (${path.join(store.folder, "fr_feature.onnx")})`,
    ]);
    expect(errors).toContain("There is no connection to 127.0.0.1:1, which has YuNet.");
  });

  test("a second time says that they are there", async () => {
    const store = await openStoreWithPackage();
    await run(store, "install", "rfb-320");
    const { exitCode, out, errors } = await run(store, "install", "rfb-320");
    expect([exitCode, errors]).toEqual([0, ""]);
    expect(out).toBe(
      `Ultra-Light RFB-320: installed already (${path.join(store.folder, "fr_detect.onnx")})\n`,
    );
  });

  test("a model asked for by name that cannot be had is a failure", async () => {
    const { exitCode, out, errors } = await run(await openStoreWithPackage(), "install", "yunet");
    expect([exitCode, out]).toEqual([1, ""]);
    expect(errors).toContain("familiar models add yunet --from FILE");
  });

  test("--json tells every outcome", async () => {
    const store = await openStoreWithPackage();
    const { exitCode, out } = await run(store, "install", "yunet", "rfb-320", "--json");
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toEqual({
      folder: store.folder,
      notes: [],
      models: [
        { id: "yunet", state: "failed", reason: expect.stringContaining("There is no connection") as string },
        { id: "rfb-320", state: "installed", path: path.join(store.folder, "fr_detect.onnx") },
      ],
    });
  });

  test("an unknown id is wrong usage", async () => {
    const { exitCode, errors } = await run(await openTinyStore(), "install", "yunnet");
    expect(exitCode).toBe(2);
    expect(errors).toContain('There is no model called "yunnet". The models are: yunet,');
  });
});

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
    const { exitCode, out } = await run(
      store,
      "add",
      "mine",
      "--from",
      file,
      "--task",
      "embedding",
      "--json",
    );
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

test("a large transfer is told of in tenths, a small one only begins", () => {
  const lines: string[] = [];
  const write = (text: string) => lines.push(text);
  const large = createTransferReporter("VGG-Face", write);
  for (const megabytes of [0, 20, 58, 60, 116, 580]) large(megabytes * 1e6, 580e6);
  const small = createTransferReporter("YuNet", write);
  for (const bytes of [0, 100_000, 322_906]) small(bytes, 322_906);
  createTransferReporter("a file", write)(1_000, null);
  expect(lines).toEqual([
    "Fetching VGG-Face (580.0 MB)...\n",
    "  10 %, 58.0 MB of 580.0 MB\n",
    "  20 %, 116.0 MB of 580.0 MB\n",
    "  100 %, 580.0 MB of 580.0 MB\n",
    "Fetching YuNet (0.3 MB)...\n",
    "Fetching a file...\n",
  ]);
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
    const { exitCode, out } = await run(
      store,
      "add",
      "mine",
      "--from",
      file,
      "--network",
      "deepid",
      "--json",
    );
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
