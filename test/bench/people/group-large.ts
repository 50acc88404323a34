// A process of its own for large.ts: opens a library as the app does, groups what is new, and prints time and memory.
//   node test/bench/people/group-large.ts FOLDER MODEL DIMENSIONS
import path from "node:path";
import { iterateEmbeddings } from "../../../app/db/embeddings.ts";
import { openCatalogue } from "../../../app/db/open.ts";
import { clusterOptionsOf } from "../../../app/people/cluster-options.ts";
import { groupFaces } from "../../../app/people/group-faces.ts";
import { openFaceIndex } from "../../../app/people/open-index.ts";

const [folder = "", model = "", dimensions = ""] = process.argv.slice(2);
const db = openCatalogue(path.join(folder, "catalogue.sqlite"));
const identity = { folder, model, dimensions: Number(dimensions), revision: 0 };
const { index } = await openFaceIndex(identity, () => iterateEmbeddings(db, model));
const opened = process.memoryUsage.rss();
const before = performance.now();
const cpuBefore = process.cpuUsage();
const placed = await groupFaces(db, index, { model, cluster: clusterOptionsOf(model) });
const seconds = ((performance.now() - before) / 1000).toFixed(1);
const { user, system } = process.cpuUsage(cpuBefore);
console.log(
  `  ${placed} faces into groups: ${seconds} s (processor ${((user + system) / 1e6).toFixed(1)} s); ` +
    `memory ${megabytes(opened)} MiB before, at most ${megabytes(process.resourceUsage().maxRSS * 1024)} MiB`,
);
db.close();

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
