import { startChild } from "./child.ts";
import { median } from "./median.ts";
import { scanFigures, type ScanFigures } from "./messages.ts";
import { watchMemory } from "./peak-memory.ts";

/** What one scan of a folder into a new library came to. */
export interface MeasuredScan extends Omit<ScanFigures, "stages"> {
  readonly photosPerSecond: number;
  /** Median milliseconds a photo, by stage. */
  readonly stageMs: Readonly<Record<string, number>>;
}

/** What is scanned, into which new library, and by which detector. */
export interface ScanToMeasure {
  readonly libraryFolder: string;
  readonly photoFolder: string;
  readonly detector: string;
}

/** Scans a folder into a new library, in a process of its own. */
export async function measureScan(job: ScanToMeasure): Promise<MeasuredScan> {
  await using child = startChild("scan-process.ts");
  child.send({ ...job });
  const { stages, ...figures } = await child.receive(scanFigures);
  return {
    ...figures,
    photosPerSecond: figures.photos / figures.seconds,
    stageMs: Object.fromEntries(Object.entries(stages).map(([stage, times]) => [stage, median(times)])),
  };
}

/** Peak memory of owner and analyzers together. */
export interface MeasuredMemory {
  readonly measure: "PSS" | "RSS";
  /** null = cannot be had here. */
  readonly peakBytes: number | null;
}

/**
 * Peak memory of such a scan. A scan of its own: adding up the pages of three processes ten times a second takes 7 %
 * of two cores (measured), which would count as the scan's.
 */
export async function measureScanMemory(job: ScanToMeasure): Promise<MeasuredMemory> {
  await using child = startChild("scan-process.ts");
  const memory = watchMemory(child.processId);
  child.send({ ...job });
  await child.receive(scanFigures);
  return { measure: memory.measure, peakBytes: await memory.stop() };
}
