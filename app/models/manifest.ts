import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { z } from "zod";

import { detectorSchema, type onnxDetectorSchema } from "./detector-schema.ts";
import {
  embeddingSchema,
  networkSchema,
  type commonnessSchema,
  type kerasEmbeddingSchema,
  type matchWeightsSchema,
  type onnxEmbeddingSchema,
  type subspaceSchema,
} from "./embedding-schema.ts";
import { ManifestError } from "./errors.ts";
import { onnxFields } from "./model-fields.ts";

const landmarksSchema = z.strictObject({
  ...onnxFields,
  task: z.literal("landmarks"),
  kind: z.literal("landmark-68"),
});

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
