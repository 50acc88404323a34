// How fast is a scan, and how near to what the native libraries alone cost?
//   node test/bench/scan/run.ts [--photos N] [--repeat R] [--json]      (npm run bench -- ...)
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { openDefaultModelStore } from "../../../app/models/open-default-store.ts";
import { describeMachine } from "../machine.ts";
import { makePhotos, photoSize } from "../make-photos.ts";
import { measureFloor, type Floor } from "./measure-floor.ts";
import { measureScan, measureScanMemory, type MeasuredMemory, type MeasuredScan } from "./measure-scan.ts";
import { measureUnchanged } from "./measure-unchanged.ts";
import { median } from "./median.ts";

const { values } = parseArgs({
  options: {
    photos: { type: "string", default: "60" },
    repeat: { type: "string", default: "3" },
    json: { type: "boolean", default: false },
  },
});
const photoCount = Number(values.photos);
const repeats = Number(values.repeat);
const processes = availableParallelism();

const folder = await mkdtemp(path.join(tmpdir(), "familiar-bench-"));
try {
  const photoFolder = path.join(folder, "photos");
  console.error(`Making ${photoCount} photos of ${photoSize.width} x ${photoSize.height}...`);
  const photos = await makePhotos(photoFolder, photoCount);
  const detectors = [];
  for (const detector of await installedDetectors()) {
    const runs: { scan: MeasuredScan; floor: Floor }[] = [];
    for (let run = 0; run < repeats; run++) {
      console.error(`${detector}: run ${run + 1} of ${repeats}...`);
      // Turn about, so that what else the machine does falls on both.
      const libraryFolder = path.join(folder, `library-${detector}-${run}`);
      const scan = await measureScan({ libraryFolder, photoFolder, detector });
      runs.push({ scan, floor: await measureFloor(photos, detector, processes) });
    }
    console.error(`${detector}: memory...`);
    const libraryFolder = path.join(folder, `library-${detector}-memory`);
    const memory = await measureScanMemory({ libraryFolder, photoFolder, detector });
    detectors.push(summary(detector, runs, memory));
  }
  console.error("10,000 unchanged files...");
  const unchanged = await measureUnchanged(path.join(folder, "unchanged"), 10_000);
  const result = { machine: describeMachine(), photos: photoCount, repeats, processes, detectors, unchanged };
  console.log(values.json ? JSON.stringify(result, null, 2) : asText(result));
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function installedDetectors(): Promise<string[]> {
  const rows = await (await openDefaultModelStore()).list();
  return rows
    .filter(({ model, installed }) => installed && model.task === "detector")
    .map(({ model }) => model.id);
}

function summary(
  detector: string,
  runs: readonly { readonly scan: MeasuredScan; readonly floor: Floor }[],
  memory: MeasuredMemory,
) {
  const scans = runs.map(({ scan }) => scan);
  const over = (value: (run: (typeof runs)[number]) => number) => median(runs.map(value));
  const stages = Object.keys(scans[0]?.stageMs ?? {});
  return {
    detector,
    faces: scans[0]?.faces ?? 0,
    failed: scans[0]?.failed ?? 0,
    photosPerSecond: over(({ scan }) => scan.photosPerSecond),
    shareOfFloor: over(({ scan, floor }) => floor.seconds / scan.seconds),
    // Between the first photo done and the last lie all photos but one.
    shareWhileRunning: over(
      ({ scan, floor }) => (floor.seconds * (scan.photos - 1)) / scan.photos / scan.runningSeconds,
    ),
    shareOfProcessorTime: over(({ scan, floor }) => floor.processorSeconds / (scan.processorSeconds ?? NaN)),
    processorMs: {
      floor: over(({ floor }) => (floor.processorSeconds * 1000) / photoCount),
      scan: over(({ scan }) => ((scan.processorSeconds ?? NaN) * 1000) / scan.photos),
    },
    // The share of the cores that other programs took meanwhile: above some per cent, figures by the clock are worth little.
    othersShare: {
      floor: over(({ floor }) => (floor.busySeconds - floor.processorSeconds) / floor.seconds / processes),
      scan: over(
        ({ scan }) => (scan.busySeconds - (scan.processorSeconds ?? NaN)) / scan.seconds / processes,
      ),
    },
    floorMs: {
      read: over(({ floor }) => floor.perPhotoMs.read),
      decode: over(({ floor }) => floor.perPhotoMs.decode),
      resize: over(({ floor }) => floor.perPhotoMs.resize),
      thumbnails: over(({ floor }) => floor.perPhotoMs.thumbnails),
      inference: over(({ floor }) => floor.perPhotoMs.inference),
    },
    stageMs: Object.fromEntries(
      stages.map((stage) => [stage, over(({ scan }) => scan.stageMs[stage] ?? NaN)]),
    ),
    peakMebibytes: (memory.peakBytes ?? NaN) / 2 ** 20,
    memoryMeasure: memory.measure,
    ownerDelayMs: {
      p50: over(({ scan }) => scan.delayMs.p50),
      p99: over(({ scan }) => scan.delayMs.p99),
      maximum: over(({ scan }) => scan.delayMs.maximum),
    },
    secondScanSeconds: over(({ scan }) => scan.secondScan.seconds),
  };
}

function asText(result: {
  machine: string;
  photos: number;
  repeats: number;
  processes: number;
  detectors: ReturnType<typeof summary>[];
  unchanged: { files: number; scanSeconds: number; commandSeconds: number };
}): string {
  const times = (ms: Readonly<Record<string, number>>) =>
    Object.entries(ms)
      .map(([name, value]) => `${name} ${value.toFixed(1)}`)
      .join(", ");
  const percentages = (shares: Readonly<Record<string, number>>) =>
    times(Object.fromEntries(Object.entries(shares).map(([name, share]) => [`${name} %`, share * 100])));
  const { machine, photos, repeats: runs, processes: count, unchanged } = result;
  return [
    `Measured on: ${machine}`,
    `${photos} JPEGs of 4000 x 3000, ${count} analyzers; medians of ${runs} runs.`,
    "The floor is reading and hashing, decoding, shrinking, thumbnail encoding and inference alone, called straight on",
    "the native libraries with the inputs of the scan ready, in as many processes; its share is floor time / scan time.",
    ...result.detectors.flatMap((one) => [
      "",
      `${one.detector}: ${one.photosPerSecond.toFixed(1)} photos/s, ${one.faces} faces, ${one.failed} failed`,
      `  share of the native floor  ${(one.shareOfFloor * 100).toFixed(0)} % with start-up and grouping, ` +
        `${(one.shareWhileRunning * 100).toFixed(0)} % from the first photo done to the last`,
      `  share by processor time    ${(one.shareOfProcessorTime * 100).toFixed(0)} % with start-up and grouping ` +
        `(${times(one.processorMs)} ms a photo)`,
      `  other programs meanwhile   ${percentages(one.othersShare)} of the cores`,
      `  floor, ms a photo          ${times(one.floorMs)}`,
      `  stages, median ms a photo  ${times(one.stageMs)} (two photos at a time in each analyzer)`,
      `  peak memory (${one.memoryMeasure})          ${one.peakMebibytes.toFixed(0)} MiB, owner and analyzers`,
      `  owner's event loop, ms late ${times(one.ownerDelayMs)}`,
      `  second scan                ${one.secondScanSeconds.toFixed(2)} s`,
    ]),
    "",
    `${unchanged.files.toLocaleString("en-US")} unchanged files: scan ${unchanged.scanSeconds.toFixed(2)} s, whole command ${unchanged.commandSeconds.toFixed(2)} s`,
  ].join("\n");
}
