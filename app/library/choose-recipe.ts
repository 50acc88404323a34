import type { Database } from "../db/open.ts";
import { rememberRecipe, storedModels, type StoredRecipe } from "../db/stored-recipe.ts";
import { chooseRuntime, findMeasuredModels } from "../models/choose-runtime.ts";
import { ensureDefaultModels } from "../models/ensure-default.ts";
import type {
  DetectorDescription,
  EmbeddingDescription,
  LandmarksDescription,
  ModelDescription,
  ModelTask,
} from "../models/manifest.ts";
import type { RuntimeChoice, RuntimeName } from "../models/runtime-names.ts";
import type { LocatedModel, ModelStore } from "../models/store.ts";
import { filesOfEmbedding } from "./embedding-files.ts";
import type { Alignment, Recipe } from "./recipe.ts";

/** What the user may ask for instead of the defaults. */
export interface RecipeWish {
  readonly detector?: string | undefined;
  readonly alignment?: Alignment | undefined;
  readonly embedding?: string | undefined;
  /** What computes, this time; otherwise as chosen for this computer. */
  readonly runtime?: RuntimeChoice | undefined;
}

/** A model was asked for a task that it does not do. */
export class RecipeError extends Error {
  override readonly name = "RecipeError";
}

/**
 * The recipe of a library: the one it was first scanned with, so that all of its photos are looked at alike,
 * changed by what the user asks for. A library that has none gets the defaults, fetched if need be. What is
 * chosen is remembered in the library. The embedding model is changed by `changeModel` only, which takes time.
 *
 * Rejects with the model store's errors when a model cannot be had, RecipeError when one does not fit.
 */
export async function chooseLibraryRecipe(
  db: Database,
  store: ModelStore,
  wish: Omit<RecipeWish, "embedding"> & { readonly alignment?: Exclude<Alignment, "none"> | undefined },
  report: (line: string) => void,
): Promise<Recipe> {
  const chosen = apply(wish, storedModels(db) ?? (await defaultRecipe(store, report)), store);
  const recipe = await loadRecipe(chosen, store, report, wish.runtime);
  rememberRecipe(db, chosen);
  return recipe;
}

/** The recipe a library was scanned with; undefined before its first scan. Its models are fetched if need be. */
export async function libraryRecipe(
  db: Database,
  store: ModelStore,
  report: (line: string) => void,
): Promise<Recipe | undefined> {
  const stored = storedModels(db);
  return stored === undefined ? undefined : await loadRecipe(stored, store, report);
}

/** The recipe of a library, or the default one, with another embedding model. Remembers nothing. */
export async function recipeWithEmbedding(
  db: Database,
  store: ModelStore,
  embedding: string,
  report: (line: string) => void,
): Promise<Recipe> {
  // Told of a name that does not exist before anything is fetched.
  store.describe(embedding);
  const stored = storedModels(db) ?? (await defaultRecipe(store, report));
  return await loadRecipe({ ...stored, embedding }, store, report);
}

/** The default recipe changed by a wish, without any library. */
export async function chooseRecipe(
  store: ModelStore,
  wish: RecipeWish,
  report: (line: string) => void,
): Promise<Recipe> {
  const chosen = apply(wish, await defaultRecipe(store, report), store);
  const recipe = await loadRecipe(chosen, store, report, wish.runtime);
  if (wish.alignment !== "none") return recipe;
  return { ...recipe, landmarks: null, files: { ...recipe.files, landmarks: null, isUnaligned: true } };
}

async function defaultRecipe(store: ModelStore, report: (line: string) => void): Promise<StoredRecipe> {
  const { detector, landmarks, embedding } = await ensureDefaultModels(store, { report });
  return { detector: detector.model.id, landmarks: landmarks.model.id, embedding: embedding.model.id };
}

