import path from "node:path";
import { z } from "zod";
import { alignmentOfRecipe, type Recipe } from "../library/recipe.ts";
import { readFittedFile, writeFittedFile } from "../models/fitted-file.ts";
import type { EmbeddingDescription } from "../models/manifest.ts";
import type { VerificationScale } from "../people/verify.ts";

const fileName = "fitted-thresholds.json";

const distance = z.number().nonnegative();

const fittedThresholds = z.strictObject({
  model: z.string().min(1),
  /** Of the model's file: another file of that name is another model. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  detector: z.string().min(1),
  alignment: z.enum(["landmarks", "five-points", "none"]),
  verification: z.strictObject({
    cosine: distance,
    euclidean: distance,
    euclidean_l2: distance,
    angular: distance,
  }),
  calibration: z.strictObject({ slope: z.number().positive(), intercept: z.number() }),
  fitted: z.strictObject({
    folder: z.string(),
    at: z.iso.datetime(),
    pictures: z.int(),
    people: z.int(),
    falseAcceptRate: z.number(),
  }),
});

const fileSchema = z.strictObject({ version: z.literal(1), thresholds: z.array(fittedThresholds) });

/** Thresholds and calibration of a model, with what found and aligned the faces, fitted on the user's own pictures. */
export type FittedThresholds = z.infer<typeof fittedThresholds>;

/** What a verdict rests on: a model's scale, and where it comes from. */
export interface ChosenScale {
  readonly scale: VerificationScale;
  /** null = the model's own, as it came. */
  readonly fitted: FittedThresholds["fitted"] | null;
}

/** The file of a model store's folder that holds them. */
export function fittedThresholdsFile(storeFolder: string): string {
  return path.join(storeFolder, fileName);
}

/** The scale fitted here for this recipe, or the model's own. @throws ModelError */
export async function chooseScale(
  storeFolder: string,
  recipe: Recipe,
  model: EmbeddingDescription,
): Promise<ChosenScale> {
  const alignment = alignmentOfRecipe(recipe);
  const found = (await readThresholds(storeFolder)).find(
    (one) =>
      one.model === model.id &&
      one.sha256 === model.sha256 &&
      one.detector === recipe.detector &&
      one.alignment === alignment,
  );
  return found === undefined ? { scale: model, fitted: null } : { scale: found, fitted: found.fitted };
}

/** Keeps them in the place of those fitted before for the same model, detector and alignment. */
export async function rememberThresholds(storeFolder: string, added: FittedThresholds): Promise<void> {
  const others = (await readThresholds(storeFolder)).filter(
    (one) =>
      one.model !== added.model || one.detector !== added.detector || one.alignment !== added.alignment,
  );
  const content = { version: 1, thresholds: [...others, added] } satisfies z.infer<typeof fileSchema>;
  await writeFittedFile(fittedThresholdsFile(storeFolder), content);
}

async function readThresholds(storeFolder: string): Promise<readonly FittedThresholds[]> {
  const remedy = 'remove it, and fit again with "familiar evaluate FOLDER --fit".';
  const content = await readFittedFile(fittedThresholdsFile(storeFolder), fileSchema, remedy);
  return content?.thresholds ?? [];
}
