import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import path from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { openTinyStore, tinyContents } from "../support/model-store.ts";
import { serveLocally } from "../support/local-server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

function startInstall(folder: string, url: string): ChildProcess {
  const script = path.join(import.meta.dirname, "install-in-child.ts");
  const child = spawn(process.execPath, [script, folder, url, "yunet"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return child;
}

test("a process killed halfway leaves nothing that is taken for a model, and the next install works", async () => {
  const folder = temporaryFolder();
  let isFirst = true;
  const { promise: isHalfway, resolve: reportHalfway } = Promise.withResolvers<undefined>();
  const url = await serveLocally((_request, response) => {
    response.writeHead(200, { "content-length": tinyContents.yunet.length });
    if (!isFirst) response.end(tinyContents.yunet);
    else
      response.write("bytes", () => {
        reportHalfway(undefined);
      });
    isFirst = false;
  });
  const child = startInstall(folder, url);
  await isHalfway;
  child.kill("SIGKILL");
  await once(child, "exit");

  const names = await readdir(folder);
  expect(names).toHaveLength(1);
  expect(names[0]).toMatch(/^\.incoming-/);
  const store = await openTinyStore({ folder, yunetUrl: url });
  expect(await store.locate("yunet")).toBeUndefined();
  expect((await store.install("yunet")).path).toBe(path.join(folder, "yunet_n_dynamic.onnx"));
});

test("two processes that install the same model at once both end with it", async () => {
  const folder = temporaryFolder();
  const waiting: (() => void)[] = [];
  const url = await serveLocally((_request, response) => {
    response.writeHead(200, { "content-length": tinyContents.yunet.length });
    response.write("bytes");
    waiting.push(() => response.end(tinyContents.yunet.slice(5)));
    // Both are halfway before either goes on.
    if (waiting.length === 2) for (const goOn of waiting) goOn();
  });
  const children = [startInstall(folder, url), startInstall(folder, url)];
  const exits = await Promise.all(children.map((child) => once(child, "exit")));
  expect(exits.map(([exitCode]) => exitCode as number)).toEqual([0, 0]);
  expect(await readdir(folder)).toEqual(["yunet_n_dynamic.onnx"]);
  expect(await (await openTinyStore({ folder })).locate("yunet")).toBeDefined();
});
