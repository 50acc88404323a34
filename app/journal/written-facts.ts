import { z } from "zod";
import type { Database } from "../db/open.ts";
import { getSetting, setSetting } from "../db/settings.ts";
import { storedRecipeSchema, type StoredRecipe } from "../db/stored-recipe.ts";

/** What else than steps the text journal holds already: the catalogue remembers it, so that each is written once. */
export interface WrittenFacts {
  /** Folders that were scanned. */
  readonly roots: readonly string[];
  /** The models that the library looks with; null = not written. */
  readonly recipe: StoredRecipe | null;
  /** The number of the last content that was made by writing metadata (WrittenContent.number). */
  readonly lastContent: number;
}

const schema = z.strictObject({
  roots: z.array(z.string()),
  recipe: storedRecipeSchema.nullable(),
  lastContent: z.int().default(0),
});

const settingKey = "journal-facts";

/** Nothing: what a journal holds that is begun anew. */
export const noFacts: WrittenFacts = { roots: [], recipe: null, lastContent: 0 };

/** What is written; undefined when this catalogue never had a journal. What cannot be read is written again. */
export function writtenFacts(db: Database): WrittenFacts | undefined {
  const text = getSetting(db, settingKey);
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return noFacts;
  }
}

/** Remembers what is written; takes part in the caller's transaction. */
export function rememberWritten(db: Database, facts: WrittenFacts): void {
  setSetting(db, settingKey, JSON.stringify(facts));
}
