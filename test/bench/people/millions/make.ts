// A process of its own for run.ts: saves compact vectors or the graph of so many faces, and prints the seconds that it took.
// The graph of a million takes an hour and more: it is made in portions, each of which is saved, so that it can be ended
// at any time and goes on where it was.
//   node test/bench/people/millions/make.ts FOLDER compact|graph FACES
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { openCompactVectors, saveCompactVectors } from "../../../../app/people/compact-file.ts";
import { addMissingFaces, openFaceIndex, saveFaceIndex } from "../../../../app/people/open-index.ts";
import { faces, identityOf, makeVectors } from "./vectors.ts";

const facesPerPortion = 50_000;

const [folder = "", way = "", countText = ""] = process.argv.slice(2);
const count = Number(countText);
const identity = identityOf(folder, count);
await makeVectors(folder);
console.log(JSON.stringify(way === "compact" ? await makeCompact() : await makeGraph()));

async function makeCompact(): Promise<number> {
  const start = performance.now();
  await rm(path.join(folder, `${identity.model}.compact.json`), { force: true });
  await saveCompactVectors(await openCompactVectors(identity, () => faces(folder, count)), identity);
  return (performance.now() - start) / 1000;
}

/** Seconds of the processor, for all portions: what else goes on on the machine counts less than by the clock. */
async function makeGraph(): Promise<number> {
  const { index } = await openFaceIndex(identity, () => []);
  let seconds = index.size === 0 ? 0 : await readSeconds();
  while (index.size < count) {
    const before = process.cpuUsage();
    const startedAtMs = performance.now();
    const begin = index.size;
    const end = Math.min(count, begin + facesPerPortion);
    await addMissingFaces(index, () => faces(folder, end, begin));
    const { user, system } = process.cpuUsage(before);
    const took = (user + system) / 1e6;
    seconds += took;
    const byClock = (performance.now() - startedAtMs) / 1000;
    const perFace = ((took / (end - begin)) * 1000).toFixed(2);
    console.error(
      `${end} of ${count} faces: ${seconds.toFixed(0)} s of the processor so far; the last ${end - begin} took ` +
        `${took.toFixed(0)} s (${perFace} ms a face), ${byClock.toFixed(0)} s by the clock`,
    );
    await saveFaceIndex(index, identity);
    await writeFile(secondsFile(), JSON.stringify(seconds));
  }
  return seconds;
}

async function readSeconds(): Promise<number> {
  return z.number().parse(JSON.parse(await readFile(secondsFile(), "utf8")));
}

function secondsFile(): string {
  return path.join(folder, `${identity.model}.seconds.json`);
}
