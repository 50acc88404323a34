// How long do an import of names and the look at it beforehand take, and for how long can nothing else be done meanwhile?
//   node test/bench/transfer/run.ts [--photos N] [--faces N] [--people N]
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createActionContext, openLibrary } from "../../../app/library/open-library.ts";
import { importTransfer, previewImport } from "../../../app/transfer/import-transfer.ts";
import { previewInThread } from "../../../app/transfer/preview-in-thread.ts";
import { readTransfer } from "../../../app/transfer/read-transfer.ts";
import { printMachine } from "../machine.ts";
import { makeLibraries } from "./make-libraries.ts";

const { values } = parseArgs({
  options: {
    photos: { type: "string", default: "100000" },
    faces: { type: "string", default: "300000" },
    people: { type: "string", default: "1000" },
  },
});
const size = { photos: Number(values.photos), faces: Number(values.faces), people: Number(values.people) };

const folder = await mkdtemp(path.join(tmpdir(), "familiar-bench-"));
try {
  await measureAll(folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function measureAll(inFolder: string): Promise<void> {
  const libraryFolder = path.join(inFolder, "library");
  await mkdir(libraryFolder);
  console.error(`Making libraries of ${size.photos} photos, ${size.faces} faces, ${size.people} people...`);
  const { names: file, namesBytes } = await makeLibraries(libraryFolder, size);
  using library = await openLibrary(libraryFolder, { command: "bench" });
  printMachine();
  console.log(`${size.photos} photos, ${size.faces} faces; a file of ${(namesBytes / 1e6).toFixed(0)} MB`);
  console.log(" seconds   worst block, ms");
  const fileName = "names.json";
  const looked = await measure("the preview of the window, in a thread", async () => {
    const { catalogue, transfer: trials } = library.folders;
    return await previewInThread({ catalogue, folder: trials, file, fileName, dimensionsOf: () => null });
  });
  const transfer = await measure("reading the file", async () => await readTransfer(file));
  const wanted = { transfer, fileName, sameName: () => null, dimensionsOf: () => null };
  await measure("the preview of the command, without reading", () => previewImport(library.db, wanted));
  const { result } = await measure("the import, without reading", () =>
    importTransfer(createActionContext(library), wanted),
  );
  if (JSON.stringify(result) !== JSON.stringify(looked))
    throw new Error("The import did something else than the preview said.");
  console.log(`${result.faces.named} faces were named`);
}

async function measure<Result>(name: string, work: () => Result | Promise<Result>): Promise<Result> {
  // The monitor sees a block only when it had its turn before and after it.
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await setTimeout(20);
  const startMs = performance.now();
  const result = await work();
  const seconds = (performance.now() - startMs) / 1_000;
  await setTimeout(20);
  delay.disable();
  console.log(`${seconds.toFixed(1).padStart(8)} ${(delay.max / 1e6).toFixed(0).padStart(10)}   ${name}`);
  return result;
}
