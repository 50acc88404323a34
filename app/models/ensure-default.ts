import { ModelError, ModelMissingError } from "./errors.ts";
import type { InstallOptions, InstallOutcome } from "./install.ts";
import type { LocatedModel, ModelStore } from "./store.ts";
import { readUnreachable, rememberUnreachable } from "./unreachable.ts";
import type { DetectorDescription, EmbeddingDescription, LandmarksDescription } from "./manifest.ts";

/** The models of the default recipe, all on this machine. */
export interface DefaultModels {
  readonly detector: LocatedModel<DetectorDescription>;
  readonly landmarks: LocatedModel<LandmarksDescription>;
  readonly embedding: LocatedModel<EmbeddingDescription>;
}

export interface EnsureOptions extends InstallOptions {
  /** Takes lines for the user: what is being fetched, what was used instead of what. */
  readonly report: (line: string) => void;
  readonly nowMs?: number;
}

/** A scan should start soon where the host of an optional model is not to be reached. */
const connectTimeoutMs = 5000;

type Failure = Extract<InstallOutcome, { state: "failed" }>;

/** Everything the default recipe names, the preferred detector first. */
export function recipeIds(store: ModelStore): string[] {
  const { detectors, landmarks, embedding } = store.recipe;
  return [...detectors, landmarks, embedding];
}

/** The first detector of the recipe that is installed. */
export async function findDefaultDetector(
  store: ModelStore,
): Promise<LocatedModel<DetectorDescription> | undefined> {
  for (const id of store.recipe.detectors) {
    const located = await store.locate(id);
    if (located?.model.task === "detector") return { model: located.model, path: located.path };
  }
  return undefined;
}

/**
 * Divides failures: a detector that could not be had does not matter while another one is there. Gives the line to
 * show for each such failure, and the failures that do matter.
 */
export async function sortFailures(
  store: ModelStore,
  outcomes: readonly InstallOutcome[],
): Promise<{ notes: string[]; optional: Failure[]; fatal: Failure[] }> {
  const failures = outcomes.filter((outcome) => outcome.state === "failed");
  const standIn = await findDefaultDetector(store);
  const isOptional = (failure: Failure): boolean =>
    standIn !== undefined && store.recipe.detectors.includes(failure.id);
  const optional = failures.filter(isOptional);
  const notes = optional.map((failure) => {
    const { title } = store.describe(failure.id);
    const cause = failure.error.cause instanceof ModelError ? failure.error.cause : failure.error;
    return `${cause.message} Faces are found with ${standIn?.model.title ?? ""}, without ${title}.`;
  });
  return { notes, optional, fatal: failures.filter((failure) => !isOptional(failure)) };
}

async function selectMissing(store: ModelStore, nowMs: number): Promise<string[]> {
  const missing: string[] = [];
  for (const id of recipeIds(store)) {
    if ((await store.locate(id)) === undefined) missing.push(id);
  }
  if ((await findDefaultDetector(store)) === undefined) return missing;
  const unreachable = await readUnreachable(store.folder, nowMs);
  return missing.filter((id) => !(unreachable.has(id) && store.recipe.detectors.includes(id)));
}

/**
 * Makes sure that the models of the default recipe are installed, fetching what is missing. A detector that cannot be
 * had is replaced by the next one, said once, and not tried again for a day.
 * @throws ModelDownloadError when a model without a stand-in cannot be had, ModelFileError, or the signal's reason
 */
export async function ensureDefaultModels(store: ModelStore, options: EnsureOptions): Promise<DefaultModels> {
  const { report, nowMs = Date.now(), ...installOptions } = options;
  const missing = await selectMissing(store, nowMs);
  if (missing.length > 0) {
    report(`Fetching the models for faces (${missing.join(", ")}), once...`);
    const outcomes = await store.installAll(missing, { connectTimeoutMs, ...installOptions });
    const { notes, optional, fatal } = await sortFailures(store, outcomes);
    for (const failure of fatal) throw failure.error;
    for (const note of notes) report(note);
    if (optional.length > 0) {
      await rememberUnreachable(
        store.folder,
        optional.map((failure) => failure.id),
        nowMs,
      );
    }
  }
  const detector = await findDefaultDetector(store);
  const landmarks = await store.need(store.recipe.landmarks);
  const embedding = await store.need(store.recipe.embedding);
  if (
    detector === undefined ||
    landmarks.model.task !== "landmarks" ||
    embedding.model.task !== "embedding"
  ) {
    // The manifest's own check rules the other two out.
    throw new ModelMissingError(store.recipe.detectors.join(" or "), store.folders);
  }
  return {
    detector,
    landmarks: { model: landmarks.model, path: landmarks.path },
    embedding: { model: embedding.model, path: embedding.path },
  };
}
