import { z } from "zod";
import type { Database } from "./open.ts";
import { getSetting, setSetting } from "./settings.ts";

/** Which models a library uses, by their ids. */
export const storedRecipeSchema = z.strictObject({
  detector: z.string().min(1),
  /** null = the detector's own five points. */
  landmarks: z.string().min(1).nullable(),
  embedding: z.string().min(1),
});

export type StoredRecipe = z.infer<typeof storedRecipeSchema>;

const settingKey = "recipe";

/** What the library looks with, as it is remembered; undefined before its first scan. */
export function storedModels(db: Database): StoredRecipe | undefined {
  const text = getSetting(db, settingKey);
  return text === undefined ? undefined : storedRecipeSchema.parse(JSON.parse(text));
}

/** From now on the library uses these models; takes part in the caller's transaction. */
export function rememberRecipe(db: Database, { detector, landmarks, embedding }: StoredRecipe): void {
  setSetting(db, settingKey, JSON.stringify({ detector, landmarks, embedding } satisfies StoredRecipe));
}
