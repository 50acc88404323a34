// What somebody waits for who opens a library of so many faces and asks who a face is: the first answer, and what goes on
// until the graph is there. run.ts has saved its compact vectors and its graph; the catalogue is made here, once.
//   node --expose-gc test/bench/people/millions/library.ts FOLDER FACES
import { createHash } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { newestVector, saveEmbedding } from "../../../../app/db/embeddings.ts";
import { insertFace } from "../../../../app/db/faces.ts";
import { openCatalogue, type Database } from "../../../../app/db/open.ts";
import { insertPhoto } from "../../../../app/db/photos.ts";
import { rememberRecipe } from "../../../../app/db/stored-recipe.ts";
import { inTransaction } from "../../../../app/db/transaction.ts";
import { table } from "../../../../app/cli/words.ts";
import { keepLibraryIndex } from "../../../../app/library/kept-index.ts";
import { libraryFolders } from "../../../../app/library/open-library.ts";
import { readBuiltInManifest } from "../../../../app/models/manifest.ts";
import { FaceIndex } from "../../../../app/people/face-index.ts";
import { dimensions, faces, identityOf, queries } from "./vectors.ts";

const [folder = "", countText = ""] = process.argv.slice(2);
const count = Number(countText);
const { model } = identityOf(folder, count);
const folders = libraryFolders(path.join(folder, `library-${count}`));
const nearest = 50;
const facesPerPhoto = 4;

const rows: (string | number)[][] = [["", "ms"]];
makeCatalogue();

const asked = queries(folder, 200);
const memoryBefore = memoryMiB();
const begin = performance.now();
const db = openCatalogue(folders.catalogue);
const close = (): void => {
  db.close();
};
const library = { db, folders, close, [Symbol.dispose]: close };
note("the catalogue is open");
const problems: unknown[] = [];
const index = keepLibraryIndex(library, describing(), {
  usesGraph: true,
  onError: (error) => problems.push(error),
});
const delays = monitorEventLoopDelay({ resolution: 1 });
const opened = await search();
note("the first answer", opened.search(asked[0] ?? new Float32Array(dimensions), nearest).length);
const isGraphThere = opened instanceof FaceIndex;
rows.push(["one answer by compact vectors, median", medianMs(opened)]);
rows.push(["memory by then, MiB", memoryMiB() - memoryBefore]);
// What was measured just now is no turn of the app.
await setTimeout(50);
delays.enable();
await index.idle();
delays.disable();
note(isGraphThere ? "the graph was there at once" : "the graph is there");
rows.push(["longest turn of the event loop while it was read", (delays.max / 1e6).toFixed(0)]);
const graph = await search();
if (!(graph instanceof FaceIndex)) throw new Error(`The graph was not read: ${String(problems[0])}`);
rows.push(["one answer by the graph, median", medianMs(graph)]);
rows.push(["memory by then, MiB", memoryMiB() - memoryBefore]);
await index.close();
db.close();
console.log(table(rows));

async function search() {
  const found = await index.open();
  if (found === null) throw new Error("The library has no faces.");
  return found.index;
}

function note(what: string, of?: number): void {
  const text = of === undefined ? what : `${what} (${of} faces)`;
  rows.push([`${text}, since the beginning`, (performance.now() - begin).toFixed(0)]);
}

function medianMs(through: Pick<FaceIndex, "search">): string {
  const took = asked.slice(0, 20).map((vector) => {
    const start = performance.now();
    through.search(vector, nearest);
    return performance.now() - start;
  });
  return (took.sort((a, b) => a - b)[10] ?? 0).toFixed(1);
}

function memoryMiB(): number {
  global.gc?.();
  return Math.round(process.memoryUsage.rss() / 2 ** 20);
}

/** Any embedding model of that length. */
function describing() {
  const [description] = readBuiltInManifest().models.flatMap((each) =>
    each.task === "embedding" ? [each] : [],
  );
  if (description === undefined) throw new Error("No embedding model is built in.");
  return { describe: () => ({ ...description, dimensions }) };
}

/** Made once, and given the saved indexes as if it had saved them itself. */
function makeCatalogue(): void {
  if (!existsSync(folders.catalogue)) {
    mkdirSync(folders.library, { recursive: true });
    const unfinished = `${folders.catalogue}.unfinished`;
    rmSync(unfinished, { force: true });
    console.error(`Making a catalogue of ${count} faces, once...`);
    const made = openCatalogue(unfinished);
    fillCatalogue(made);
    made.close();
    linkSync(unfinished, folders.catalogue);
    rmSync(unfinished);
  }
  const made = openCatalogue(folders.catalogue);
  const newest = newestVector(made);
  made.close();
  mkdirSync(folders.indexes, { recursive: true });
  for (const extension of ["hnsw", "compact"]) {
    const to = path.join(folders.indexes, `${model}.${extension}`);
    rmSync(to, { force: true });
    linkSync(path.join(folder, `${model}.${extension}`), to);
  }
  for (const extension of ["json", "compact.json"]) {
    const description = JSON.parse(
      readFileSync(path.join(folder, `${model}.${extension}`), "utf8"),
    ) as object;
    const text = JSON.stringify({ ...description, newest });
    writeFileSync(path.join(folders.indexes, `${model}.${extension}`), text);
  }
}

function fillCatalogue(made: Database): void {
  const face = {
    ...{ box: { x: 0, y: 0, width: 100, height: 100 }, score: 1, quality: 0.5, sharpness: 100, yaw: 0 },
    landmarks: new Float32Array(136),
  };
  inTransaction(made, () => {
    rememberRecipe(made, { detector: "made-up", landmarks: null, embedding: model });
    let photoId = 0;
    for (const { faceId, vector } of faces(folder, count)) {
      if (faceId % facesPerPhoto === 1) {
        const contentHash = createHash("sha256").update(String(faceId)).digest();
        photoId = insertPhoto(made, { contentHash, sizeBytes: 1 });
      }
      saveEmbedding(made, insertFace(made, photoId, face), model, vector);
    }
  });
}
