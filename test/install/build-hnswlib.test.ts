import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

import { temporaryFolder } from "../support/temporary-folder.ts";

const script = path.resolve(import.meta.dirname, "../../app/install/build-hnswlib.mjs");

test("what is built already is left alone, with one line", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: "utf8" });
  expect([status, stdout, stderr]).toEqual([0, "hnswlib-node: built already.\n", ""]);
});

test.skipIf(process.platform === "win32")(
  "a machine without tools is told which, and how to get them",
  () => {
    const project = temporaryFolder();
    for (const folder of ["app/install", "node_modules/hnswlib-node"]) {
      mkdirSync(path.join(project, folder), { recursive: true });
    }
    copyFileSync(script, path.join(project, "app/install/build-hnswlib.mjs"));
    writeFileSync(path.join(project, "package.json"), "{}");
    writeFileSync(path.join(project, "node_modules/hnswlib-node/package.json"), "{}");
    const run = spawnSync(process.execPath, [path.join(project, "app/install/build-hnswlib.mjs")], {
      encoding: "utf8",
      env: { PATH: temporaryFolder() },
    });
    expect([run.status, run.stdout]).toEqual([1, ""]);
    expect(run.stderr).toContain(
      "hnswlib-node (the index that finds similar faces) could not be built.\n" +
        "Missing on this machine: Python 3 (python3), make, a C++ compiler (g++ or clang++).\n",
    );
  },
);
