// A process of its own for run.ts: saves compact vectors or the graph of so many faces, and prints the seconds that it took,
// or null when an earlier run has saved the graph, which takes many minutes for a million.
//   node test/bench/people/millions/make.ts FOLDER compact|graph FACES
import { rm } from "node:fs/promises";
import path from "node:path";
import { openCompactVectors, saveCompactVectors } from "../../../../app/people/compact-file.ts";
import { openFaceIndex, saveFaceIndex } from "../../../../app/people/open-index.ts";
import { faces, identityOf } from "./vectors.ts";

const [folder = "", way = "", countText = ""] = process.argv.slice(2);
const count = Number(countText);
const identity = identityOf(folder, count);
const start = performance.now();
console.log(JSON.stringify((await make()) ? (performance.now() - start) / 1000 : null));

async function make(): Promise<boolean> {
  if (way === "compact") {
    await rm(path.join(folder, `${identity.model}.compact.json`), { force: true });
    await saveCompactVectors(await openCompactVectors(identity, () => faces(folder, count)), identity);
    return true;
  }
  const { index, rebuiltBecause } = await openFaceIndex(identity, () => faces(folder, count));
  if (rebuiltBecause === null) return false;
  await saveFaceIndex(index, identity);
  return true;
}
