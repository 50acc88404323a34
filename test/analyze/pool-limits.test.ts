import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { poolLimits } from "../../app/analyze/pool-limits.ts";
import type { NetworkFiles } from "../../app/faces/network-files.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const input = { channels: "rgb", mean: [0, 0, 0], scale: [1, 1, 1] } as const;

function networks(embedding: NetworkFiles["embedding"]): NetworkFiles {
  return { runtime: "onnx", detector: { kind: "rfb", path: "none" }, landmarks: null, embedding };
}

test("one analyzer a core, and 2 minutes a photo", () => {
  const usual = networks({ path: "none", input: { ...input, mean: [0], scale: [1] } });
  expect(poolLimits(usual, { cores: 8, freeBytes: 1e9 })).toEqual({ processes: 8, timeoutMs: 120_000 });
});

test("with large weights as many as there is memory for, at least one, and more time", () => {
  const path = join(temporaryFolder(), "weights.h5");
  writeFileSync(path, "");
  // A file without content takes no room.
  truncateSync(path, 580_000_000);
  const keras = { network: "vgg-face", dimensions: 2622 } as const;
  const large = networks({ path, input: { ...input, mean: [0], scale: [1] }, keras });
  const processesAt = (freeBytes: number) => poolLimits(large, { cores: 8, freeBytes }).processes;
  expect([2e9, 5e9, 64e9, 1e8].map(processesAt)).toEqual([1, 2, 8, 1]);
  expect(poolLimits(large, { cores: 8, freeBytes: 64e9 }).timeoutMs).toBeGreaterThan(600_000);
});
