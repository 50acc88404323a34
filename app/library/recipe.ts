import type { NetworkFiles } from "../faces/network-files.ts";

/**
 * Counts up when a change of code gives other faces or embeddings for the same models, so that photos
 * analysed before are analysed again.
 */
export const pipelineVersion = 1;

/** Which models look at the photos of a library, and their files. */
export interface Recipe {
  readonly detector: string;
  /** null = the detector's own five points. */
  readonly landmarks: string | null;
  /** The id under which embeddings are stored. */
  readonly embedding: string;
  readonly dimensions: number;
  readonly files: NetworkFiles;
}

/** The name of a recipe in the catalogue: what differs gives another analysis. */
export function recipeName(recipe: Pick<Recipe, "detector" | "landmarks" | "embedding">): string {
  return `${recipe.detector}+${recipe.landmarks ?? "five-points"}+${recipe.embedding}/${pipelineVersion}`;
}
