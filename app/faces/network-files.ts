import { z } from "zod";
import { runtimeName } from "../models/runtime-names.ts";

const pictureInput = z.strictObject({
  channels: z.enum(["rgb", "bgr", "grey"]),
  mean: z.array(z.number()).min(1),
  scale: z.array(z.number()).min(1),
});

/** Which model files make up a recipe; what an analyzer process is started with. */
export const networkFiles = z.strictObject({
  /** What computes them; embeddings of all runtimes are the same (decision 0031). */
  runtime: runtimeName,
  detector: z.strictObject({ kind: z.enum(["yunet", "rfb"]), path: z.string() }),
  /** null = align by the detector's own five points. */
  landmarks: z.strictObject({ path: z.string() }).nullable(),
  embedding: z.strictObject({
    path: z.string(),
    input: pictureInput,
    /** The mean of a face's vector and of its mirror image's is taken; for evaluation and ensembles. */
    withMirrorImage: z.boolean().optional(),
  }),
  /** Faces are cut out by their boxes and not turned upright, to measure what alignment is worth; no library does so. */
  isUnaligned: z.boolean().optional(),
});

export type NetworkFiles = z.infer<typeof networkFiles>;
