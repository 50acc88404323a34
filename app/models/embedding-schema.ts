import { z } from "zod";
import { kerasNetworkName } from "./keras/network-names.ts";
import { onnxFields, fileFields, namingFields, sizePixels } from "./model-fields.ts";

/** Weights of a logistic regression; what each is multiplied with, see app/people/evidence.ts. */
export const matchWeightsSchema = z.strictObject({
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
export const commonnessSchema = z.strictObject({
  intercept: z.number(),
  scale: z.number().positive(),
  weights: z.base64(),
});

/** The linear subspace that a model's vectors lie in (decisions 0012): a file of resources with its basis. */
export const subspaceSchema = z.strictObject({
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

/** An embedding network that is run as it is. */
export const onnxEmbeddingSchema = z.strictObject({ ...onnxFields, ...embeddingFields });

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

/** The same with its weights. */
export const kerasEmbeddingSchema = z.strictObject({ ...networkFields, ...fileFields });

/** Networks without weights: whose these are, where they are published, and whether that is a file as it is. */
export const networkSchema = z.strictObject({
  ...networkFields,
  weights: z.strictObject({ url: z.url({ protocol: /^https$/ }), isArchive: z.boolean() }),
});

/** A model that tells people apart. */
export const embeddingSchema = z.discriminatedUnion("format", [onnxEmbeddingSchema, kerasEmbeddingSchema]);
