import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { LibraryModels } from "../../app/cli/library-models.ts";
import { sizeAsText } from "../../app/cli/models-output.ts";
import { openTinyStore, sha256, tinyContents } from "../support/model-store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { openStoreWithPackage, run, runWithLibrary } from "./models-in-process.ts";

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