function apply(wish: RecipeWish, recipe: StoredRecipe, store: ModelStore): StoredRecipe {
  const landmarks =
    wish.alignment === undefined
      ? recipe.landmarks
      : wish.alignment === "five-points"
        ? null
        : store.recipe.landmarks;
  return {
    detector: wish.detector ?? recipe.detector,
    landmarks,
    embedding: wish.embedding ?? recipe.embedding,
  };
}

async function loadRecipe(
  chosen: StoredRecipe,
  store: ModelStore,
  report: (line: string) => void,
  runtime?: RuntimeChoice,
): Promise<Recipe> {
  const detector = await needModel<DetectorDescription>(store, chosen.detector, "detector", report);
  const embedding = await needModel<EmbeddingDescription>(store, chosen.embedding, "embedding", report);
  const landmarks =
    chosen.landmarks === null
      ? null
      : await needModel<LandmarksDescription>(store, chosen.landmarks, "landmarks", report);
  if (landmarks === null && !givesFivePoints(detector.model)) {
    throw new RecipeError(
      `${detector.model.title} finds no eyes, nose and mouth, so faces cannot be aligned by its own points. ` +
        "Use --alignment landmarks, or --detector yunet.",
    );
  }
  return {
    ...chosen,
    dimensions: embedding.model.dimensions,
    files: {
      runtime: await runtimeFor(store, detector, embedding, runtime),
      detector: detectorFile(detector),
      landmarks: landmarks === null ? null : { path: landmarks.path },
      embedding: filesOfEmbedding(embedding),
    },
  };
}

/**
 * What computes the models. A network of Keras and MTCNN are TensorFlow's in any case: then the runtime is that of the other
 * models, measured with the usual ones.
 */
async function runtimeFor(
  store: ModelStore,
  detector: LocatedModel<DetectorDescription>,
  embedding: LocatedModel<EmbeddingDescription>,
  wish: RuntimeChoice | undefined,
): Promise<RuntimeName> {
  if (embedding.model.format === "onnx" && detector.model.format === "onnx") {
    return await chooseRuntime(
      store.folder,
      {
        detector: { ...detector, model: detector.model },
        embedding: { ...embedding, model: embedding.model },
      },
      wish,
    );
  }
  const usual = await findMeasuredModels(store);
  if (usual !== undefined) return await chooseRuntime(store.folder, usual, wish);
  return wish === undefined || wish === "auto" ? "onnx" : wish;
}

/** Some detectors find boxes only. */
function givesFivePoints(detector: DetectorDescription): boolean {
  const { kind } = detector;
  // SCRFD comes with points (three outputs a stride) and without (two).
  if (kind === "scrfd") return detector.outputs.length % 3 === 0;
  return kind === "yunet" || kind === "centerface" || kind === "retinaface" || kind === "mtcnn";
}

/** What an analyzer is told of a detector. */
export function detectorFile({
  model,
  path,
}: LocatedModel<DetectorDescription>): Recipe["files"]["detector"] {
  if (model.kind === "yunet" || model.kind === "rfb" || model.kind === "mtcnn")
    return { kind: model.kind, path };
  const { kind, input, outputs } = model;
  const { name, width, height, channels, mean, scale } = input;
  return { kind, path, input: { name, width, height, channels, mean, scale }, outputs };
}

async function needModel<Description extends ModelDescription>(
  store: ModelStore,
  id: string,
  task: ModelTask & Description["task"],
  report: (line: string) => void,
): Promise<LocatedModel<Description>> {
  const { model, path } = (await store.locate(id)) ?? (await fetchModel(store, id, report));
  if (!hasTask<Description>(model, task)) {
    throw new RecipeError(`${id} is a model for ${model.task}, it cannot be used for ${task}.`);
  }
  return { model, path };
}

async function fetchModel(
  store: ModelStore,
  id: string,
  report: (line: string) => void,
): Promise<LocatedModel> {
  report(`Fetching the model ${id}, once...`);
  return await store.install(id);
}

function hasTask<Description extends ModelDescription>(
  model: ModelDescription,
  task: Description["task"],
): model is Description {
  return model.task === task;
}
