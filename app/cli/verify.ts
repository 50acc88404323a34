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
import { withRecipeOptions, wordOption, type RecipeOptions } from "./option-values.ts";
import { count, percent, printable } from "./words.ts";

interface VerifyOptions extends CommonOptions, RecipeOptions {
  readonly metric: Metric;
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
  withRecipeOptions(program.command("verify"))
    .description("do two photos show the same person? (with several faces: the two most alike)")
    .argument("<A>", "a photo")
    .argument("<B>", "another photo")
    .option("--metric <METRIC>", `distance: ${metrics.join(", ")}`, wordOption(...metrics), "cosine")
    .option("--json", "one JSON document on stdout")
    .action(async (a: string, b: string, options: VerifyOptions) => {
      const comparison = await comparePhotos(a, b, options);
      printResult(options, comparison.result, () => verdictText(comparison));
    });
}

/** A verdict, with what is only told to people. */
interface Comparison {
  readonly result: VerifyResult;
  readonly photos: readonly { readonly path: string; readonly faces: number }[];
}

async function comparePhotos(a: string, b: string, options: VerifyOptions): Promise<Comparison> {
  const store = await openDefaultModelStore();
  const { detector, alignment, model, runtime } = options;
  const recipe = await chooseRecipe(store, { detector, alignment, embedding: model, runtime }, note);
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
  const result = {
    verified: best.verdict.verified,
    model: recipe.embedding,
    detector: recipe.detector,
    metric: options.metric,
    distance: best.verdict.distance,
    threshold: best.verdict.threshold,
    probability: best.verdict.probability,
    faces: [...listed(a, facesA, best.faceA), ...listed(b, facesB, best.faceB)],
  };
  const photos = [
    { path: a, faces: facesA.length },
    { path: b, faces: facesB.length },
  ];
  return { result, photos };
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
    if (faces.length === 0) throw new NoFaceError(`No face was found in ${printable(file)}.`);
    return faces;
  } catch (error) {
    if (!(error instanceof PhotoError)) throw error;
    // In a scan a file vanishes meanwhile; one that the user names was never there.
    const reason = error.code === "vanished" ? "There is no such file." : error.reason;
    throw new Error(`${printable(file)}: ${reason}`, { cause: error });
  }
}

const metricNames: Readonly<Record<Metric, string>> = {
  cosine: "cosine",
  euclidean: "Euclidean",
  euclidean_l2: "L2-normalised Euclidean",
};

function verdictText({ result, photos }: Comparison): string {
  const { verified, metric, distance, threshold, probability, model, detector } = result;
  const facesIn = photos.map(({ path: photo, faces }) => `${count(faces, "face")} in ${printable(photo)}`);
  const isChoice = photos.some(({ faces }) => faces > 1);
  return [
    verified ? "The same person." : "Different people.",
    `Probability of one person ${percent(probability)}: ` +
      `${metricNames[metric]} distance ${distance.toFixed(3)}, one person up to ${threshold.toFixed(3)}.`,
    `${facesIn.join(", ")}${isChoice ? "; compared are the two most alike" : ""} (${detector}, ${model}).`,
  ].join("\n");
}
