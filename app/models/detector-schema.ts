import { z } from "zod";
import { onnxFields, fileFields, namingFields } from "./model-fields.ts";

/** How the outputs of a detector in ONNX are read. */
const detectorKinds = [
  "yunet",
  "rfb",
  "scrfd",
  "centerface",
  "retinaface",
  "ssd-mobilenet",
  "tiny-face",
] as const;

export type DetectorKind = (typeof detectorKinds)[number];

/** A detector that is run as it is. */
export const onnxDetectorSchema = z.strictObject({
  ...onnxFields,
  task: z.literal("detector"),
  kind: z.enum(detectorKinds),
});

/** MTCNN, which Familiar builds layer by layer (app/models/mtcnn): a wheel has the weights of its three networks. */
const mtcnnSchema = z.strictObject({
  ...namingFields,
  ...fileFields,
  format: z.literal("keras"),
  fileName: z.string().regex(/^[\w.-]+\.whl$/),
  task: z.literal("detector"),
  kind: z.literal("mtcnn"),
});

/** A model that finds faces. */
export const detectorSchema = z.discriminatedUnion("format", [onnxDetectorSchema, mtcnnSchema]);
