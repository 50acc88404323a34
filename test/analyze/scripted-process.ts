import { existsSync, readFileSync } from "node:fs";
import type { NetworkFiles } from "../../app/faces/network-files.ts";

/** Networks for processes that are scripted: they load none. */
export const noNetworks: NetworkFiles = {
  runtime: "onnx",
  detector: { kind: "rfb", path: "none" },
  landmarks: null,
  embedding: { path: "none", input: { channels: "rgb", mean: [0], scale: [1] } },
};

/** The process that each piece of work was given to, in their order, from the log that the scripted ones write. */
export function processIdsIn(log: string): number[] {
  if (!existsSync(log)) return [];
  return readFileSync(log, "utf8")
    .trim()
    .split("\n")
    .map((line) => parseInt(line, 10));
}
