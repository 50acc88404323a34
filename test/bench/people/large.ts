// Groups a large made-up library, all at once and then a scan of a few more photos: time and memory.
//   FAMILIAR_DATA=... node test/bench/people/large.ts [FACES]
import { clusteringFigures } from "../../../app/evaluate/clustering.ts";
import { iterateEmbeddings } from "../../../app/db/embeddings.ts";
import { clusterOptionsOf } from "../../../app/people/cluster-options.ts";
import { groupFaces } from "../../../app/people/group-faces.ts";
import { printMachine } from "../machine.ts";
import { seededRandom } from "../../people/unit-vectors.ts";
import { makeLabelledLibrary } from "./labelled-library.ts";
import { loadLabelledFaces, type LabelledFace } from "./labelled-sets.ts";
import { makeUpLibrary } from "./made-up-library.ts";

const count = Number(process.argv[2] ?? 100_000);
const model = "mobilefacenet";
/** Faces of the scan that comes later. */
const later = 1_000;

printMachine();
const made = makeUpLibrary(count + later, await loadLabelledFaces("lfw-dev", model), seededRandom(1));
const faces = made.faces.map(({ person, photo, quality }, at): LabelledFace => ({
  ...{ person: String(person), photo: String(photo), quality },
  vector: made.vectors.subarray(at * made.dimensions, (at + 1) * made.dimensions),
}));
console.log(
  `${count} made-up faces of ${new Set(made.faces.map(({ person }) => person)).size} people, ${made.dimensions} numbers each`,
);
const memoryBefore = process.memoryUsage.rss();
let last = performance.now();
let lastCpu = process.cpuUsage();
const lap = (what: string): void => {
  const { user, system } = process.cpuUsage(lastCpu);
  const seconds = ((performance.now() - last) / 1000).toFixed(1);
  const cpuSeconds = ((user + system) / 1e6).toFixed(1);
  console.log(
    `  ${what}: ${seconds} s (processor ${cpuSeconds} s), memory ${megabytes(process.memoryUsage.rss())} MiB`,
  );
  last = performance.now();
  lastCpu = process.cpuUsage();
};
console.log(`  before: memory ${megabytes(memoryBefore)} MiB`);
using library = await makeLabelledLibrary(faces.slice(0, count), model, { scans: 0 });
const { db, index } = library.context;
library.add(faces.slice(0, count));
lap("into the catalogue and the index");
await group();
lap("all faces into groups");
library.add(faces.slice(count));
lap(`${later} more into the catalogue and the index`);
await group();
lap(`${later} more faces into groups`);
console.log(`  memory at most ${megabytes(process.resourceUsage().maxRSS * 1024)} MiB`);
const clusters = new Map(
  [...iterateEmbeddings(db, model)].map(({ faceId, clusterId }) => [faceId, clusterId]),
);
const { bCubedF1, bCubedPrecision, bCubedRecall } = clusteringFigures(
  Int32Array.from(library.truth.values(), Number),
  Int32Array.from(library.truth.keys(), (faceId) => clusters.get(faceId) ?? -1),
);
console.log(
  `  B-cubed F1 ${bCubedF1.toFixed(3)}, precision ${bCubedPrecision.toFixed(3)}, recall ${bCubedRecall.toFixed(3)}`,
);

async function group(): Promise<void> {
  await groupFaces(db, index, { model, cluster: clusterOptionsOf(model) });
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
