import path from "node:path";
import type { Command } from "commander";
import { chooseFace } from "../evaluate/choose-face.ts";
import { openDefaultModelStore } from "../models/open-default-store.ts";
import { metrics, type Metric, type Verdict } from "../people/verify.ts";
import type { ComparableFace } from "../verification/comparable-face.ts";
import { ensembleName } from "../verification/ensemble.ts";
import { UnusablePhotoError } from "../verification/errors.ts";
import type { ReadFaces, ReadPhoto } from "../verification/face-reader.ts";
import type { Judge } from "../verification/judge.ts";
import { openJudge, type OpenJudge } from "../verification/open-judge.ts";
import { compareWithPerson, templateKinds, type TemplateKind } from "../verification/template.ts";
import { jsonOption, note, printResult, type CommonOptions } from "./console.ts";
import { withExamples } from "./examples.ts";
import { UsageError } from "./usage-error.ts";
import { withRecipeOptions, wordOption, type RecipeOptions } from "./option-values.ts";
import { count, percent, printable } from "./words.ts";

/** The options that say what compares faces. */
export interface JudgeOptions extends RecipeOptions {
  readonly metric: Metric;
  readonly ensemble?: boolean;
}

interface VerifyOptions extends CommonOptions, JudgeOptions {
  readonly template: TemplateKind;
}

/** The fields of `familiar verify --json`. */
export interface VerifyResult extends Verdict {
  readonly model: string;
  readonly detector: string;
  readonly alignment: string;
  readonly metric: Judge["metric"];
  /** How several references were used; null = there was one. */
  readonly template: TemplateKind | null;
  readonly faces: readonly {
    readonly photo: string;
    readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
    readonly score: number;
    readonly quality: number;
    /** One of the faces that the verdict is about. */
    readonly isCompared: boolean;
  }[];
  /** Every face of A with every face of B, or with the person of the references: `a` and `b` are places in `faces`. */
  readonly comparisons: readonly {
    readonly a: number;
    /** null = all references together. */
    readonly b: number | null;
    readonly distance: number;
    readonly verified: boolean;
  }[];
}

/** There is nothing to compare in a photo. */
class NoFaceError extends Error {
  override readonly name = "NoFaceError";
}

/** Adds the options that say what compares faces. */
export function withJudgeOptions(command: Command): Command {
  return withRecipeOptions(command)
    .option("--metric <METRIC>", `distance: ${metrics.join(", ")}`, wordOption(...metrics), "cosine")
    .option(
      "--ensemble",
      'decide by all models together, as "evaluate --fit" has learnt it; the same as --model ensemble',
    );
}

/** Registers `familiar verify A B...`. */
export function registerVerifyCommand(program: Command): void {
  const command = withJudgeOptions(program.command("verify"))
    .description("do two photos show the same person? (with several faces: the two most alike)")
    .argument("<A>", "a photo")
    .argument("<B...>", "another photo, or several of one person: of each the largest face near its centre")
    .option(
      "--template <KIND>",
      "compare with several photos by their average, or by the nearest",
      wordOption(...templateKinds),
      "average",
    )
    .option(...jsonOption);
  withExamples(command, [
    ["verify a.jpg b.jpg --metric euclidean_l2", "one photo is enough"],
    ["verify a.jpg anna1.jpg anna2.jpg", "is it Anna?"],
  ]).action(async (a: string, references: readonly string[], options: VerifyOptions) => {
    const comparison = await comparePhotos(a, references, options);
    printResult(options, comparison.result, () => verdictText(comparison));
  });
}

/** A verdict, with what is only told to people. */
interface Comparison {
  readonly result: VerifyResult;
  readonly photos: readonly { readonly path: string; readonly faces: number }[];
  readonly fitted: OpenJudge["fitted"];
}

async function comparePhotos(
  a: string,
  references: readonly string[],
  options: VerifyOptions,
): Promise<Comparison> {
  const { judge, readFaces, detector, alignment, fitted } = await openJudgeOf(options);
  const seen = await readWithFaces(readFaces, a);
  const others: { photo: string; read: ReadPhoto }[] = [];
  for (const photo of references) others.push({ photo, read: await readWithFaces(readFaces, photo) });
  const [other] = others;
  const isTemplate = others.length > 1;
  const compared = isTemplate
    ? compareWithReferences(judge, seen, others, options.template)
    : compareEach(judge, seen.faces, other?.read.faces ?? []);
  const listed = [{ photo: a, read: seen }, ...others].flatMap(({ photo, read }) =>
    read.faces.map(({ box, score, quality }) => ({ photo, box, score, quality })),
  );
  const result = {
    ...compared.best,
    model: judge.model,
    ...{ detector, alignment, metric: judge.metric, template: isTemplate ? options.template : null },
    faces: listed.map((face, at) => ({ ...face, isCompared: compared.places.includes(at) })),
    comparisons: compared.comparisons,
  };
  const photos = [{ path: a, faces: seen.faces.length }].concat(
    others.map(({ photo, read }) => ({ path: photo, faces: read.faces.length })),
  );
  return { result, photos, fitted };
}

