// How long do an import of names and the look at it beforehand take, and for how long can nothing else be done meanwhile?
//   node test/bench/transfer/run.ts [--photos N] [--faces N] [--people N]
import { randomUUID } from "node:crypto";
import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { undo } from "../../../app/journal/undo.ts";
import { createActionContext, openLibrary } from "../../../app/library/open-library.ts";
import { serveLibrary } from "../../../app/server.ts";
import { importTransfer, previewImport } from "../../../app/transfer/import-transfer.ts";
import { pathOfUpload } from "../../../app/transfer/kept-files.ts";
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

const fileName = "names.json";

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
  const { names, namesBytes } = await makeLibraries(libraryFolder, size);
  printMachine();
  console.log(`${size.photos} photos, ${size.faces} faces; a file of ${(namesBytes / 1e6).toFixed(0)} MB`);
  console.log(" seconds   worst block, ms");
  const told = await measureServer(libraryFolder, names);
  using library = await openLibrary(libraryFolder, { command: "bench" });
  const action = createActionContext(library);
  await measure("undoing it, in the server's own thread", () => undo(action));
  const transfer = await measure("reading the file", async () => await readTransfer(names));
  const wanted = { transfer, fileName, sameName: () => null, dimensionsOf: () => null };
  await measure("the preview of the command, without reading", () => previewImport(library.db, wanted));
  const { result } = await measure("the import of the command, without reading", () =>
    importTransfer(action, wanted),
  );
  if (JSON.stringify(result) !== JSON.stringify(told))
    throw new Error("The import did something else than the preview said.");
  console.log(`${result.faces.named} faces were named`);
}

/** As the window has it done: by jobs. Returns what the preview told. */
async function measureServer(libraryFolder: string, names: string): Promise<unknown> {
  const server = await serveLibrary({
    ...{ libraryFolder, command: "bench", listen: { port: 0 }, token: "bench", windowFolder: "/nowhere" },
    ...{ watchesFolders: false, log: console.error },
  });
  try {
    const { jobs, library, importPreview } = server.context;
    const upload = randomUUID();
    await mkdir(library.folders.transfer, { recursive: true });
    await copyFile(names, pathOfUpload(library.folders.transfer, upload));
    await measure("the preview of the window", async () => {
      jobs.add("preview-import", { upload, fileName });
      await jobs.idle();
    });
    const told = importPreview.get()?.preview;
    await measure("the import of the window", async () => {
      jobs.add("import-library", { upload, fileName, samePeople: [] });
      await jobs.idle();
    });
    return told;
  } finally {
    await server.close();
  }
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
