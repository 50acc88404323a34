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
  embedding: z.strictObject({ path: z.string(), input: pictureInput }),
});

export type NetworkFiles = z.infer<typeof networkFiles>;
