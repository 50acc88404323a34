import { readdir } from "node:fs/promises";

import { describe, expect, test } from "vitest";

import { chooseNpm, explainNpmFailure, packWithNpm } from "../../app/models/pack-tarball.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe("which npm is run", () => {
  test("the one that started us, under our own Node", () => {
    expect(chooseNpm({ npm_execpath: "/lib/npm/bin/npm-cli.js" }, "linux")).toEqual({
      command: process.execPath,
      leadingArguments: ["/lib/npm/bin/npm-cli.js"],
      needsShell: false,
    });
  });

  test.each([
    ["without a starter", {}],
    ["started by another package manager", { npm_execpath: "/lib/pnpm/bin/pnpm.cjs" }],
  ])("%s, the one on PATH", (_case, environment) => {
    expect(chooseNpm(environment, "linux")).toEqual({
      command: "npm",
      leadingArguments: [],
      needsShell: false,
    });
    expect(chooseNpm(environment, "win32")).toEqual({
      command: "npm.cmd",
      leadingArguments: [],
      needsShell: true,
    });
  });
});

describe("npm's failures in plain words", () => {
  test.each([
    [
      "offline",
      "npm error code ENOTFOUND\nnpm error syscall getaddrinfo\n",
      "There is no connection to the npm registry, which has tiny@1.0.0 (ENOTFOUND).",
    ],
    [
      "offline",
      "npm ERR! code EAI_AGAIN\n",
      "There is no connection to the npm registry, which has tiny@1.0.0 (EAI_AGAIN).",
    ],
    ["refused", "npm warn old\nnpm error code E404\n", "The npm registry does not have tiny@1.0.0 (E404)."],
    [
      "failed",
      "npm error code EACCES\nnpm error Your cache folder contains root-owned files\nnpm error more\n",
      "npm could not fetch tiny@1.0.0: npm error Your cache folder contains root-owned files",
    ],
    ["failed", "", "npm could not fetch tiny@1.0.0: it gave no reason"],
  ])("%s: %j", (reason, output, message) => {
    expect(explainNpmFailure("tiny@1.0.0", output)).toMatchObject({ reason, message });
  });
});

test("a pack that is cancelled before it starts leaves nothing", async () => {
  const folder = temporaryFolder();
  const signal = AbortSignal.abort(new Error("no longer wanted"));
  await expect(packWithNpm("tiny@1.0.0", folder, signal)).rejects.toMatchObject({ name: "AbortError" });
  expect(await readdir(folder)).toEqual([]);
});
