import path from "node:path";

import { expect, test } from "vitest";

import { defaultLibraryFolder } from "../../app/library/default-folder.ts";
import { modelSearchFolders, modelsFolder } from "../../app/models/default-folders.ts";

test("FAMILIAR_MODELS is a list like PATH, made absolute, without its empty entries", () => {
  const first = path.resolve("/first");
  const list = ["", first, "second", ""].join(path.delimiter);
  expect(modelSearchFolders({ FAMILIAR_MODELS: list })).toEqual([first, path.resolve("second")]);
});

test("without FAMILIAR_MODELS no other folder is searched", () => {
  expect(modelSearchFolders({})).toEqual([]);
});

test("models and library lie beside each other in the user's data folder", () => {
  expect(path.basename(modelsFolder())).toBe("models");
  expect(path.basename(defaultLibraryFolder())).toBe("library");
  expect(path.dirname(modelsFolder())).toBe(path.dirname(defaultLibraryFolder()));
});
