import { startChild } from "./child.ts";
import { floorFigures, floorReady, type FloorFigures } from "./messages.ts";
import { measureProcessorTime } from "./processor-time.ts";

/** The native floor of a set of photos. */
export interface Floor {
  /** Time until the last process was done, counting native calls only. */
  readonly seconds: number;
  /** Processor time of these calls, all processes together. */
  readonly processorSeconds: number;
  /** The same of all programs on the machine while they ran. */
  readonly busySeconds: number;
  /** Of one photo, on the average, in milliseconds. */
  readonly perPhotoMs: Readonly<Record<"read" | "decode" | "resize" | "thumbnails" | "inference", number>>;
  readonly networkRunsPerPhoto: number;
}

/** Shares the photos out to `processes` processes that measure at the same time, as in a scan. */
export async function measureFloor(
  paths: readonly string[],
  detector: string,
  processes: number,
): Promise<Floor> {
  await using stack = new AsyncDisposableStack();
  const shares = Array.from({ length: processes }, (_, at) =>
    paths.filter((_path, index) => index % processes === at),
  ).filter((share) => share.length > 0);
  const children = shares.map((share) => ({ share, child: stack.use(startChild("floor-process.ts")) }));
  await Promise.all(
    children.map(async ({ share, child }) => {
      child.send({ paths: share, detector });
      await child.receive(floorReady);
    }),
  );
  const endProcessorTime = measureProcessorTime();
  const figures = await Promise.all(
    children.map(async ({ child }) => {
      child.send({ type: "measure" });
      return await child.receive(floorFigures);
    }),
  );
  const { busySeconds } = endProcessorTime();
  const mean = (value: (figures: FloorFigures) => number) =>
    figures.reduce((sum, one) => sum + value(one), 0) / paths.length;
  return {
    seconds:
      Math.max(
        ...figures.map(
          ({ readMs, decodeMs, resizeMs, thumbnailsMs, inferenceMs }) =>
            readMs + decodeMs + resizeMs + thumbnailsMs + inferenceMs,
        ),
      ) / 1000,
    processorSeconds: figures.reduce((sum, { processorMs }) => sum + processorMs, 0) / 1000,
    busySeconds,
    perPhotoMs: {
      read: mean(({ readMs }) => readMs),
      decode: mean(({ decodeMs }) => decodeMs),
      resize: mean(({ resizeMs }) => resizeMs),
      thumbnails: mean(({ thumbnailsMs }) => thumbnailsMs),
      inference: mean(({ inferenceMs }) => inferenceMs),
    },
    networkRunsPerPhoto: mean(({ networkRuns }) => networkRuns),
  };
}
