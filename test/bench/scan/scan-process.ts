import { monitorEventLoopDelay } from "node:perf_hooks";
import { keepCompiledCode } from "../../../app/cli/keep-compiled-code.ts";
import { chooseLibraryRecipe } from "../../../app/library/choose-recipe.ts";
import { openLibrary } from "../../../app/library/open-library.ts";
import { scanFolders } from "../../../app/library/scan.ts";
import { openDefaultModelStore } from "../../../app/models/open-default-store.ts";
import { scanJob, type ScanFigures } from "./messages.ts";
import { measureProcessorTime } from "./processor-time.ts";

// The owner process of a measured scan: as `familiar scan` runs it, in a process of its own. Scans the folder,
// answers, scans it again unchanged, and answers with that.

/** Histograms of delays count the interval of their own timer as well; it is taken off again. */
const delayResolutionMs = 5;

keepCompiledCode();
process.once("message", (received) => {
  const job = scanJob.parse(received);
  void run(job.libraryFolder, job.photoFolder, job.detector);
});

async function run(libraryFolder: string, photoFolder: string, detector: string): Promise<void> {
  using library = await openLibrary(libraryFolder, { command: "benchmark" });
  const recipe = await chooseLibraryRecipe(
    library.db,
    await openDefaultModelStore(),
    { detector },
    console.error,
  );
  const stages: Record<string, number[]> = {};
  const doneAtMs: number[] = [];
  const delays = monitorEventLoopDelay({ resolution: delayResolutionMs });
  delays.enable();
  const endProcessorTime = measureProcessorTime();
  const scan = await scanFolders(library, {
    folders: [photoFolder],
    recipe,
    onAnalysed: (stageMs) => {
      doneAtMs.push(performance.now());
      for (const [stage, ms] of Object.entries(stageMs)) (stages[stage] ??= []).push(ms);
    },
  });
  delays.disable();
  const processor = endProcessorTime();
  const delayMs = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - delayResolutionMs);
  const again = await scanFolders(library, { folders: [photoFolder], recipe });
  const figures: ScanFigures = {
    photos: scan.analysed,
    failed: scan.failed.length,
    faces: scan.faces,
    seconds: scan.seconds,
    runningSeconds: ((doneAtMs.at(-1) ?? NaN) - (doneAtMs[0] ?? NaN)) / 1000,
    processorSeconds: processor.ownSeconds,
    busySeconds: processor.busySeconds,
    stages,
    delayMs: {
      p50: delayMs(delays.percentile(50)),
      p99: delayMs(delays.percentile(99)),
      maximum: delayMs(delays.max),
    },
    secondScan: { seconds: again.seconds, unchanged: again.unchanged, analysed: again.analysed },
  };
  process.send?.(figures, undefined, {}, () => {
    process.disconnect();
  });
}
