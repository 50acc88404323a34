import path from "node:path";
import type { Command } from "commander";
import { openPhotoReader } from "../analyze/photo-reader.ts";
import type { AnalysedFace } from "../analyze/messages.ts";
import { chooseRecipe } from "../library/choose-recipe.ts";
import type { EmbeddingDescription } from "../models/manifest.ts";
import { openDefaultModelStore } from "../models/open-default-store.ts";
import type { ModelStore } from "../models/store.ts";
import { metrics, verifyFaces, type Metric, type Verdict } from "../people/verify.ts";
import { PhotoError } from "../photo/photo-error.ts";
import { note, printResult, type CommonOptions } from "./console.ts";
import { wordOption } from "./option-values.ts";
import { percent } from "./words.ts";

interface VerifyOptions extends CommonOptions {
  readonly metric: Metric;
  readonly detector?: string;
  readonly model?: string;
  readonly alignment?: "landmarks" | "five-points";
}

/** The fields of `familiar verify --json`. */
export interface VerifyResult extends Verdict {
  readonly model: string;
  readonly detector: string;
  readonly metric: Metric;
  readonly faces: readonly {
    readonly photo: string;
    readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
    readonly score: number;
    readonly quality: number;
    /** One of the two faces that the verdict is about. */
    readonly isCompared: boolean;
  }[];
}

/** There is nothing to compare in a photo. */
class NoFaceError extends Error {
  override readonly name = "NoFaceError";
}

/** Registers `familiar verify A B`. */
export function registerVerifyCommand(program: Command): void {
  program
    .command("verify")
    .description("do two photos show the same person? (with several faces: the two most alike)")
    .argument("<A>", "a photo")
    .argument("<B>", "another photo")
    .option("--metric <METRIC>", `distance: ${metrics.join(", ")}`, wordOption(...metrics), "cosine")
    .option("--detector <ID>", "model that finds faces")
    .option("--model <ID>", "model that represents faces")
    .option("--alignment <BY>", "align faces by: landmarks or five-points", wordOption("landmarks", "five-points"))
    .option("--json", "one JSON document on stdout")
    .action(async (a: string, b: string, options: VerifyOptions) => {
      const result = await verifyPhotos(a, b, options);
      printResult(options, result, () => verdictText(result, a, b));
    });
}

async function verifyPhotos(a: string, b: string, options: VerifyOptions): Promise<VerifyResult> {
  const store = await openDefaultModelStore();
  const { detector, alignment, model } = options;
  const recipe = await chooseRecipe(store, { detector, alignment, embedding: model }, note);
  const scale = embeddingModel(store, recipe.embedding);
  const analyse = await openPhotoReader(recipe.files);
  const [facesA, facesB] = [await facesIn(analyse, a), await facesIn(analyse, b)];
  let best: { verdict: Verdict; faceA: AnalysedFace; faceB: AnalysedFace } | null = null;
  for (const faceA of facesA) {
    for (const faceB of facesB) {
      const verdict = verifyFaces(faceA.embedding, faceB.embedding, options.metric, scale);
      if (best === null || verdict.distance < best.verdict.distance) best = { verdict, faceA, faceB };
    }
  }
  if (best === null) throw new NoFaceError("There is no face to compare.");
  const listed = (photo: string, faces: readonly AnalysedFace[], compared: AnalysedFace) =>
    faces.map((face) => ({
      photo,
      box: { x: face.x, y: face.y, width: face.width, height: face.height },
      score: face.score,
      quality: face.quality,
      isCompared: face === compared,
    }));
  return {
    verified: best.verdict.verified,
    model: recipe.embedding,
    detector: recipe.detector,
    metric: options.metric,
    distance: best.verdict.distance,
    threshold: best.verdict.threshold,
    probability: best.verdict.probability,
    faces: [...listed(a, facesA, best.faceA), ...listed(b, facesB, best.faceB)],
  };
}

/** The facts of an embedding model. Throws when the id is that of another kind of model. */
export function embeddingModel(store: ModelStore, id: string): EmbeddingDescription {
  const model = store.describe(id);
  if (model.task !== "embedding") throw new Error(`${id} is no model that represents faces.`);
  return model;
}

/** The faces of a photo; a photo that cannot be read or has none is an error that names it. */
export async function facesIn(
  analyse: Awaited<ReturnType<typeof openPhotoReader>>,
  photo: string,
): Promise<AnalysedFace[]> {
  const file = path.resolve(photo);
  try {
    const { faces } = await analyse(file);
    if (faces.length === 0) throw new NoFaceError(`No face was found in ${file}.`);
    return faces;
  } catch (error) {
    if (error instanceof PhotoError) throw new Error(`${file}: ${error.reason}`, { cause: error });
    throw error;
  }
}

function verdictText(result: VerifyResult, a: string, b: string): string {
  const { verified, metric, distance, threshold, probability, model, detector } = result;
  return [
    verified ? "The same person." : "Two different people.",
    `${metric} distance ${distance.toFixed(3)}, threshold ${threshold.toFixed(3)}; probability ${percent(probability)}.`,
    `${result.faces.filter(({ photo }) => photo === a).length} face(s) in ${a}, ` +
      `${result.faces.filter(({ photo }) => photo === b).length} in ${b}; found by ${detector}, represented by ${model}.`,
  ].join("\n");
}