/** Loads what compares faces. */
export async function openJudgeOf(options: JudgeOptions): Promise<OpenJudge> {
  const { detector, alignment, model, runtime, metric, ensemble } = options;
  const embedding = ensemble === true ? ensembleName : model;
  if (embedding === ensembleName && metric !== "cosine") {
    throw new UsageError("The ensemble has a distance of its own; leave out --metric.");
  }
  return await openJudge(
    await openDefaultModelStore(),
    { detector, alignment, embedding, runtime, metric },
    note,
  );
}

interface Compared {
  readonly best: Verdict;
  /** Places in the list of all faces, A's first. */
  readonly places: readonly number[];
  readonly comparisons: VerifyResult["comparisons"];
}

function compareEach(
  judge: Judge,
  facesA: readonly ComparableFace[],
  facesB: readonly ComparableFace[],
): Compared {
  const pairs = facesA.flatMap((faceA, a) =>
    facesB.map((faceB, b) => ({ a, b: facesA.length + b, verdict: judge.compare(faceA, faceB) })),
  );
  const best = nearestOf(pairs);
  return { best: best.verdict, places: [best.a, best.b], comparisons: comparisonsOf(pairs) };
}

function compareWithReferences(
  judge: Judge,
  seen: ReadPhoto,
  others: readonly { readonly read: ReadPhoto }[],
  kind: TemplateKind,
): Compared {
  const places: number[] = [];
  const references: ComparableFace[] = [];
  let before = seen.faces.length;
  for (const { read } of others) {
    const subject = chooseFace(read.faces, read);
    if (subject !== undefined) {
      places.push(before + read.faces.indexOf(subject));
      references.push(subject);
    }
    before += read.faces.length;
  }
  const pairs = seen.faces.map((face, a) => {
    const { reference, ...verdict } = compareWithPerson(judge, face, references, kind);
    return { a, b: reference === null ? null : (places[reference] ?? null), verdict };
  });
  const best = nearestOf(pairs);
  const compared = best.b === null ? places : [best.b];
  return { best: best.verdict, places: [best.a, ...compared], comparisons: comparisonsOf(pairs) };
}

interface ComparedPair<B extends number | null> {
  readonly a: number;
  readonly b: B;
  readonly verdict: Verdict;
}

function nearestOf<B extends number | null>(pairs: readonly ComparedPair<B>[]): ComparedPair<B> {
  const [first, ...rest] = pairs;
  if (first === undefined) throw new NoFaceError("There is no face to compare.");
  return rest.reduce((best, pair) => (pair.verdict.distance < best.verdict.distance ? pair : best), first);
}

function comparisonsOf(pairs: readonly ComparedPair<number | null>[]): VerifyResult["comparisons"] {
  return pairs.map(({ a, b, verdict: { distance, verified } }) => ({ a, b, distance, verified }));
}

/** The faces of a photo; a photo that cannot be read or has none is an error that names it. */
export async function readWithFaces(readFaces: ReadFaces, photo: string): Promise<ReadPhoto> {
  const file = path.resolve(photo);
  try {
    const read = await readFaces(file);
    if (read.faces.length === 0) throw new NoFaceError(`No face was found in ${printable(file)}.`);
    return read;
  } catch (error) {
    if (!(error instanceof UnusablePhotoError)) throw error;
    throw new Error(`${printable(file)}: ${error.reason}`, { cause: error });
  }
}

/** Names of distances, for people. */
export const metricNames: Readonly<Record<Judge["metric"], string>> = {
  cosine: "cosine",
  euclidean: "Euclidean",
  euclidean_l2: "L2-normalised Euclidean",
  angular: "angular",
  boosted: "boosted",
};

function verdictText({ result, photos, fitted }: Comparison): string {
  const { verified, metric, distance, threshold, probability, model, detector, template } = result;
  const facesIn = photos.map(({ path: photo, faces }) => `${count(faces, "face")} in ${printable(photo)}`);
  const isChoice = photos.some(({ faces }) => faces > 1);
  const choice = template === null ? "compared are the two most alike" : templateNames[template];
  return [
    verified ? "The same person." : "Different people.",
    `Probability of one person ${percent(probability)}: ` +
      `${metricNames[metric]} distance ${distance.toFixed(3)}, one person up to ${threshold.toFixed(3)}.`,
    `${facesIn.join(", ")}${isChoice || template !== null ? `; ${choice}` : ""} (${detector}, ${model}).`,
    ...(fitted === null
      ? []
      : [
          `The threshold was fitted on ${count(fitted.people, "person", "people")} of ${printable(fitted.folder)}.`,
        ]),
  ].join("\n");
}

const templateNames: Readonly<Record<TemplateKind, string>> = {
  nearest: "the nearest of the references counts",
  average: "compared with the average of the references",
};
