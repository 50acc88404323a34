import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { AnalyzerSetup, FaceToEmbed } from "../../app/analyze/messages.ts";
import type { AnalysisOutcome, EmbeddingOutcome } from "../../app/analyze/outcomes.ts";
import { AnalyzerPool, type PoolOptions } from "../../app/analyze/pool.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** One line that an analyzer of fixtures/scripted-analyzer.ts wrote down. */
export interface LogLine {
  readonly processId: number;
  readonly event: string;
  readonly name: string;
}

export interface ScriptedPool {
  readonly pool: AnalyzerPool;
  /** Analyses photos of these names, given at once. */
  readonly analyse: (...names: string[]) => Promise<AnalysisOutcome[]>;
  /** Represents one face, without landmarks, in photos of these names, given at once. */
  readonly embed: (...names: string[]) => Promise<EmbeddingOutcome[]>;
  /** Lets the gated photos finish. */
  readonly openGate: () => void;
  readonly log: () => LogLine[];
  /** The log with the analyzers numbered in the order in which they were given photos: "1 start a.ok.jpg". */
  readonly story: () => string[];
}

/** The face that `embed` asks for. */
export const faceToEmbed: FaceToEmbed = {
  ...{ x: -1, y: 2.5, width: 10, height: 12, score: 0.75 },
  landmarks: new Float32Array(0),
};

const noNetworks: AnalyzerSetup["networks"] = {
  runtime: "onnx",
  detector: { kind: "rfb", path: "none" },
  landmarks: null,
  embedding: { path: "none", input: { channels: "rgb", mean: [0], scale: [1] } },
};

/** A pool of one real process that runs a fixture; closed when the running test ends. */
export function scriptedPool(
  options: Partial<Omit<PoolOptions, "setup" | "entry">> = {},
  fixture = "scripted-analyzer",
): ScriptedPool {
  const folder = temporaryFolder();
  const pool = new AnalyzerPool({
    setup: { networks: noNetworks, thumbnailFolder: folder },
    processes: 1,
    entry: new URL(`./fixtures/${fixture}.ts`, import.meta.url),
    ...options,
  });
  onTestFinished(async () => {
    await pool.close();
  });
  const log = () => readLog(join(folder, "log"));
  return {
    pool,
    log,
    analyse: async (...names) => await Promise.all(names.map((name) => pool.analyse(join(folder, name)))),
    embed: async (...names) =>
      await Promise.all(names.map((name) => pool.embed(join(folder, name), Buffer.alloc(32), [faceToEmbed]))),
    openGate: () => {
      writeFileSync(join(folder, "gate"), "");
    },
    story: () => {
      const lines = log();
      const analyzers = [...new Set(lines.map(({ processId }) => processId))];
      return lines.map(
        ({ processId, event, name }) => `${analyzers.indexOf(processId) + 1} ${event} ${name}`,
      );
    },
  };
}

function readLog(file: string): LogLine[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [processId, event = "", name = ""] = line.split(" ");
      return { processId: Number(processId), event, name };
    });
}
