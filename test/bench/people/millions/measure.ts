// A process of its own for run.ts, so that its memory is that of one way of searching: opens what was saved, looks up faces.
//   node --expose-gc test/bench/people/millions/measure.ts FOLDER WAY FACES QUERIES
import { closeSync, openSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { openCompactVectors } from "../../../../app/people/compact-file.ts";
import { searchExactly } from "../../../../app/people/exact-search.ts";
import { FaceIndex, type NearFace } from "../../../../app/people/face-index.ts";
import { openFaceIndex } from "../../../../app/people/open-index.ts";
import { VectorTable } from "../../../../app/people/vector-table.ts";
import { dimensions, faces, identityOf, queries, readVectors, vectorsFile } from "./vectors.ts";

const nearest = 10;
/** As app/library/compact-search.ts compares. */
const candidates = 4 * nearest;
const found = z.array(z.array(z.int()));

const [folder = "", way = "", facesText = "", queriesText = ""] = process.argv.slice(2);
const count = Number(facesText);
const asked = queries(folder, Number(queriesText));
const identity = identityOf(folder, count);
/** What is saved has all faces. */
const readNothing = () => [];

const memoryBefore = memory();
const before = performance.now();
const { search, savedBytes, openMs } = await open();
const memoryBytes = memory() - memoryBefore;
for (const vector of asked.slice(0, 20)) search(vector);
const took: number[] = [];
const answers = asked.map((vector) => {
  const start = performance.now();
  const near = search(vector);
  took.push(performance.now() - start);
  return near.slice(0, nearest).map(({ faceId }) => faceId);
});
took.sort((a, b) => a - b);
const truthFile = path.join(folder, `nearest-${count}.json`);
if (way === "exact") writeFileSync(truthFile, JSON.stringify(answers));
const truth = found.parse(JSON.parse(readFileSync(truthFile, "utf8")));
const right = answers.map((near, at) => near.filter((faceId) => truth[at]?.includes(faceId)).length);
console.log(
  JSON.stringify({
    recall: right.reduce((sum, each) => sum + each, 0) / (nearest * asked.length),
    medianMs: took[Math.floor(took.length / 2)],
    p95Ms: took[Math.floor(took.length * 0.95)],
    ...{ memoryBytes, savedBytes, openMs },
  }),
);

interface Opened {
  readonly search: (vector: Float32Array) => NearFace[];
  readonly savedBytes: number;
  readonly openMs: number;
}

async function open(): Promise<Opened> {
  switch (way) {
    case "exact":
      return openTable();
    case "compact":
    case "compact, compared again":
      return await openCompact(way !== "compact");
    case "graph":
      return await openGraph();
    case "graph of few":
      return makeGraph();
    default:
      throw new RangeError(`No way of searching: ${way}`);
  }
}

function openTable(): Opened {
  const all = new VectorTable(dimensions, count);
  for (const { faceId, vector } of faces(folder, count)) all.add(faceId, vector);
  const openMs = performance.now() - before;
  return { search: (vector) => all.search(vector, nearest), savedBytes: count * dimensions * 4, openMs };
}

async function openCompact(isComparedAgain: boolean): Promise<Opened> {
  const { vectors } = await openCompactVectors(identity, readNothing);
  const openMs = performance.now() - before;
  const full = openSync(vectorsFile(folder), "r");
  process.once("exit", () => {
    closeSync(full);
  });
  // As a search in a library reads them from the catalogue.
  const vectorOf = ({ faceId }: NearFace) => ({ faceId, vector: readVectors(full, faceId - 1, 1) });
  return {
    search: (vector) => {
      const [near = []] = vectors.search([vector], isComparedAgain ? candidates : nearest);
      return isComparedAgain ? searchExactly(near.map(vectorOf), vector, nearest) : near;
    },
    ...{ savedBytes: statSync(path.join(folder, `${identity.model}.compact`)).size, openMs },
  };
}

async function openGraph(): Promise<Opened> {
  const { index } = await openFaceIndex(identity, readNothing);
  const openMs = performance.now() - before;
  const savedBytes = statSync(path.join(folder, `${identity.model}.hnsw`)).size;
  return { search: (vector) => index.search(vector, nearest), savedBytes, openMs };
}

/** The graph where the app would look at every face. */
function makeGraph(): Opened {
  const index = FaceIndex.empty(dimensions, undefined, 0);
  for (const { faceId, vector } of faces(folder, count)) index.add(faceId, vector);
  return {
    search: (vector) => index.search(vector, nearest),
    ...{ savedBytes: 0, openMs: performance.now() - before },
  };
}

/** Of the process, without what only waits to be collected. */
function memory(): number {
  global.gc?.();
  return process.memoryUsage.rss();
}
