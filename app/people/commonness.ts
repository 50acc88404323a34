import { readBuiltInManifest, type CommonnessDescription } from "../models/manifest.ts";
import { dot } from "./vectors.ts";

/**
 * By how much a face is more like strangers than most faces are, at least 0: how much less each of its similarities is
 * worth. The vector has unit length. To a recognition model small children look like each other, and so do blurred
 * faces and dark glasses; who is one of these can be told from the vector alone (decisions 0009).
 */
export type Commonness = (vector: Float32Array) => number;

/** Read once: the manifest comes with Familiar and does not change while it runs. */
let builtIn: ReadonlyMap<string, Commonness> | undefined;

/** What was fitted for an embedding model; 0 for all faces of a model that nobody has fitted. */
export function commonnessOfModel(modelId: string): Commonness {
  builtIn ??= new Map(
    readBuiltInManifest().models.flatMap((model) =>
      model.task === "embedding" && model.commonness !== undefined
        ? [[model.id, linearCommonness(model.commonness)] as const]
        : [],
    ),
  );
  return builtIn.get(modelId) ?? (() => 0);
}

/** How alike two unit vectors are: the cosine similarity less the commonness of both. */
export function likenessOf(a: Float32Array, b: Float32Array, commonnessOf: Commonness): number {
  return dot(a, b) - commonnessOf(a) - commonnessOf(b);
}

/** As models.json describes it: a weighted sum of the vector's numbers, cut off at 0. */
export function linearCommonness({ intercept, scale, weights }: CommonnessDescription): Commonness {
  const direction = Float32Array.from(new Int8Array(Buffer.from(weights, "base64")), (step) => step * scale);
  return (vector) => Math.max(0, dot(direction, vector) + intercept);
}
