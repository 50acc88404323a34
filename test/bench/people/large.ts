// Groups a large made-up library, all at once and then a scan of a few more photos: time and memory.
//   FAMILIAR_DATA=... node test/bench/people/large.ts [FACES]
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { clusteringFigures } from "../../../app/evaluate/clustering.ts";
import { iterateEmbeddings } from "../../../app/db/embeddings.ts";
import { saveFaceIndex } from "../../../app/people/open-index.ts";
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
let last = performance.now();
using library = await makeLabelledLibrary(faces.slice(0, count), model, { scans: 0 });
const { db, index } = library.context;
library.add(faces.slice(0, count));
lap("into the catalogue and the index");
await group();
library.add(faces.slice(count));
lap(`${later} more into the catalogue and the index`);
await group();
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

/** In a process of its own, so that its memory is that of the app. */
async function group(): Promise<void> {
  await saveFaceIndex(index, { folder: library.folder, model, dimensions: made.dimensions, revision: 0 });
  const script = fileURLToPath(new URL("group-large.ts", import.meta.url));
  const { status } = spawnSync(process.execPath, [script, library.folder, model, String(made.dimensions)], {
    stdio: "inherit",
  });
  if (status !== 0) throw new Error(`Grouping ended with code ${String(status)}.`);
  last = performance.now();
}

function lap(what: string): void {
  console.log(`  ${what}: ${((performance.now() - last) / 1000).toFixed(1)} s`);
}
