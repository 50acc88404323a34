import { z } from "zod";

// What the processes of the benchmark say to each other.

/** One scan of a folder into a new library. */
export const scanJob = z.strictObject({
  libraryFolder: z.string(),
  photoFolder: z.string(),
  detector: z.string(),
});

/** What a scan measured of itself. */
export const scanFigures = z.strictObject({
  photos: z.int(),
  failed: z.int(),
  faces: z.int(),
  /** From the first look at the folder to the last group written. */
  seconds: z.number(),
  /** From the first photo done to the last: without the start of the analyzers and the grouping at the end. */
  runningSeconds: z.number(),
  /** Processor seconds of owner and analyzers, from their start to their end; null where that cannot be had. */
  processorSeconds: z.number().nullable(),
  /** The same of all programs on the machine. */
  busySeconds: z.number(),
  /** Milliseconds of every photo, by stage. */
  stages: z.record(z.string(), z.array(z.number())),
  /** How late the owner's event loop was. */
  delayMs: z.strictObject({ p50: z.number(), p99: z.number(), maximum: z.number() }),
  secondScan: z.strictObject({ seconds: z.number(), unchanged: z.int(), analysed: z.int() }),
});

export type ScanFigures = z.infer<typeof scanFigures>;

/** Some of the photos, for one process of the native floor. */
export const floorJob = z.strictObject({ paths: z.array(z.string()), detector: z.string() });

/** The inputs are ready. */
export const floorReady = z.strictObject({ type: z.literal("ready") });

/** What one process of the floor measured: milliseconds in native calls, all its photos together. */
export const floorFigures = z.strictObject({
  /** Reading the file and hashing it. */
  readMs: z.number(),
  decodeMs: z.number(),
  /** Shrinking the decoded picture for the detector. */
  resizeMs: z.number(),
  thumbnailsMs: z.number(),
  inferenceMs: z.number(),
  /** Runs of a network, for all its photos. */
  networkRuns: z.int(),
  /** Processor time in these calls. */
  processorMs: z.number(),
});

export type FloorFigures = z.infer<typeof floorFigures>;
