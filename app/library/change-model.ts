import { countWithoutVector } from "../db/faces-to-embed.ts";
import type { Database } from "../db/open.ts";
import { forgetFailuresOf } from "../db/photos.ts";
import { rememberRecipe, storedModels } from "../db/stored-recipe.ts";
import { inTransaction } from "../db/transaction.ts";
import type { AssignmentResult } from "../people/assign.ts";
import { compareModels, type ModelComparison } from "./change-model-comparison.ts";
import {
  embedMissingFaces,
  type EmbeddingProgress,
  type EmbeddingTally,
  type EmbedOptions,
} from "./embed-faces.ts";
import { refreshLibraryIndex } from "./library-index.ts";
import type { Library } from "./open-library.ts";
import { embeddingFailureName, type Recipe } from "./recipe.ts";
import { markAssignmentsDue, renewAssignments } from "./renew-assignments.ts";
import { updateGroups } from "./update-groups.ts";

/** What a change of the model says while it runs. */
export type ModelChangeProgress =
  | ({ readonly phase: "representing" } & EmbeddingProgress)
  | { readonly phase: "comparing" }
  | { readonly phase: "indexing" | "grouping"; readonly done: number; readonly total: number };

/** How the change is done. */
export interface ChangeModelOptions extends Omit<EmbedOptions, "onProgress"> {
  readonly onProgress?: ((progress: ModelChangeProgress) => void) | undefined;
  /** Asked before the library uses the new model; false leaves it with the old one, all vectors kept. Default: yes. */
  readonly confirm?: ((comparison: ModelComparison) => boolean | Promise<boolean>) | undefined;
}

/** How the change ended. */
export interface ModelChange {
  /** The model that the library used before; null when it had none yet. */
  readonly from: string | null;
  readonly to: string;
  /** The library uses `to` now, and did not before. */
  readonly hasChanged: boolean;
  /** The signal stopped it; the next call goes on, and after the change the next scan does. */
  readonly wasStopped: boolean;
  /** Faces represented by this call. */
  readonly embedded: number;
  /** All faces but false ones, and how many of them have no vector: their photos are away, changed, or failed. */
  readonly faces: number;
  readonly withoutVector: number;
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
  /** null when there was nothing to compare: no model before, or the same. */
  readonly comparison: ModelComparison | null;
  /** What Familiar gives to people, suggests and took back by the new model; null when it was not found out. */
  readonly reassigned: AssignmentResult | null;
}

/** No face could be represented by the new model, so that the library stays with the old one. */
export class ModelChangeError extends Error {
  override readonly name = "ModelChangeError";
  readonly model: string;

  constructor(model: string, reason: string) {
    super(
      `The model ${model} could represent no face at all, so the library stays with the model that it has. ` +
        `The first reason: ${reason}`,
    );
    this.model = model;
  }
}

/**
 * Makes a library represent its faces by another embedding model: `recipe` is the library's own but for that model
 * (recipeWithEmbedding). The vectors that are missing are computed while the old model stays in use; then the index is
 * built, the models are compared, and the library changes over in one transaction. People, groups and all decisions
 * hang on faces and stay. So do the old vectors and index: changing back reads no photo but those added since.
 * Killed or stopped at any moment before, the library is as it was and the next call does the rest. After the change,
 * the machine's assignments are made anew, by the next scan if this is cut short.
 *
 * Rejects with ModelChangeError, AnalyzerStartError when photos cannot be analysed here, SQLite's errors (full disk).
 */
export async function changeModel(
  library: Library,
  recipe: Recipe,
  options: ChangeModelOptions = {},
): Promise<ModelChange> {
  const { db } = library;
  const to = recipe.embedding;
  const from = storedModels(db)?.embedding ?? null;
  forgetFailuresOf(db, embeddingFailureName(to));
  const tally = await embed(library, recipe, options);
  const failed = tally.failures.map(({ path, reason }) => ({ path, reason }));
  const change: ModelChange = {
    ...{ from, to, hasChanged: false, wasStopped: true, embedded: tally.faces, failed },
    ...{ ...countWithoutVector(db, to), comparison: null, reassigned: null },
  };
  if (tally.wasStopped) return change;
  requireSomeVector(change);
  const comparison = await unlessStopped(options.signal, () => prepare(library, recipe, from, options));
  if (comparison === "stopped") return change;
  const isWanted = comparison === null || ((await options.confirm?.(comparison)) ?? true);
  if (!isWanted) return { ...change, wasStopped: false, comparison };
  switchOver(db, recipe, from);
  const reassigned = await unlessStopped(options.signal, () => settle(library, recipe, options));
  const wasStopped = reassigned === "stopped";
  return {
    ...{ ...change, hasChanged: from !== to, wasStopped, comparison },
    reassigned: wasStopped ? null : reassigned,
  };
}

/** What `work` gives; "stopped" when the signal ended it or came before the end. */
async function unlessStopped<Result>(
  signal: AbortSignal | undefined,
  work: () => Promise<Result>,
): Promise<Result | "stopped"> {
  try {
    const result = await work();
    return signal?.aborted === true ? "stopped" : result;
  } catch (error) {
    if (signal?.aborted !== true) throw error;
    return "stopped";
  }
}

async function embed(
  library: Library,
  recipe: Recipe,
  { processes, signal, onProgress }: ChangeModelOptions,
): Promise<EmbeddingTally> {
  return await embedMissingFaces(library, recipe, {
    ...{ processes, signal },
    onProgress: (progress) => onProgress?.({ phase: "representing", ...progress }),
  });
}

/** Builds the index and compares. Nothing but the switch is left to do after it. */
async function prepare(
  library: Library,
  recipe: Recipe,
  from: string | null,
  { signal, onProgress }: ChangeModelOptions,
): Promise<ModelComparison | null> {
  await refreshLibraryIndex(library, recipe, {
    signal,
    onProgress: (done, total) => onProgress?.({ phase: "indexing", done, total }),
  });
  if (from === null || from === recipe.embedding) return null;
  onProgress?.({ phase: "comparing" });
  return await compareModels(library.db, from, recipe.embedding, signal);
}

/** A few photos that fail are no reason to stay; a model that cannot be used at all is one. */
function requireSomeVector({ to, faces, withoutVector, failed }: ModelChange): void {
  const [first] = failed;
  if (first !== undefined && faces === withoutVector) throw new ModelChangeError(to, first.reason);
}

function switchOver(db: Database, recipe: Recipe, from: string | null): void {
  inTransaction(db, () => {
    rememberRecipe(db, recipe);
    if (from === null || from === recipe.embedding) return;
    // What another model could not do is no news any more.
    forgetFailuresOf(db, embeddingFailureName(from));
    markAssignmentsDue(db);
  });
}

/** Assigns faces by the new model. Those that nobody has any more get a group; the groups there are stay. */
async function settle(
  library: Library,
  recipe: Recipe,
  { signal, onProgress }: ChangeModelOptions,
): Promise<AssignmentResult | null> {
  const result = await renewAssignments(library.db, recipe.embedding, signal);
  await updateGroups(library, {
    recipe,
    ...(signal && { signal }),
    onProgress: (progress) => {
      if (progress.phase === "grouping") onProgress?.(progress);
    },
  });
  return result;
}
