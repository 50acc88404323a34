import type { Database } from "../db/open.ts";
import { storedModels } from "../db/stored-recipe.ts";
import type { MergeSide } from "../people/actions/reject-merge.ts";
import { askSplit } from "./ask-split.ts";

/** Two lumps of faces that count as one person, and may be two. */
export interface SuggestedSplit {
  /** The larger part, which would stay. */
  readonly stay: readonly number[];
  readonly leave: readonly number[];
  /** That they are two people, 0 to 1. */
  readonly probability: number;
}

/** The most doubtful way to divide a group or a person, as a review would ask; null = no doubt. */
export function suggestedSplit(db: Database, side: MergeSide): SuggestedSplit | null {
  const model = storedModels(db)?.embedding;
  const question = model === undefined ? null : askSplit(db, model, side);
  if (question === null) return null;
  const [stay, leave] = question.parts;
  return { stay, leave, probability: question.probability };
}
