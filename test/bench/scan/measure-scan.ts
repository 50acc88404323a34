import { startChild } from "./child.ts";
import { median } from "./median.ts";
import { scanFigures, type ScanFigures } from "./messages.ts";
import { watchMemory } from "./peak-memory.ts";

/** What one scan of a folder into a new library came to. */
export interface MeasuredScan extends Omit<ScanFigures, "stages"> {
  readonly photosPerSecond: number;
  /** Median milliseconds a photo, by stage. */
  readonly stageMs: Readonly<Record<string, number>>;
  readonly memory: { readonly measure: "PSS" | "RSS"; readonly peakBytes: number | null };
}

/** Scans a folder into a new library, in a process of its own. */
export async function measureScan(
  libraryFolder: string,
  photoFolder: string,
  detector: string,
): Promise<MeasuredScan> {
  await using child = startChild("scan-process.ts");
  const memory = watchMemory(child.processId);
  child.send({ libraryFolder, photoFolder, detector });
  const { stages, ...figures } = await child.receive(scanFigures);
  const peakBytes = await memory.stop();
  return {
    ...figures,
    photosPerSecond: figures.photos / figures.seconds,
    stageMs: Object.fromEntries(Object.entries(stages).map(([stage, times]) => [stage, median(times)])),
    memory: { measure: memory.measure, peakBytes },
  };
}
