import { z } from "zod";

import { runtimeName } from "../runtime-names.ts";

// What the process that measures a runtime is asked, and what it answers.

/** A model and the shape of an input for it. */
const work = z.strictObject({ path: z.string(), dims: z.array(z.int().positive()) });

export type MeasuredWork = z.infer<typeof work>;

export const measureRequest = z.strictObject({ runtime: runtimeName, works: z.array(work) });

export type MeasureRequest = z.infer<typeof measureRequest>;

export const runtimeMeasure = z.strictObject({
  runtime: runtimeName,
  description: z.string(),
  /** The median of one run each, in the order of the models asked for, in milliseconds. */
  runMs: z.array(z.number().positive()),
});

/** How fast a runtime is on this computer. */
export type RuntimeMeasure = z.infer<typeof runtimeMeasure>;
