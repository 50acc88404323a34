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

/**
 * The name of an analysis in the catalogue: what finds and aligns faces. What represents them has no part in it, as a
 * face keeps the vectors of several models.
 */
export function recipeName(recipe: Pick<Recipe, "detector" | "landmarks">): string {
  return `${recipe.detector}+${recipe.landmarks ?? "five-points"}/${pipelineVersion}`;
}

/** The name under which the catalogue keeps that known faces of a photo could not be represented by a model. */
export function embeddingFailureName(embedding: string): string {
  return `vectors of ${embedding}`;
}

/** How faces are turned upright before they are represented; "none": cut out by their boxes. */
export const alignments = ["landmarks", "five-points", "none"] as const;

export type Alignment = (typeof alignments)[number];

/** How a recipe aligns faces. */
export function alignmentOfRecipe({ landmarks, files }: Pick<Recipe, "landmarks" | "files">): Alignment {
  if (files.isUnaligned === true) return "none";
  return landmarks === null ? "five-points" : "landmarks";
}
