import { z } from "zod";
import { kerasNetworkName } from "../models/keras/network-names.ts";
import { runtimeName } from "../models/runtime-names.ts";
import { describedDetector } from "./detectors/decoders.ts";

const pictureInput = z.strictObject({
  channels: z.enum(["rgb", "bgr", "grey"]),
  mean: z.array(z.number()).min(1),
  scale: z.array(z.number()).min(1),
  isStandardised: z.boolean().optional(),
});

const point = z.strictObject({ x: z.number(), y: z.number() });

const faceCrop = z.strictObject({
  width: z.int().positive(),
  height: z.int().positive(),
  template: z.array(point).length(5),
});

/** Which model files make up a recipe; what an analyzer process is started with. */
export const networkFiles = z.strictObject({
  /** What computes them; embeddings of all runtimes are the same (decision 0031). */
  runtime: runtimeName,
  detector: z.discriminatedUnion("kind", [
    /** MTCNN's file has weights alone; TensorFlow computes it whatever the runtime is (decision 0039). */
    z.strictObject({ kind: z.enum(["yunet", "rfb", "mtcnn"]), path: z.string() }),
    describedDetector,
  ]),
  /** null = align by the detector's own five points. */
  landmarks: z.strictObject({ path: z.string() }).nullable(),
  embedding: z.strictObject({
    path: z.string(),
    input: pictureInput,
    /** The mean of a face's vector and of its mirror image's is taken; for evaluation and ensembles. */
    withMirrorImage: z.boolean().optional(),
    /** Absent = the usual 112 x 112 crop. */
    crop: faceCrop.optional(),
    /** A network that is built here, of which the file has only the weights; absent = a model file for `runtime`. */
    keras: z.strictObject({ network: kerasNetworkName, dimensions: z.int().positive() }).optional(),
  }),
  /** Faces are cut out by their boxes and not turned upright, to measure what alignment is worth; no library does so. */
  isUnaligned: z.boolean().optional(),
});

export type NetworkFiles = z.infer<typeof networkFiles>;
