// Nearest faces among 10,000, 100,000 and a million: every one looked at in float32, in int8 with and without comparing
// the best again, and by the graph (HNSW). Recall of the ten nearest, time, memory, and how long a saved index takes to open.
// Then what somebody waits for who opens a library of so many faces. The graph of a million takes an hour: it is made in
// portions, and a run that was ended goes on where it was.
// The vectors are made up: mixtures of real ones, so that people and strangers are as alike as real ones are.
//   FAMILIAR_DATA=... node test/bench/people/millions/run.ts [FOLDER] [MOST]
import { spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { percent, table } from "../../../../app/cli/words.ts";
import { printMachine } from "../../machine.ts";
import { cacheFolder } from "../labelled-sets.ts";
import { dimensions, makeVectors, mostFaces } from "./vectors.ts";

const [folder = path.join(cacheFolder(), "millions"), mostText] = process.argv.slice(2);
const most = Number(mostText ?? mostFaces);

const measure = z.strictObject({
  recall: z.number(),
  medianMs: z.number(),
  p95Ms: z.number(),
  memoryBytes: z.number(),
  savedBytes: z.number(),
  openMs: z.number(),
});

await makeVectors(folder);
printMachine();
console.log(`Made-up faces, ${dimensions} numbers each; the ten nearest of faces that are not among them`);

const few: (string | number)[][] = [["faces", "all looked at, ms", "graph, ms", "recall of the graph"]];
for (const count of [500, 1_000, 2_000, 3_000, 4_000, 6_000, 8_000]) {
  const exact = run("exact", count, 1_000);
  const graph = run("graph of few", count, 1_000);
  few.push([count, exact.medianMs.toFixed(3), graph.medianMs.toFixed(3), percent(graph.recall, 2)]);
}
console.log(table(few));

const rows: (string | number)[][] = [
  [
    "faces",
    "way",
    "recall at 10",
    "median ms",
    "p95 ms",
    "memory MiB",
    "file MiB",
    "opens in ms",
    "made in s",
  ],
];
const counts = [10_000, 100_000, 1_000_000].filter((faces) => faces <= most);
for (const count of counts) {
  const queries = count > 100_000 ? 100 : 1_000;
  add("exact", count, run("exact", count, queries), null);
  const compactSeconds = make("compact", count);
  for (const way of ["compact", "compact, compared again"]) {
    add(way, count, run(way, count, queries), compactSeconds);
  }
  const graphSeconds = make("graph", count);
  add("graph", count, run("graph", count, queries), graphSeconds);
}
console.log(table(rows));
for (const count of counts) {
  console.log(`A library of ${count} faces is opened, and asked who a face is:`);
  console.log(runScript("library.ts", [folder, String(count)]));
}

function add(
  way: string,
  count: number,
  measured: z.infer<typeof measure>,
  madeSeconds: number | null,
): void {
  const { recall, medianMs, p95Ms, memoryBytes, savedBytes, openMs } = measured;
  rows.push([
    count,
    way,
    percent(recall, 2),
    medianMs.toFixed(2),
    p95Ms.toFixed(2),
    (memoryBytes / 2 ** 20).toFixed(0),
    (savedBytes / 2 ** 20).toFixed(0),
    openMs.toFixed(0),
    madeSeconds?.toFixed(1) ?? "",
  ]);
  console.error(table(rows.slice(-1)));
}

/** Seconds; those of earlier runs count. */
function make(way: "compact" | "graph", count: number): number {
  return z.number().parse(JSON.parse(runScript("make.ts", [folder, way, String(count)])));
}

function run(way: string, count: number, queries: number): z.infer<typeof measure> {
  return measure.parse(JSON.parse(runScript("measure.ts", [folder, way, String(count), String(queries)])));
}

/** A process of its own, with the garbage collector within reach. */
function runScript(script: string, parameters: readonly string[]): string {
  const file = fileURLToPath(new URL(`./${script}`, import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, ["--expose-gc", file, ...parameters], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`${script} ${parameters.join(" ")} failed.`);
  return stdout;
}
